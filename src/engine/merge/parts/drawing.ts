import { compareText, groupsByNode, same, type Group, type Note, type Plan, type Position } from '../../plan';
import { HoldingReferee, type Referee } from '../conflict';
import { mergeEntries } from '../entries';
import { isRenamed, nameIn, type CommonKeys } from '../keys';
import { mergedOrder } from '../order';
import { eachSide, entry, type Side, type Sides } from '../sides';
import { mergeSets, mergeValue } from '../values';

/*
 * What a plan says about its drawing, merged. Places and the direction never stop a merge: where both sides chose, ours is kept and that is
 * reported.
 */

/** The merged groups. Which group a node is in is one value of the node, so that no node ends in two. */
export function mergeGroups(common: CommonKeys, nodes: Plan['nodes'], referee: Referee): Plan['groups'] {
  const { plans } = common;
  const groupOf = eachSide(plans, ({ groups }) => groupsByNode(groups));
  const joined = (side: Side) => new Set([...groupOf[side]].flatMap(([node, group]) => (groupOf.base.get(node) === group ? [] : [group])));
  const holding = new HoldingReferee(referee);
  const touched = { ours: joined('ours'), theirs: joined('theirs') };
  const groups = mergeEntries(
    eachSide(plans, (plan) => plan.groups),
    {
      part: 'group',
      idOf: (key) => nameIn(common, 'groups', key),
      counts: withoutNodes,
      isTouched: (side, key) => touched[side].has(key) || isRenamed(common, 'groups', side, key),
      merge: (values, key) => ({
        ...(mergeValue(
          eachSide(values, (group) => group && withoutNodes(group)),
          { part: 'group', id: nameIn(common, 'groups', key), path: [], key },
          holding,
        ) as object), // both sides have one
        nodes: [],
      }),
    },
    holding,
  );
  const members = new Map<string, string[]>();
  for (const node of Object.keys(nodes)) {
    const group = mergedGroup(node);
    if (group === undefined || !Object.hasOwn(groups, group)) continue;
    members.set(group, [...(members.get(group) ?? []), node]);
  }
  holding.release((key) => members.has(key));
  return Object.fromEntries(
    Object.entries(groups).flatMap(([key, group]) => {
      const nodes = members.get(key);
      if (nodes) return [[key, { ...group, nodes: nodes.sort(compareText) }] as const];
      const base = entry(plans.base.groups, key);
      const wasChanged = (['ours', 'theirs'] as const).some((side) => {
        const now = entry(plans[side].groups, key);
        return now && !(base && same(withoutNodes(base), withoutNodes(now)));
      });
      if (wasChanged) referee.overruled({ part: 'group', id: nameIn(common, 'groups', key), what: 'emptied' });
      return []; // the sides together took out all nodes
    }),
  );

  function mergedGroup(node: string): string | undefined {
    const base = groupOf.base.get(node);
    // a side that removed the node, or dissolved its group, did not choose a group for it
    const chosen = (side: Side) =>
      plans[side].nodes[node] === undefined || (base !== undefined && !groupOf[side].has(node) && !plans[side].groups[base])
        ? base
        : groupOf[side].get(node);
    const place = { part: 'node', id: nameIn(common, 'nodes', node), path: ['group'] } as const;
    return mergeValue({ base, ours: chosen('ours'), theirs: chosen('theirs') }, place, referee) as string | undefined; // groups by their keys
  }
}

function withoutNodes({ nodes: _, ...group }: Group): Omit<Group, 'nodes'> {
  return group;
}

/** The merged notes: their text as everything else, their place as that of a node. */
export function mergeNotes(common: CommonKeys, referee: Referee): Plan['notes'] {
  const withoutPlace = ({ at: _, ...note }: Note) => note;
  return mergeEntries(
    eachSide(common.plans, ({ notes }) => notes),
    {
      part: 'note',
      idOf: (key) => nameIn(common, 'notes', key),
      counts: withoutPlace,
      isTouched: (side, key) => isRenamed(common, 'notes', side, key),
      merge: (values, key) => {
        const id = nameIn(common, 'notes', key);
        const place = { part: 'note', id, path: [] } as const;
        const content = mergeValue(
          eachSide(values, (note) => note && withoutPlace(note)),
          place,
          referee,
        ) as Omit<Note, 'at'>; // both sides have one
        const at = mergePlace(
          eachSide(values, (note) => note?.at),
          () => referee.overruled({ part: 'note', id, what: 'place' }),
        );
        return { ...content, at } as Note; // both sides have a place
      },
    },
    referee,
  );
}

/** The merged places of nodes. */
export function mergeLayout(common: CommonKeys, nodes: Plan['nodes'], referee: Referee): Plan['layout'] {
  const { plans } = common;
  const layouts = eachSide(plans, ({ layout }) => layout);
  const merged = new Map<string, Position>();
  for (const key of new Set([...Object.keys(layouts.ours), ...Object.keys(layouts.theirs)])) {
    if (!isThere(key, nodes, plans)) continue;
    // a side without the node has no place for it, and did not take its place away
    const of = (side: Side) => entry(layouts[side], key) ?? (plans[side].nodes[key] ? undefined : entry(layouts.base, key));
    const place = mergePlace({ base: entry(layouts.base, key), ours: of('ours'), theirs: of('theirs') }, () =>
      referee.overruled({ part: 'node', id: nameIn(common, 'nodes', key), what: 'place' }),
    );
    if (place) merged.set(key, place);
  }
  const order = mergedOrder(eachSide(layouts, Object.keys), new Set(merged.keys()));
  return Object.fromEntries(order.map((key) => [key, merged.get(key) as Position])); // a key of the map
}

/** The merged pins. */
export function mergePins({ plans }: CommonKeys, nodes: Plan['nodes']): Plan['pinned'] {
  const pins = mergeSets(eachSide(plans, ({ pinned }) => pinned));
  return pins.filter((key) => isThere(key, nodes, plans)).sort(compareText);
}

/** The merged direction. */
export function mergeDirection({ plans }: CommonKeys, referee: Referee): Plan['direction'] {
  return mergeDrawn(
    eachSide(plans, ({ direction }) => direction),
    () => referee.overruled({ part: 'plan', id: '', what: 'direction' }),
  );
}

function mergePlace(places: Sides<Position | undefined>, overrule: () => void): Position | undefined {
  const { base, ours, theirs } = places;
  if (ours === undefined || theirs === undefined) return same(base, ours ?? theirs) ? undefined : (ours ?? theirs); // moved, not taken away
  return mergeDrawn(places, overrule);
}

function mergeDrawn<T>({ base, ours, theirs }: Sides<T>, overrule: () => void): T {
  if (same(ours, theirs) || same(base, theirs)) return ours;
  if (same(base, ours)) return theirs;
  overrule();
  return ours;
}

/** False for a node that the merge removed; what was no node before stays as it is. */
function isThere(key: string, nodes: Plan['nodes'], plans: Sides<Plan>): boolean {
  return Boolean(nodes[key]) || !(plans.base.nodes[key] || plans.ours.nodes[key] || plans.theirs.nodes[key]);
}
