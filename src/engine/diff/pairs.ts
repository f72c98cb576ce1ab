import type { Catalog } from '../catalog';
import { compareText, edgeId, type Edge, type Plan, type Waiver } from '../plan';
import { inNamesOf, referencesIn, type NewNames } from './in-names';
import { matchNodes } from './match-nodes';
import { pairUp, textOf, type Likeness, type Paired } from './pair-up';

/* What is the same thing in two plans, whatever it is called there. */

/** Names in the plan after by names in the plan before, for everything that has a name. Exchanging the plans gives the same pairs. */
export function pairNames(before: Plan, after: Plan, catalog: Catalog): NewNames {
  const nodes = matchNodes(before, after, catalog);
  const none: ReadonlyMap<string, string> = new Map();
  // members of groups and references to assumptions are compared node by node, so the nodes get their names first
  const { plan } = inNamesOf(before, { nodes, assumptions: none, groups: none, notes: none });
  return {
    nodes,
    assumptions: pairsOf(plan.assumptions, after.assumptions, [referredAlike(plan, after)]),
    groups: pairsOf(plan.groups, after.groups, [
      { keyOf: ([, group]) => (group.nodes.length > 0 ? group.nodes.join() : undefined), onlyUnique: true },
      { keyOf: ([, { title }]) => title, onlyUnique: true },
    ]),
    notes: pairsOf(plan.notes, after.notes, [
      { keyOf: ([, note]) => textOf(note), onlyUnique: true },
      { keyOf: ([, { text }]) => text, onlyUnique: true },
    ]),
  };
}

/** Edges by their ids, then those of which one thing differs: the kind, or one end of an edge with a title or path of its own. */
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

/** Waivers by rule and places, then by rule and reason, then by rule. @param before, after with sorted places */
export function pairWaivers(before: readonly Waiver[], after: readonly Waiver[]): Paired {
  return pairUp(before, after, [
    { keyOf: textOf },
    { keyOf: waiverId },
    { keyOf: ({ rule, because }) => textOf([rule, because]), onlyUnique: true },
    { keyOf: ({ rule }) => rule, onlyUnique: true },
  ]);
}

/** A waiver with its places in order. */
export function sortedWaiver(waiver: Waiver): Waiver {
  return waiver.on ? { ...waiver, on: waiver.on.toSorted(compareText) } : waiver;
}

/** A rule and the places where it is waived; a waiver of the whole rule has no places. */
export function waiverId({ rule, on }: Waiver): string {
  return on ? `${rule} (${on.join(', ')})` : rule;
}

/** Names in the plan after by names in the plan before: the same name, or else a likeness. */
function pairsOf<T>(
  before: Readonly<Record<string, T>>,
  after: Readonly<Record<string, T>>,
  likenesses: readonly Likeness<readonly [name: string, value: T]>[],
): ReadonlyMap<string, string> {
  const [olds, news] = [Object.entries(before), Object.entries(after)];
  const { beforeOf } = pairUp(olds, news, [{ keyOf: ([name]) => name }, ...likenesses]);
  return new Map([...beforeOf].map(([now, old]) => [olds[old]?.[0] ?? '', news[now]?.[0] ?? '']));
}

/** Assumptions are alike if they have one value and the same usage refers to them. */
function referredAlike(before: Plan, after: Plan): Likeness<readonly [name: string, value: unknown]> {
  const places = { before: referencesIn(before), after: referencesIn(after) };
  return { keyOf: ([name, value], side) => `${textOf(value)} ${(places[side].get(name) ?? []).toSorted().join()}`, onlyUnique: true };
}
