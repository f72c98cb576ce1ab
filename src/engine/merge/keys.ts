import type { Catalog } from '../catalog';
import { inNamesOf, pairNames, referencesIn, type NewNames } from '../diff';
import type { Plan } from '../plan';
import { eachSide, type Side, type Sides } from './sides';

/*
 * Three plans under common keys: what is the same thing has the same key in each, whatever it is called there. So a merge compares by key
 * and a new name is one more change of a thing.
 */

export const named = ['nodes', 'assumptions', 'groups', 'notes'] as const;
/** The parts of a plan whose entries have names. */
export type Named = (typeof named)[number];
/** Names by keys. */
export type NamesByKey = Readonly<Record<Named, ReadonlyMap<string, string>>>;

export interface CommonKeys {
  readonly plans: Sides<Plan>;
  /** The names that things have in each plan. */
  readonly names: Sides<NamesByKey>;
}

/** Signs of keys of what one side or both sides added; no name begins with one. */
const added = { both: '+', ours: '<', theirs: '>' } as const;
/** Sign of the key of something that is referred to and is not there. It has the same key in every plan that lacks it. */
const missing = '?';

export function inCommonKeys(plans: Sides<Plan>, catalog: Catalog): CommonKeys {
  const { base, ours, theirs } = plans;
  const pairs = { ours: pairNames(base, ours, catalog), theirs: pairNames(base, theirs, catalog) };
  const keysOf = (part: Named): Sides<ReadonlyMap<string, string>> => {
    const known = eachKnown(pairs, part);
    const isNew = (side: Side, name: string) => Object.hasOwn(plans[side][part], name) && !known[side].has(name);
    const isShared = (name: string) => isNew('ours', name) && isNew('theirs', name) && isOneThing(part, ours, theirs, name);
    const keys = (side: Side) =>
      Object.keys(plans[side][part]).map(
        (name) => [name, known[side].get(name) ?? `${added[isShared(name) ? 'both' : side]}${name}`] as const,
      );
    return {
      base: new Map([...lacking(base, part), ...Object.keys(base[part]).map((name) => [name, name] as const)]),
      ours: new Map([...lacking(ours, part), ...keys('ours')]),
      theirs: new Map([...lacking(theirs, part), ...keys('theirs')]),
    };
  };
  const keys = { nodes: keysOf('nodes'), assumptions: keysOf('assumptions'), groups: keysOf('groups'), notes: keysOf('notes') };
  const of = (state: keyof Sides<unknown>): NewNames => ({
    nodes: keys.nodes[state],
    assumptions: keys.assumptions[state],
    groups: keys.groups[state],
    notes: keys.notes[state],
  });
  const all: Sides<NewNames> = { base: of('base'), ours: of('ours'), theirs: of('theirs') };
  return {
    plans: {
      base: inNamesOf(base, all.base).plan,
      ours: inNamesOf(ours, all.ours).plan,
      theirs: inNamesOf(theirs, all.theirs).plan,
    },
    names: eachSide(all, ({ nodes, assumptions, groups, notes }) => ({
      nodes: turned(nodes),
      assumptions: turned(assumptions),
      groups: turned(groups),
      notes: turned(notes),
    })),
  };
}

/** For each side the keys of what base has, by the names there. */
function eachKnown(pairs: Readonly<Record<Side, NewNames>>, part: Named): Readonly<Record<Side, ReadonlyMap<string, string>>> {
  return { ours: turned(pairs.ours[part]), theirs: turned(pairs.theirs[part]) };
}

/**
 * True if what both sides added under one name is one thing: two nodes of one service and not of two titles, two notes of one text. Two people who
 * each add a store get the same id for it, and still mean two stores.
 */
function isOneThing(part: Named, ours: Plan, theirs: Plan, name: string): boolean {
  if (part === 'nodes') {
    const [a, b] = [ours.nodes[name], theirs.nodes[name]];
    return a?.service === b?.service && (a?.title === b?.title || a?.title === undefined || b?.title === undefined);
  }
  return part !== 'notes' || ours.notes[name]?.text === theirs.notes[name]?.text;
}

/** The keys of what a plan refers to and does not have. */
function lacking(plan: Plan, part: Named): (readonly [name: string, key: string])[] {
  return referredTo(plan, part).flatMap((name) => (Object.hasOwn(plan[part], name) ? [] : [[name, `${missing}${name}`] as const]));
}

function referredTo(plan: Plan, part: Named): readonly string[] {
  if (part === 'assumptions') return [...referencesIn(plan).keys()];
  if (part !== 'nodes') return [];
  const onPlaces = plan.waivers.flatMap(({ on = [] }) => on.flatMap((place) => place.split('/', 2)));
  return [...plan.edges.flatMap(({ from, to }) => [from, to]), ...onPlaces, ...Object.keys(plan.layout), ...plan.pinned];
}

function turned(map: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  return new Map([...map].map(([key, value]) => [value, key]));
}

/** True if a side gave something another name than it had. */
export function isRenamed({ names }: CommonKeys, part: Named, side: Side, key: string): boolean {
  return names[side][part].get(key) !== names.base[part].get(key);
}

/** The name of a thing as messages call it: that of ours, or of another plan if ours does not have it. */
export function nameIn({ names }: CommonKeys, part: Named, key: string): string {
  return names.ours[part].get(key) ?? names.theirs[part].get(key) ?? names.base[part].get(key) ?? key;
}
