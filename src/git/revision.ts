import type { Commits } from './commits';
import { limits } from './limits';
import type { ObjectStore } from './object-store';
import { fail } from './problem';
import { isRefName, type Refs } from './refs';

/**
 * The commit that a revision names.
 * @throws GitProblem if there is none or more than one, or if the notation needs what is not read: the log of a branch, its upstream, a
 * search in messages, the index
 */
export function findRevision(revision: string, objects: ObjectStore, refs: Refs, commits: Commits): string {
  const [, name = '', steps = ''] = /^([^~^]*)((?:[~^](?:\d*|\{commit\}|\{\}))*)$/.exec(revision) ?? fail('unknown-notation', revision);
  if (name === '' || name.includes('@{') || name.startsWith(':') || name.includes('..')) fail('unknown-notation', revision);
  let id = commitOf(named(name === '@' ? 'HEAD' : name, objects, refs, revision), objects);
  for (const [, sign, count] of steps.matchAll(/([~^])(\{\w*\}|\d*)/g)) {
    if (count?.startsWith('{')) continue; // tags were followed to their commit
    const number = count === '' ? 1 : Number(count);
    if (sign === '^') id = number === 0 ? id : parentOf(id, number, commits, revision);
    else if (number > limits.steps) fail('no-parent', revision);
    else for (let step = 0; step < number; step += 1) id = parentOf(id, 1, commits, revision);
  }
  return id;
}

function parentOf(id: string, number: number, commits: Commits, revision: string): string {
  const { parents, isBoundary } = commits.get(id);
  return parents[number - 1] ?? fail(isBoundary ? 'shallow-end' : 'no-parent', revision);
}

/** The object that a name stands for, in the order in which git looks: id, references, beginning of an id. */
function named(name: string, objects: ObjectStore, refs: Refs, revision: string): string {
  const isHex = /^[0-9a-f]+$/.test(name);
  if (isHex && name.length === objects.idLength) return name;
  const names = [name, `refs/${name}`, `refs/tags/${name}`, `refs/heads/${name}`, `refs/remotes/${name}`, `refs/remotes/${name}/HEAD`];
  for (const full of names) {
    const id = isRefName(full) ? refs.get(full) : undefined;
    if (id !== undefined) return id;
  }
  if (name === 'HEAD') return fail('no-commit-yet');
  if (!isHex || name.length < 4) return fail('unknown-revision', revision);
  const found = objects.startingWith(name);
  const ids = found.length > 1 ? found.filter((id) => ['commit', 'tag'].includes(objects.read(id).type)) : found;
  if (ids.length > 1) fail('ambiguous-revision', revision);
  return ids[0] ?? fail('unknown-revision', revision);
}

/** The commit that a tag is of, or the object itself. */
function commitOf(id: string, objects: ObjectStore): string {
  let at = id;
  for (let depth = 0; depth < limits.refDepth; depth += 1) {
    const { type, data } = objects.read(at);
    if (type === 'commit') return at;
    if (type !== 'tag') fail('not-a-commit', `a ${type}`);
    at = /^object ([0-9a-f]+)\n/.exec(data.toString('latin1', 0, 100))?.[1] ?? fail('damaged', 'a tag');
  }
  return fail('damaged', 'a tag of tags');
}
