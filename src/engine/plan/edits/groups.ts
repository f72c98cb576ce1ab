import { compareText } from '../edge-order';
import type { Group, NodeId, Plan } from '../model';
import type { Apply } from './edit';
import { merged, without } from './maps';

type Groups = Plan['groups'];

export const addGroup: Apply<'add-group'> = (plan, { id, group }) => {
  const members = thoseThere(plan, group.nodes);
  if (Object.hasOwn(plan.groups, id) || members.length === 0) return plan;
  return { ...plan, groups: { ...withoutMembers(plan.groups, new Set(members)), [id]: { ...group, nodes: members } } };
};

export const removeGroups: Apply<'remove-groups'> = (plan, { ids }) => {
  const gone = new Set(ids.filter((id) => Object.hasOwn(plan.groups, id)));
  return gone.size === 0 ? plan : { ...plan, groups: without(plan.groups, gone) };
};

export const changeGroup: Apply<'change-group'> = (plan, { id, set }) => {
  const group = groupOf(plan, id);
  return group ? withGroup(plan, id, merged(group, set)) : plan;
};

export const groupNodes: Apply<'group-nodes'> = (plan, { ids, group: id }) => {
  const group = id === undefined ? undefined : groupOf(plan, id);
  if (id !== undefined && !group) return plan;
  const members = new Set(group?.nodes);
  const named = new Set(thoseThere(plan, ids).filter((node) => !members.has(node)));
  const others = withoutMembers(plan.groups, named);
  if (id === undefined || !group) return others === plan.groups ? plan : { ...plan, groups: others };
  if (named.size === 0) return plan;
  return { ...plan, groups: { ...others, [id]: { ...group, nodes: thoseThere(plan, [...group.nodes, ...named]) } } };
};

/** Groups without some nodes; empty groups go. The map itself when none of the nodes is in a group. */
export function withoutMembers(groups: Groups, gone: ReadonlySet<NodeId>): Groups {
  if (!Object.values(groups).some(({ nodes }) => nodes.some((id) => gone.has(id)))) return groups;
  return Object.fromEntries(
    Object.entries(groups).flatMap(([id, group]): [string, Group][] => {
      const nodes = group.nodes.filter((node) => !gone.has(node));
      if (nodes.length === group.nodes.length) return [[id, group]];
      return nodes.length > 0 ? [[id, { ...group, nodes }]] : [];
    }),
  );
}

/** Groups with a node's id changed. */
export function withMemberRenamed(groups: Groups, from: NodeId, to: NodeId): Groups {
  if (!Object.values(groups).some(({ nodes }) => nodes.includes(from))) return groups;
  const rename = (group: Group): Group => ({ ...group, nodes: group.nodes.map((id) => (id === from ? to : id)).sort(compareText) });
  return Object.fromEntries(Object.entries(groups).map(([id, group]) => [id, group.nodes.includes(from) ? rename(group) : group]));
}

function thoseThere(plan: Plan, ids: readonly NodeId[]): NodeId[] {
  return [...new Set(ids.filter((id) => Object.hasOwn(plan.nodes, id)))].sort(compareText);
}

function groupOf(plan: Plan, id: string): Group | undefined {
  return Object.hasOwn(plan.groups, id) ? plan.groups[id] : undefined;
}

function withGroup(plan: Plan, id: string, group: Group): Plan {
  return plan.groups[id] === group ? plan : { ...plan, groups: { ...plan.groups, [id]: group } };
}
