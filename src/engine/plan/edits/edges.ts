import type { Edge, Plan } from '../model';
import { sameEnds, type Draft } from './draft';
import type { Apply } from './edit';
import { merged } from './maps';

export const addEdge: Apply<'add-edge'> = (plan, { edge }, draft) => withEdges(plan, draft.withEdge(plan.edges, edge));

/** Adds edges, with the same result as adding them one after another. */
export function addEdges(plan: Plan, edges: readonly Edge[], draft: Draft): Plan {
  return withEdges(plan, draft.withAllEdges(plan.edges, edges));
}

/** Removes every edge between these ends and of this kind, duplicates too. */
export const removeEdges: Apply<'remove-edges'> = (plan, { edges }, draft) => withEdges(plan, draft.withoutEdges(plan.edges, edges));

export const changeEdge: Apply<'change-edge'> = (plan, { edge, set }, draft) => {
  if (!draft.hasEdge(plan.edges, edge)) return plan;
  const at = plan.edges.findIndex((other) => sameEnds(other, edge));
  const before = plan.edges[at];
  if (!before) return plan;
  const after = merged(before, set);
  if (after === before) return plan;
  // it may become an edge that already exists: that one stays
  return withEdges(plan, draft.withEdge(draft.withoutEdge(plan.edges, at), after));
};

function withEdges(plan: Plan, edges: Plan['edges']): Plan {
  return edges === plan.edges ? plan : { ...plan, edges };
}
