import { edgeId, routeEdge, type Box, type Edge, type Plan, type Route } from '#engine/plan';
import { overlaps } from '../view/viewport';
import { boxAround, boxAroundPath, stretchesOf } from './edge-path';

/** An edge with its way, or the straight one while that is not known yet. Where its way leads is read only once it is asked for. */
export class PlacedEdge {
  #around: Box | undefined;
  /** Around the curves of its way: the box around the whole of a long edge holds half of the plan. */
  #boxes: readonly Box[] | undefined;

  constructor(
    readonly id: string,
    readonly edge: Edge,
    readonly route: Route,
  ) {}

  /** Whether it passes through a box of the plan. */
  passes(box: Box): boolean {
    this.#around ??= boxAroundPath(this.route.path);
    if (!overlaps(this.#around, box)) return false;
    this.#boxes ??= stretchesOf(this.route.path).map(boxAround);
    return this.#boxes.some((one) => overlaps(one, box));
  }
}

/** Edges are never changed in place: one that keeps its way keeps its object. */
const made = new WeakMap<Edge, PlacedEdge>();

/** The edges of a plan that can be drawn, each once: one that stands twice in the file, or has no node at one end, is in the list of problems. */
export function placedEdges(
  { nodes, edges, layout }: Pick<Plan, 'nodes' | 'edges' | 'layout'>,
  settled: (id: string, edge: Edge) => Route | undefined,
): PlacedEdge[] {
  const placed = new Map<string, PlacedEdge>();
  for (const edge of edges) {
    const [from, to] = [layout[edge.from], layout[edge.to]];
    if (!from || !to || !nodes[edge.from] || !nodes[edge.to]) continue;
    const before = made.get(edge);
    const id = before?.id ?? edgeId(edge);
    const route = settled(id, edge) ?? routeEdge(from, to, edge.kind);
    const one = before?.route === route ? before : new PlacedEdge(id, edge, route);
    if (one !== before) made.set(edge, one);
    placed.set(id, one);
  }
  return [...placed.values()];
}
