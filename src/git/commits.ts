import type { ObjectStore } from './object-store';
import { limits } from './limits';
import { fail } from './problem';

export interface Commit {
  readonly id: string;
  readonly tree: string;
  /** None for the first commit, and for one at the boundary of a shallow clone. */
  readonly parents: readonly string[];
  /** When it was committed, in seconds since 1970. */
  readonly time: number;
  /** True if the commit has parents that a shallow clone does not have. */
  readonly isBoundary: boolean;
}

/** The commits of a repository, each read once. */
export class Commits {
  readonly #objects: ObjectStore;
  readonly #shallow: ReadonlySet<string>;
  readonly #known = new Map<string, Commit>();

  constructor(objects: ObjectStore, shallow: ReadonlySet<string>) {
    this.#objects = objects;
    this.#shallow = shallow;
  }

  get(id: string): Commit {
    const known = this.#known.get(id);
    if (known) return known;
    if (this.#known.size >= limits.commits) fail('too-large', 'the history');
    const { data } = this.#objects.read(id, 'commit');
    const end = data.indexOf('\n\n');
    const head = data.toString('latin1', 0, end < 0 ? data.length : end);
    const parents = [...head.matchAll(/^parent ([0-9a-f]+)$/gm)].map(([, parent = '']) => parent);
    if (parents.length > limits.parents) fail('too-large', 'the list of parents of a commit');
    const isBoundary = this.#shallow.has(id);
    const commit = {
      id,
      tree: /^tree ([0-9a-f]+)/.exec(head)?.[1] ?? fail('damaged', 'a commit'),
      parents: isBoundary ? [] : parents,
      time: Number(/^committer .*> (\d{1,12}) [+-]\d{4}$/m.exec(head)?.[1] ?? 0),
      isBoundary,
    };
    this.#known.set(id, commit);
    return commit;
  }
}

/** Who made a commit, and what its message begins with. */
export interface CommitWords {
  readonly author: string;
  /** The first line of the message. */
  readonly subject: string;
}

/** @param data a commit as it is stored */
export function wordsOf(data: Buffer): CommitWords {
  const text = data.toString('utf8');
  const end = text.indexOf('\n\n');
  const message = end < 0 ? '' : text.slice(end + 2).trimStart();
  const author = /^author (.*?) ?<[^\n]*$/m.exec(end < 0 ? text : text.slice(0, end))?.[1] ?? '';
  return { author: author.slice(0, limits.words), subject: (/^[^\n]*/.exec(message)?.[0] ?? '').slice(0, limits.words) };
}

/**
 * The commits that changed something, newest first, as `git log -- path` without following renames: where a parent has the same, only that
 * one is followed.
 * @param at what a commit has, as a text that can be compared; `undefined` for nothing
 */
export function* changesOf(commits: Commits, from: string, at: (commit: Commit) => string | undefined): Generator<Commit> {
  const queue = new NewestFirst();
  const seen = new Set([from]);
  queue.push(commits.get(from));
  const follow = (id: string) => {
    if (seen.has(id)) return;
    seen.add(id);
    queue.push(commits.get(id));
  };
  for (let commit = queue.pop(); commit; commit = queue.pop()) {
    const own = at(commit);
    const parents = commit.parents.map((id) => commits.get(id));
    const same = parents.find((parent) => at(parent) === own);
    if (same) follow(same.id);
    else {
      if (own !== undefined || parents.length > 0) yield commit;
      for (const { id } of parents) follow(id);
    }
  }
}

const ofFirst = 1;
const ofSecond = 2;
const isBelow = 4;
const isBase = 8;

/**
 * The best common ancestors of two commits, as `git merge-base --all`: newest commits first, marked by the side they are reached from;
 * what is reached from a base is none.
 */
export function mergeBases(commits: Commits, first: string, second: string): readonly string[] {
  if (first === second) return [first];
  const marks = new Map<string, number>();
  const queue = new NewestFirst();
  const waiting = new Set<string>();
  let open = 0; // waiting commits that are not below a base
  const mark = (id: string, more: number) => {
    const had = marks.get(id) ?? 0;
    const has = had | more;
    if (has === had) return;
    marks.set(id, has);
    const wasOpen = waiting.has(id) && (had & isBelow) === 0;
    open += Number((has & isBelow) === 0) - Number(wasOpen);
    if (waiting.has(id)) return;
    waiting.add(id);
    queue.push(commits.get(id));
  };
  mark(first, ofFirst);
  mark(second, ofSecond);
  const found: string[] = [];
  for (let commit = queue.pop(); commit && open > 0; commit = queue.pop()) {
    waiting.delete(commit.id);
    let reach = (marks.get(commit.id) ?? 0) & (ofFirst | ofSecond | isBelow);
    if ((reach & isBelow) === 0) open -= 1;
    if ((reach & (ofFirst | ofSecond)) === (ofFirst | ofSecond)) {
      if (((marks.get(commit.id) ?? 0) & (isBase | isBelow)) === 0) found.push(commit.id);
      marks.set(commit.id, (marks.get(commit.id) ?? 0) | isBase);
      reach |= isBelow;
    }
    for (const parent of commit.parents) mark(parent, reach);
  }
  return found.filter((id) => ((marks.get(id) ?? 0) & isBelow) === 0);
}

/** A heap of commits by their time. */
class NewestFirst {
  readonly #items: Commit[] = [];

  push(commit: Commit): void {
    const items = this.#items;
    let at = items.push(commit) - 1;
    while (at > 0) {
      const above = (at - 1) >> 1;
      const parent = items[above];
      if (!parent || parent.time >= commit.time) break;
      items[at] = parent;
      at = above;
    }
    items[at] = commit;
  }

  pop(): Commit | undefined {
    const items = this.#items;
    const top = items[0];
    const last = items.pop();
    if (items.length === 0 || !last) return top;
    let at = 0;
    for (;;) {
      let below = 2 * at + 1;
      const [left, right] = [items[below], items[below + 1]];
      if (left && right && right.time > left.time) below += 1;
      const child = items[below];
      if (!child || child.time <= last.time) break;
      items[at] = child;
      at = below;
    }
    items[at] = last;
    return top;
  }
}
