import type { Edge, NodeId, Plan } from './model';
import type { EdgeKind } from './vocabulary';

/** The end points and kind that name an edge. */
export type EdgeRef = Pick<Edge, 'from' | 'to' | 'kind'>;

/** Id of an edge in waivers, findings and commands: `from/to/kind`. */
export function edgeId(edge: EdgeRef): string {
  return `${edge.from}/${edge.to}/${edge.kind}`;
}

/** The parts of an edge's id. Ids of nodes hold no slash. */
export function edgeEnds(id: string): { readonly from: NodeId; readonly to: NodeId; readonly kind: EdgeKind } {
  const [from = '', to = '', kind = ''] = id.split('/');
  return { from, to, kind: kind as EdgeKind }; // an id is made by edgeId
}

const places = new WeakMap<Plan['edges'], ReadonlyMap<Edge, number>>();

/** The key path of an edge in the plan's file. @param edge the plan's own object */
export function edgePath({ edges }: Pick<Plan, 'edges'>, edge: Edge): readonly (string | number)[] {
  let known = places.get(edges);
  if (!known) places.set(edges, (known = new Map(edges.map((one, at) => [one, at]))));
  return ['edges', known.get(edge) ?? 0];
}
