import { edgeId } from '../edge-id';
import type { Edge, Plan } from '../model';
import { compareEdges } from '../edge-order';
import type { Apply, EdgeRef } from './edit';
import { merged } from './maps';

export const addEdge: Apply<'add-edge'> = (plan, { edge }) => {
  if (plan.edges.some((other) => edgeId(other) === edgeId(edge))) return plan;
  return withEdges(plan, [...plan.edges, edge]);
};

/** Removes every edge between these ends and of this kind, repeated ones too. */
export const removeEdges: Apply<'remove-edges'> = (plan, { edges }) => {
  const gone = new Set(edges.map(edgeId));
  const kept = plan.edges.filter((edge) => !gone.has(edgeId(edge)));
  return kept.length === plan.edges.length ? plan : { ...plan, edges: kept };
};

export const changeEdge: Apply<'change-edge'> = (plan, { edge, set }) => {
  const at = plan.edges.findIndex((other) => edgeId(other) === edgeId(edge));
  const before = plan.edges[at];
  if (!before) return plan;
  const after = merged(before, set);
  if (after === before) return plan;
  const others = plan.edges.filter((_, index) => index !== at);
  if (named(others, after)) return withEdges(plan, others); // it became one that was there already
  return withEdges(plan, [...others, after]);
};

function withEdges(plan: Plan, edges: readonly Edge[]): Plan {
  return { ...plan, edges: [...edges].sort(compareEdges) };
}

function named(edges: readonly Edge[], edge: EdgeRef): boolean {
  return edges.some((other) => edgeId(other) === edgeId(edge));
}
