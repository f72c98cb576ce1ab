import { cardHeight, cardWidth, gapY, type Box, type Edge, type Position, type Route } from '#engine/plan';
import { overlaps } from './region';
import { boxAround, stretchesOf } from './way';

/** Tells which edges pass through a box: by the boxes around the curves of their ways, since the box around a whole long edge holds half of the plan. */
export class EdgeBoxes {
  #boxes = new WeakMap<Route, readonly Box[]>();

  /** @param ends where the cards at its ends are */
  passes(route: Route | undefined, ends: readonly [Position, Position], region: Box): boolean {
    if (!route) return overlaps(around(ends), region);
    let boxes = this.#boxes.get(route);
    if (!boxes) this.#boxes.set(route, (boxes = stretchesOf(route.path).map(boxAround)));
    return boxes.some((box) => overlaps(box, region));
  }

  /** Of the edges of a plan those that pass through a box. */
  within(
    edges: readonly Edge[],
    layout: Readonly<Record<string, Position>>,
    routeOf: (edge: Edge) => Route | undefined,
    region: Box,
  ): Edge[] {
    return edges.filter((edge) => {
      const [from, to] = [layout[edge.from], layout[edge.to]];
      return from !== undefined && to !== undefined && this.passes(routeOf(edge), [from, to], region);
    });
  }
}

/** An edge that has not been routed yet keeps near its cards. */
function around([from, to]: readonly [Position, Position]): Box {
  return {
    left: Math.min(from[0], to[0]),
    right: Math.max(from[0], to[0]) + cardWidth,
    top: Math.min(from[1], to[1]) - gapY,
    bottom: Math.max(from[1], to[1]) + cardHeight + gapY,
  };
}
