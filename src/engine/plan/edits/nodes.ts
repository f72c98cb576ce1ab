import type { NodeId, Plan, PlanNode } from '../model';
import { compareEdges, compareText } from '../edge-order';
import type { Draft } from './draft';
import type { Apply } from './edit';
import { healedEdges } from './heal';
import { withMemberRenamed, withoutMembers } from './groups';
import { inOrder, merged, without } from './maps';
import { sameKeys } from '../same';

export const addNode: Apply<'add-node'> = (plan, { id, node, place }, draft) => {
  if (nodeOf(plan, id)) return plan;
  return draft.withNode(plan, id, node, draft.placeFor(plan, place));
};

export const removeNodes: Apply<'remove-nodes'> = (plan, { ids, heal }) => {
  const gone = new Set(ids.filter((id) => nodeOf(plan, id)));
  if (gone.size === 0) return plan;
  const healed = heal ? healedEdges(plan, gone) : [];
  const kept = plan.edges.filter((edge) => !gone.has(edge.from) && !gone.has(edge.to));
  return {
    ...plan,
    nodes: without(plan.nodes, gone),
    layout: without(plan.layout, gone),
    groups: withoutMembers(plan.groups, gone),
    pinned: plan.pinned.some((id) => gone.has(id)) ? plan.pinned.filter((id) => !gone.has(id)) : plan.pinned,
    edges: [...kept, ...healed].sort(compareEdges),
    waivers: plan.waivers.flatMap((waiver) => {
      if (!waiver.on) return [waiver];
      const on = waiver.on.filter((place) => !endsOf(place).some((id) => gone.has(id)));
      if (on.length === waiver.on.length) return [waiver];
      return on.length > 0 ? [{ ...waiver, on }] : [];
    }),
  };
};

export const changeNode: Apply<'change-node'> = (plan, { id, set }, draft) => {
  const node = nodeOf(plan, id);
  return node ? withNode(plan, id, merged(node, set), draft) : plan;
};

export const setUsage: Apply<'set-usage'> = (plan, { id, set }, draft) => {
  const node = nodeOf(plan, id);
  if (!node) return plan;
  const usage = merged(node.usage ?? {}, set);
  return withNode(plan, id, merged(node, { usage: Object.keys(usage).length > 0 ? usage : undefined }), draft);
};

export const setSettings: Apply<'set-settings'> = (plan, { id, set }, draft) => {
  const node = nodeOf(plan, id);
  if (!node) return plan;
  const settings = merged(node.settings ?? {}, set);
  return withNode(plan, id, merged(node, { settings: Object.keys(settings).length > 0 ? settings : undefined }), draft);
};

export const swapService: Apply<'swap-service'> = (plan, { id, service, usage }, draft) => {
  const node = nodeOf(plan, id);
  return node ? withNode(plan, id, merged(node, { service, usage, stage: undefined }), draft) : plan;
};

export const renameId: Apply<'rename-id'> = (plan, { from, to }) => {
  if (!nodeOf(plan, from) || nodeOf(plan, to) || from === to) return plan;
  const rename = (id: string) => (id === from ? to : id);
  // a place that was left over for the new id is replaced
  const renameKeys = <T>(map: Readonly<Record<string, T>>) =>
    Object.fromEntries(Object.entries(map).flatMap(([id, value]) => (id === to ? [] : [[rename(id), value]])));
  return {
    ...plan,
    nodes: renameKeys(plan.nodes),
    layout: renameKeys(plan.layout),
    groups: withMemberRenamed(plan.groups, from, to),
    pinned: plan.pinned.some((id) => id === from || id === to)
      ? plan.pinned
          .filter((id) => id !== to)
          .map(rename)
          .sort(compareText)
      : plan.pinned,
    edges: plan.edges
      .map((edge) => (edge.from === from || edge.to === from ? { ...edge, from: rename(edge.from), to: rename(edge.to) } : edge))
      .sort(compareEdges),
    waivers: plan.waivers.map((waiver) =>
      waiver.on ? { ...waiver, on: waiver.on.map((place) => [...endsOf(place).map(rename), ...kindOf(place)].join('/')) } : waiver,
    ),
  };
};

export const orderNodes: Apply<'order-nodes'> = (plan, { order }) => {
  const nodes = inOrder(plan.nodes, order);
  return sameKeys(nodes, plan.nodes) ? plan : { ...plan, nodes };
};

export const moveNodes: Apply<'move-nodes'> = (plan, { to }) => {
  const layout = { ...plan.layout };
  let changed = false;
  for (const [id, [x, y]] of Object.entries(to)) {
    const whole = [Math.round(x), Math.round(y)] as const;
    const before = layout[id];
    if (!nodeOf(plan, id) || (before && before[0] === whole[0] && before[1] === whole[1])) continue;
    layout[id] = whole;
    changed = true;
  }
  return changed ? { ...plan, layout } : plan;
};

export const pinNodes: Apply<'pin-nodes'> = (plan, { ids, pinned }) => {
  const before = new Set(plan.pinned);
  const named = new Set(ids.filter((id) => nodeOf(plan, id) && before.has(id) !== pinned));
  if (named.size === 0) return plan;
  const others = plan.pinned.filter((id) => !named.has(id));
  return { ...plan, pinned: pinned ? [...others, ...named].sort(compareText) : others };
};

function nodeOf(plan: Plan, id: NodeId): PlanNode | undefined {
  return Object.hasOwn(plan.nodes, id) ? plan.nodes[id] : undefined;
}

/** The nodes that a waiver's place names: a node, or both ends of an edge. Its last word is a kind, which can also be a node's id. */
function endsOf(place: string): string[] {
  return place.split('/').slice(0, 2);
}

function kindOf(place: string): string[] {
  return place.split('/').slice(2);
}

function withNode(plan: Plan, id: NodeId, node: PlanNode, draft: Draft): Plan {
  return plan.nodes[id] === node ? plan : { ...plan, nodes: draft.with(plan.nodes, id, node) };
}
