import type { EdgeRef } from '../edge-id';
import type { NodeId, Position } from '../model';
import type { Direction } from '../vocabulary';
import { endsOf } from './route';
import { shapeOf, turnedLayout, type Shape } from './upright';

/** A straight line between the places where an edge leaves and arrives. */
interface Segment {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly from: readonly [x: number, y: number];
  readonly to: readonly [x: number, y: number];
}

/**
 * Number of crossing pairs of edges, each taken as a straight line: a measure of how hard a drawing is to follow. Edges that meet at an
 * end do not cross.
 */
export function countCrossings(edges: readonly EdgeRef[], places: Readonly<Record<NodeId, Position>>, direction?: Direction): number {
  const [layout, shape] = [turnedLayout(places, direction), shapeOf(direction)];
  const segments = edges.flatMap((edge) => segmentOf(edge, layout, shape)).sort((a, b) => a.top - b.top);
  let crossings = 0;
  segments.forEach((one, at) => {
    for (let next = at + 1; next < segments.length; next += 1) {
      const other = segments[next] as Segment; // its index is below the length
      if (other.top >= one.bottom) break;
      if (other.left < one.right && other.right > one.left && cross(one, other)) crossings += 1;
    }
  });
  return crossings;
}

function segmentOf({ from, to, kind }: EdgeRef, layout: Readonly<Record<NodeId, Position>>, shape: Shape): Segment[] {
  const [start, end] = [layout[from], layout[to]];
  if (!start || !end || from === to) return [];
  const [a, b] = endsOf(start, end, kind, shape);
  return [
    {
      left: Math.min(a.x, b.x),
      right: Math.max(a.x, b.x),
      top: Math.min(a.y, b.y),
      bottom: Math.max(a.y, b.y),
      from: [a.x, a.y],
      to: [b.x, b.y],
    },
  ];
}

function cross({ from: p, to: q }: Segment, { from: r, to: s }: Segment): boolean {
  return side(p, q, r) * side(p, q, s) < 0 && side(r, s, p) * side(r, s, q) < 0;
}

/** The side of the line from `a` to `b` on which a point lies. */
function side(a: Position, b: Position, point: Position): number {
  return Math.sign((b[0] - a[0]) * (point[1] - a[1]) - (b[1] - a[1]) * (point[0] - a[0]));
}
