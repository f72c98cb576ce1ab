import { cardHeight, cardWidth, gapY, type Box, type Edge, type Position, type Route } from '#engine/plan';
import { overlaps } from './region';

/** Tells which edges pass through a box: by the boxes around the curves of their ways, since the box around a whole long edge holds half of the plan. */
export class EdgeBoxes {
  #boxes = new WeakMap<Route, readonly Box[]>();

  /** @param ends where the cards at its ends are */
  passes(route: Route | undefined, ends: readonly [Position, Position], region: Box): boolean {
    if (!route) return overlaps(around(ends), region);
    let boxes = this.#boxes.get(route);
    if (!boxes) this.#boxes.set(route, (boxes = boxesOf(route.path)));
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

/** A curve never leaves the box around its ends and handles. */
function boxesOf(path: string): Box[] {
  const boxes: Box[] = [];
  let start: Position | undefined;
  for (const [, numbers = ''] of path.matchAll(/[MLC]([^MLC]*)/g)) {
    const values = numbers.trim().split(/[ ,]+/).map(Number);
    const points: Position[] = start ? [start] : [];
    for (let at = 0; at + 1 < values.length; at += 2) points.push([values[at] as number, values[at + 1] as number]); // both are there
    const end = points.at(-1);
    if (start && end) boxes.push(boxOf(points));
    start = end;
  }
  return boxes;
}

function boxOf(points: readonly Position[]): Box {
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
  // a straight line has an area too, so that it overlaps what it passes
  return { left: Math.min(...xs) - 1, right: Math.max(...xs) + 1, top: Math.min(...ys) - 1, bottom: Math.max(...ys) + 1 };
}
