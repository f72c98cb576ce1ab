import { emptyPlan, freshId, type Amount, type NodeId, type Plan, type PlanEdit, type PlanNode, type Position } from '#engine/plan';

/*
 * Part of a plan, as a plan of its own: what is copied is the text of a plan file, and any plan file can be pasted.
 */

/** Some nodes of a plan with the edges between them and the assumptions they refer to. @param plan has a place for every node */
export function clipOf(plan: Plan, ids: Iterable<NodeId>): Plan {
  const chosen = new Set(ids);
  const pick = <T>(map: Readonly<Record<NodeId, T>>) => Object.fromEntries(Object.entries(map).filter(([id]) => chosen.has(id)));
  const nodes = pick(plan.nodes);
  const named = new Set(Object.values(nodes).flatMap(assumptionsOf));
  return {
    ...emptyPlan(plan.name),
    nodes,
    edges: plan.edges.filter(({ from, to }) => chosen.has(from) && chosen.has(to)),
    layout: pick(plan.layout),
    assumptions: Object.fromEntries(Object.entries(plan.assumptions).filter(([name]) => named.has(name))),
  };
}

export interface Paste {
  readonly edits: readonly PlanEdit[];
  /** The new nodes, by their ids in the plan that they were put into. */
  readonly ids: readonly NodeId[];
}

/**
 * Puts a part of a plan into a plan, a step beside where it was. Assumptions that the plan has under the same name stay as they are there.
 */
export function pasteEdits(plan: Plan, clip: Plan, step: Position = [24, 24]): Paste {
  const names = new Map<NodeId, NodeId>();
  const edits: PlanEdit[] = missingAssumptions(plan, clip).map(([name, value]) => ({ type: 'set-assumption', name, value }));
  const taken = { nodes: { ...plan.nodes } };
  for (const [id, node] of Object.entries(clip.nodes)) {
    const fresh = freshId(taken, id.replace(/-\d+$/, ''));
    names.set(id, fresh);
    taken.nodes[fresh] = node;
    const at = clip.layout[id];
    edits.push({ type: 'add-node', id: fresh, node, place: at ? { at: [at[0] + step[0], at[1] + step[1]] } : 'free' });
  }
  for (const edge of clip.edges) {
    const [from, to] = [names.get(edge.from), names.get(edge.to)];
    if (from !== undefined && to !== undefined) edits.push({ type: 'add-edge', edge: { ...edge, from, to } });
  }
  return { edits, ids: [...names.values()] };
}

function assumptionsOf({ usage = {} }: PlanNode): string[] {
  return Object.values(usage).flatMap((value) => (typeof value === 'string' && value.startsWith('$') ? [value.slice(1)] : []));
}

function missingAssumptions(plan: Plan, clip: Plan): (readonly [string, Amount])[] {
  return Object.entries(clip.assumptions).filter(([name]) => !Object.hasOwn(plan.assumptions, name));
}
