import { compareText, edgeId, type Edge, type Waiver } from '../plan';
import { pairUp, textOf, type Paired } from './pair-up';

/* Which entries of the lists of two plans are the same. Both lists are in the names of the plan after. */

/** Pairs edges by their ids, then those of which one thing differs: the kind, or one end of an edge with a title or path of its own. */
export function pairEdges(before: readonly Edge[], after: readonly Edge[]): Paired {
  const sign = ({ title, path }: Edge) => (title === undefined && path === undefined ? undefined : textOf([title, path]));
  return pairUp(before, after, [
    { keyOf: textOf },
    { keyOf: edgeId },
    { keyOf: ({ from, to }) => `${from}/${to}`, onlyUnique: true },
    { keyOf: (edge) => sign(edge) && `${edge.from} ${edge.kind} ${sign(edge)}`, onlyUnique: true },
    { keyOf: (edge) => sign(edge) && `${edge.to} ${edge.kind} ${sign(edge)}`, onlyUnique: true },
  ]);
}

/** Pairs waivers by their rules and places, then by their rules and reasons, then those that alone waive a rule. */
export function pairWaivers(before: readonly Waiver[], after: readonly Waiver[]): Paired {
  return pairUp(before.map(withSortedPlaces), after.map(withSortedPlaces), [
    { keyOf: textOf },
    { keyOf: waiverId },
    { keyOf: ({ rule, because }) => textOf([rule, because]), onlyUnique: true },
    { keyOf: ({ rule }) => rule, onlyUnique: true },
  ]);
}

/** The same waiver with its places in the order in which they are compared. */
export function withSortedPlaces(waiver: Waiver): Waiver {
  return waiver.on ? { ...waiver, on: waiver.on.toSorted(compareText) } : waiver;
}

/** A rule and the places where it is waived; a waiver of the whole rule has no places. */
export function waiverId({ rule, on }: Waiver): string {
  return on ? `${rule} (${on.join(', ')})` : rule;
}
