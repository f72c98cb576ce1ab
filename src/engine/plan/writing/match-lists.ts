import { compareText } from '../edge-order';
import { isMap as isMapValue } from '../same';

/* Matches the items of a list before and after a change. */

export interface Pairing {
  /** Index before; `undefined` for a new item. */
  readonly was?: number;
  /** Index after; `undefined` for one that is gone. */
  readonly is?: number;
}

/** Indices of the removed items. */
export function goneItems(plan: readonly Pairing[]): ReadonlySet<number> {
  return new Set(plan.flatMap(({ was, is }) => (was !== undefined && is === undefined ? [was] : [])));
}

/**
 * Items of a list that stay, in the order of the new text.
 * @param asSet the order has no meaning: old items keep their places
 */
export function pairUp(before: readonly unknown[], after: readonly unknown[], asSet: boolean): Pairing[] {
  const waiting = new Map<string, number[]>();
  after.forEach((value, at) => {
    const key = contentOf(value);
    waiting.set(key, [...(waiting.get(key) ?? []), at]);
  });
  const kept: (number | undefined)[] = before.map((value) => waiting.get(contentOf(value))?.shift());
  if (!asSet) dropCrossings(kept);
  const taken = new Set(kept);
  const free = after.map((_, at) => at).filter((at) => !taken.has(at));

  // an item that changed but is clearly the same thing is changed in place
  let reached = -1;
  const pairing: { was?: number; is?: number }[] = before.map((value, was) => {
    const is = kept[was];
    if (is !== undefined) {
      reached = is;
      return { was, is };
    }
    const next = asSet ? undefined : kept.slice(was).find((one) => one !== undefined);
    const between = (at: number) => asSet || (at > reached && at < (next ?? Infinity));
    const exact = free.findIndex((at) => between(at) && alike(value, after[at], asSet));
    const match = exact >= 0 ? exact : free.findIndex((at) => asSet && oneEndMoved(value, after[at]));
    const [found] = match >= 0 ? free.splice(match, 1) : [];
    if (found !== undefined) reached = found;
    return found === undefined ? { was } : { was, is: found };
  });
  for (const is of free) {
    const at = asSet ? placeInSet(pairing, is, before, after) : placeInOrder(pairing, is);
    pairing.splice(at, 0, { is });
  }
  return pairing;
}

/** The same text for equal values, in whatever order the file has their keys. */
function contentOf(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    isMapValue(inner) ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => compareText(a, b))) : inner,
  );
}

/** True if the order of a list has no meaning: edges, pins, the nodes of a group. */
export function isSet([top, , key]: readonly (string | number)[]): boolean {
  return top === 'edges' || top === 'pinned' || (top === 'groups' && key === 'nodes');
}

/** A list whose order counts keeps only items that keep their order. */
function dropCrossings(kept: (number | undefined)[]): void {
  let highest = -1;
  kept.forEach((is, was) => {
    if (is === undefined) return;
    if (is < highest) kept[was] = undefined;
    else highest = is;
  });
}

function alike(a: unknown, b: unknown, asSet: boolean): boolean {
  if (!isMapValue(a) || !isMapValue(b)) return !asSet && !isMapValue(a) && !isMapValue(b);
  if (asSet) return a['from'] === b['from'] && a['to'] === b['to'];
  return a['rule'] !== undefined && a['rule'] === b['rule'];
}

/** An edge of the same kind with one changed end, as when a node's id was changed. */
function oneEndMoved(a: unknown, b: unknown): boolean {
  return isMapValue(a) && isMapValue(b) && a['kind'] === b['kind'] && (a['from'] === b['from'] || a['to'] === b['to']);
}

function placeInOrder(pairing: readonly Pairing[], is: number): number {
  const next = pairing.findIndex((one) => one.is !== undefined && one.is > is);
  return next < 0 ? pairing.length : next;
}

/** In a file with sorted edges a new one goes to its sorted place; else to the end. */
function placeInSet(pairing: readonly Pairing[], is: number, before: readonly unknown[], after: readonly unknown[]): number {
  const positions = pairing.flatMap((one) => (one.is === undefined ? [] : [one.is]));
  const ascending = positions.every((position, at) => at === 0 || position > (positions[at - 1] ?? -1));
  if (!ascending || before.length === 0 || after.length === 0) return pairing.length;
  return placeInOrder(pairing, is);
}

/** True if keys are in canonical order. */
export function isSorted(keys: readonly string[]): boolean {
  return keys.every((key, at) => at === 0 || compareText(keys[at - 1] ?? '', key) < 0);
}
