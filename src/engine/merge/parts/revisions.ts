import { compareText, same, type Plan, type Revision } from '../../plan';
import type { Referee } from '../conflict';
import type { CommonKeys } from '../keys';
import { eachSide } from '../sides';
import { mergeValue } from '../values';

/** The merged revisions, by their ids. What both sides issued or changed under one id is a conflict of the whole list. */
export function mergeRevisions({ plans }: CommonKeys, referee: Referee): Plan['revisions'] {
  const lists = eachSide(plans, ({ revisions }) => revisions);
  const whole = () => mergeValue(lists, { part: 'plan', id: '', path: ['revisions'] }, referee) as Plan['revisions']; // one of the lists
  if (same(lists.ours, lists.theirs) || same(lists.base, lists.theirs) || same(lists.base, lists.ours)) return whole();
  const maps = eachSide(lists, (list = []) => new Map(list.map((one) => [one.id, one])));
  const merged: Revision[] = [];
  for (const id of new Set([...maps.ours.keys(), ...maps.theirs.keys()])) {
    const { base, ours, theirs } = eachSide(maps, (map) => map.get(id));
    if (ours && theirs) {
      const one = same(ours, theirs) || same(base, theirs) ? ours : same(base, ours) ? theirs : undefined;
      if (!one) return whole();
      merged.push(one);
    } else {
      const kept = ours ?? theirs;
      if (base && !same(base, kept)) return whole();
      if (kept && !base) merged.push(kept);
    }
  }
  return merged.sort((one, other) => compareText(one.date, other.date));
}
