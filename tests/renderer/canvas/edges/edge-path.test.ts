import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cardHeight, cardWidth, edgeId, edgeKindIds, routeEdge, routeEdges, type Edge, type Position } from '#engine/plan';
import {
  besideSegment,
  boxAround,
  boxAroundPath,
  segmentsOf,
  segmentTouches,
  PathClipper,
} from '../../../../src/renderer/canvas/edges/edge-path';

const edge: Edge = { from: 'a', to: 'b', kind: 'runs-on' };
const layout: Record<string, Position> = { a: [0, 0], b: [5280, 2240], between: [0, 112] };
const route = routeEdges([edge], layout).get(edgeId(edge)) ?? routeEdge([0, 0], [5280, 2240], 'runs-on');
const everything = { left: -10_000, top: -10_000, right: 10_000, bottom: 10_000 };
const around = ([x, y]: Position, by = 50) => ({ left: x - by, top: y - by, right: x + by, bottom: y + by });

/** How long a way is, walked in small steps. */
function lengthOf(path: string): number {
  let [sum, before] = [0, undefined as Position | undefined];
  for (const points of segmentsOf(path))
    for (let at = before ? 1 : 0; at <= 400; at += 1) {
      const here = pointOn(points, at / 400);
      if (before) sum += Math.hypot(here[0] - before[0], here[1] - before[1]);
      before = here;
    }
  return sum;
}

function pointOn(points: readonly Position[], t: number): Position {
  let level = points;
  while (level.length > 1)
    level = level.slice(1).map(([x, y], at): Position => {
      const [fromX, fromY] = level[at] ?? [0, 0];
      return [fromX + (x - fromX) * t, fromY + (y - fromY) * t];
    });
  return level[0] ?? [0, 0];
}

describe('PathClipper', () => {
  const cutter = new PathClipper();

  it('leaves a way as it is that lies in the box as a whole', () => {
    expect(cutter.within(route, everything)).toMatchObject({ path: route.path, skipped: 0 });
  });

  it('draws nothing of a way that is not near', () => {
    expect(cutter.within(route, around([-5000, 9000])).path).toBe('');
  });

  it('cuts a long way to what is near its middle', () => {
    const part = cutter.within(route, around(route.middle));
    expect(part.path).not.toBe('');
    expect(lengthOf(part.path)).toBeLessThan(1000);
    expect(lengthOf(route.path)).toBeGreaterThan(4000);
    expect(part.skipped).toBeGreaterThan(500);
  });

  it('starts where it starts, and ends where it ends, near either end', () => {
    const start = cutter.within(route, around([cardWidth / 2, cardHeight]));
    expect(start.skipped).toBe(0);
    expect(route.path.startsWith(start.path.slice(0, 8))).toBe(true);
    const end = cutter.within(route, around([5280 + cardWidth / 2, 2240]));
    const last = segmentsOf(end.path).at(-1)?.at(-1);
    expect(last).toEqual([route.end.x, route.end.y]);
  });

  it('keeps dashes where they are: what it leaves out is as long as it says, for every way and box', () => {
    const place = fc.tuple(fc.integer({ min: -3000, max: 3000 }), fc.integer({ min: -3000, max: 3000 }));
    fc.assert(
      fc.property(place, place, place, fc.integer({ min: 20, max: 900 }), fc.constantFrom(...edgeKindIds), (from, to, at, by, kind) => {
        const way = routeEdge(from, to, kind);
        const box = around(at, by);
        const part = cutter.within(way, box);
        const whole = lengthOf(way.path);
        if (part.path === '') {
          // no point of the way is in the box
          for (const points of segmentsOf(way.path))
            for (let step = 0; step <= 100; step += 1) {
              const [x, y] = pointOn(points, step / 100);
              expect(x < box.left || x > box.right || y < box.top || y > box.bottom).toBe(true);
            }
          return;
        }
        // the rest after it makes up the whole, within what estimating lengths of curves leaves open
        expect(part.skipped + lengthOf(part.path)).toBeLessThanOrEqual(whole * 1.02 + 2);
        const [first] = segmentsOf(part.path)[0] ?? [];
        const skippedTo = first && lengthUpTo(way.path, first);
        expect(Math.abs((skippedTo ?? 0) - part.skipped)).toBeLessThan(Math.max(2, whole * 0.02));
      }),
    );
  });
});

/** How far along a way the point of it is that is nearest to a place. */
function lengthUpTo(path: string, [x, y]: Position): number {
  let [sum, before, best, least] = [0, undefined as Position | undefined, 0, Infinity];
  for (const points of segmentsOf(path))
    for (let at = before ? 1 : 0; at <= 400; at += 1) {
      const here = pointOn(points, at / 400);
      if (before) sum += Math.hypot(here[0] - before[0], here[1] - before[1]);
      before = here;
      const away = Math.hypot(here[0] - x, here[1] - y);
      if (away < least) [best, least] = [sum, away];
    }
  return best;
}

describe('boxAroundPath', () => {
  it('is the box around all curves of a way', () => {
    const whole = boxAroundPath(route.path);
    const boxes = segmentsOf(route.path).map(boxAround);
    expect(whole).toEqual({
      left: Math.min(...boxes.map(({ left }) => left)),
      right: Math.max(...boxes.map(({ right }) => right)),
      top: Math.min(...boxes.map(({ top }) => top)),
      bottom: Math.max(...boxes.map(({ bottom }) => bottom)),
    });
  });

  it('reads numbers as they are written', () => {
    expect(segmentsOf('M-1.5 2C3,-4.25 .5 0 10 -0.1L7 8')).toEqual([
      [
        [-1.5, 2],
        [3, -4.25],
        [0.5, 0],
        [10, -0.1],
      ],
      [
        [10, -0.1],
        [7, 8],
      ],
    ]);
  });
});

describe('boxAround', () => {
  it('holds every point of a curve', () => {
    const box = boxAround([
      [0, 0],
      [100, -40],
      [20, 80],
      [60, 60],
    ]);
    expect(box).toEqual({ left: -1, top: -41, right: 101, bottom: 81 });
  });
});

describe('besideSegment', () => {
  it('is the way from a point to a line, or to its nearer end', () => {
    const line = [
      [0, 0],
      [100, 0],
    ] as const;
    expect(besideSegment(line, [50, 7])).toBe(7);
    expect(besideSegment(line, [103, 4])).toBe(5);
  });

  it('follows a curve', () => {
    const curve = [
      [0, 0],
      [0, 100],
      [100, 100],
      [100, 0],
    ] as const;
    expect(besideSegment(curve, [50, 75])).toBeLessThan(1); // its top
    expect(besideSegment(curve, [50, 0])).toBeGreaterThan(40);
  });
});

describe('segmentTouches', () => {
  const slope = [
    [0, 0],
    [100, 100],
  ] as const;
  const curve = [
    [0, 0],
    [0, 100],
    [100, 100],
    [100, 0],
  ] as const;
  const box = (left: number, top: number, right: number, bottom: number) => ({ left, top, right, bottom });

  it('finds a line that passes through a box, begins in it, or lies in it', () => {
    expect(segmentTouches(slope, box(40, 45, 60, 55))).toBe(true);
    expect(segmentTouches(slope, box(-10, -10, 5, 5))).toBe(true);
    expect(segmentTouches(slope, box(-10, -10, 200, 200))).toBe(true);
  });

  it('finds none beside the line, also within the box around it', () => {
    expect(segmentTouches(slope, box(60, 0, 100, 40))).toBe(false);
    expect(segmentTouches(slope, box(120, 0, 140, 200))).toBe(false);
    expect(segmentTouches(curve, box(30, 0, 70, 60))).toBe(false);
  });

  it('follows a curve, and takes lines along an axis', () => {
    expect(segmentTouches(curve, box(45, 70, 55, 80))).toBe(true);
    const level = [
      [0, 50],
      [100, 50],
    ] as const;
    expect(segmentTouches(level, box(20, 40, 30, 60))).toBe(true);
    expect(segmentTouches(level, box(20, 51, 30, 60))).toBe(false);
  });
});
