import { edgeId, routeEdge, type Box, type Edge, type Plan, type Route } from '#engine/plan';
import { overlaps } from '../view/viewport';
import { boxAround, boxAroundPath, segmentsOf, segmentTouches } from './edge-path';

/** An edge with its route, or a straight one while the route is not known. The path is parsed only when it is needed. */
export class PlacedEdge {
  #around: Box | undefined;
  /** Boxes around its curves: the box around the whole of a long edge covers half of the plan. */
  #boxes: readonly Box[] | undefined;

  constructor(
    readonly id: string,
    readonly edge: Edge,
    readonly route: Route,
  ) {}

  /** True if the edge passes through a box of the plan. */
  passes(box: Box): boolean {
    this.#around ??= boxAroundPath(this.route.path);
    if (!overlaps(this.#around, box)) return false;
    this.#boxes ??= segmentsOf(this.route.path).map(boxAround);
    return this.#boxes.some((one) => overlaps(one, box));
  }

  /** True if the line of the edge itself lies in a box of the plan, wholly or in part. */
  touches(box: Box): boolean {
    return this.passes(box) && segmentsOf(this.route.path).some((segment) => segmentTouches(segment, box));
  }
}

/** Edges are never changed in place: an edge that keeps its route keeps its object. */
const made = new WeakMap<Edge, PlacedEdge>();

/** The edges of a plan that can be drawn, each once. The list of problems has the duplicates and those without a node at one end. */
export function placedEdges(
  { nodes, edges, layout, direction }: Pick<Plan, 'nodes' | 'edges' | 'layout' | 'direction'>,
  settled: (id: string, edge: Edge) => Route | undefined,
): PlacedEdge[] {
  const placed = new Map<string, PlacedEdge>();
  for (const edge of edges) {
    const [from, to] = [layout[edge.from], layout[edge.to]];
    if (!from || !to || !nodes[edge.from] || !nodes[edge.to]) continue;
    const before = made.get(edge);
    const id = before?.id ?? edgeId(edge);
    const route = settled(id, edge) ?? routeEdge(from, to, edge.kind, direction);
    const one = before?.route === route ? before : new PlacedEdge(id, edge, route);
    if (one !== before) made.set(edge, one);
    placed.set(id, one);
  }
  return [...placed.values()];
}
