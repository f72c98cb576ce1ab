import { PlanProblems } from '../errors';
import { readPlan, writePlanJson, type Plan } from '../plan';
import type { Change, KeyChange, NamedPart } from './change';
import { takeSide, type Compared, type Taken } from './take-side';

/* Some keys of a change instead of all of it. */

const mapOf = { node: 'nodes', group: 'groups', note: 'notes' } as const satisfies Partial<Record<Change['part'], NamedPart>>;

/** True if the keys of a change can be taken one by one: there are several, each a key of its own thing. */
export function canTakeKeys({ part, kind, keys }: Pick<Change, 'part' | 'kind' | 'keys'>): boolean {
  return kind === 'changed' && keys.length > 1 && (part === 'plan' || part in mapOf) && keys.every(({ path }) => path[0] !== 'pinned');
}

/**
 * Takes some keys of a change back, and leaves the others as they are.
 * @param at index of the change
 * @param chosen indices of its keys
 * @returns as `takeSide`; keys that need each other are refused
 */
export function takeKeys(compared: Compared, at: number, chosen: readonly number[]): Taken {
  const some = onlyKeys(compared, at, chosen);
  if (!some) return { refused: { problem: 'These keys belong together.', fix: 'Take the whole change.', needs: [at] } };
  const taken = takeSide(some, [at]);
  if (!('plan' in taken)) return taken;
  try {
    readPlan(writePlanJson(taken.plan), 'plan.json');
    return taken;
  } catch (error) {
    if (!(error instanceof PlanProblems)) throw error;
    const [{ message }] = error.problems;
    return { refused: { problem: `They cannot be taken by themselves: ${message}`, fix: 'Take the whole change.', needs: [at] } };
  }
}

/** A comparison in which a change is about some of its keys; `undefined` if its keys cannot be taken one by one. */
function onlyKeys(compared: Compared, at: number, chosen: readonly number[]): Compared | undefined {
  const { diff, after } = compared;
  const change = diff.changes[at];
  const keys = change?.keys.filter((_, index) => chosen.includes(index)) ?? [];
  if (!change || !canTakeKeys(change) || keys.length === 0) return undefined;
  const { part, id } = change;
  const map = part in mapOf ? mapOf[part as keyof typeof mapOf] : undefined;
  const before: Plan = map
    ? { ...diff.before, [map]: { ...diff.before[map], [id]: withValues(after[map][id], keys) } }
    : planWith(diff.before, after, keys);
  // only the keys: where the thing lies is another choice
  const { moved: _, ...rest } = change;
  return { ...compared, diff: { ...diff, before, changes: diff.changes.with(at, { ...rest, keys }) } };
}

/** The plan before, of which these keys are as in the plan after, but for the values that are taken. */
function planWith(before: Plan, after: Plan, keys: Change['keys']): Plan {
  const made: Record<string, unknown> = { ...before };
  const own: Record<string, unknown> = { ...before.own };
  for (const top of new Set(keys.map(({ path: [key = ''] }) => key))) {
    const isOwn = top.startsWith('x-');
    const inside = keys.filter(({ path }) => path[0] === top).map((key) => ({ ...key, path: key.path.slice(1) }));
    const value = withValues(isOwn ? after.own[top] : after[top as keyof Plan], inside);
    const target = isOwn ? own : made;
    if (value !== undefined) target[top] = value;
    else if (top === 'context') made['context'] = {};
    else delete target[top];
  }
  return { ...(made as unknown as Plan), own }; // the keys are those of the plan before
}

/** A copy of plain data with the values before of some keys; `undefined` if nothing is left of it. */
function withValues(thing: unknown, keys: readonly Pick<KeyChange, 'path' | 'before'>[]): unknown {
  const made = keys.reduce((now: unknown, { path, before }) => withValue(now, path, before), thing);
  return isMap(made) && Object.keys(made).length === 0 ? undefined : made;
}

/** A copy of plain data with another value at a path; `undefined` removes the key, and maps that are empty then. */
function withValue(data: unknown, [key, ...rest]: readonly string[], value: unknown): unknown {
  if (key === undefined) return value;
  const map = isMap(data) ? data : {};
  const next = withValue(map[key], rest, value);
  const { [key]: _, ...others } = map;
  const isGone = next === undefined || (rest.length > 0 && value === undefined && isMap(next) && Object.keys(next).length === 0);
  if (isGone) return others;
  return Object.hasOwn(map, key) ? { ...map, [key]: next } : { ...others, [key]: next };
}

function isMap(data: unknown): data is Readonly<Record<string, unknown>> {
  return typeof data === 'object' && data !== null && !Array.isArray(data);
}
