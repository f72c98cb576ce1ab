import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  arrange,
  cardHeight,
  cardWidth,
  edgeId,
  edgeKindIds,
  emptyPlan,
  routeEdges,
  stageIds,
  type Edge,
  type Plan,
  type Route,
} from '#engine/plan';

/* A route may be drawn in many ways; what it must not do is hide behind a card or run on another edge's line. */

/** A tidy plan: nodes of any stage, edges between any two. */
const tidyPlan = fc
  .record({
    stages: fc.array(fc.constantFrom(...stageIds), { minLength: 2, maxLength: 24 }),
    edges: fc.array(fc.tuple(fc.nat(), fc.nat(), fc.constantFrom(...edgeKindIds)), { maxLength: 30 }),
  })
  .map(({ stages, edges }): Plan => {
    const ids = stages.map((_, at) => `n${at}`);
    const seen = new Map<string, Edge>();
    for (const [a, b, kind] of edges) {
      const edge = { from: ids[a % ids.length] ?? '', to: ids[b % ids.length] ?? '', kind };
      if (edge.from !== edge.to) seen.set(edgeId(edge), edge);
    }
    const plan = {
      ...emptyPlan('Any'),
      nodes: Object.fromEntries(ids.map((id, at) => [id, { service: 'blob', stage: stages[at] }] as const)),
      edges: [...seen.values()],
    };
    return { ...plan, layout: arrange(plan, () => undefined) };
  });

/** Points along a path, close together. */
function pointsOf(path: string): [number, number][] {
  const points: [number, number][] = [];
  let [x, y] = [0, 0];
  for (const [, command, rest] of path.matchAll(/([MLC])([^MLC]+)/g)) {
    const numbers = (rest ?? '').trim().split(/\s+/).map(Number);
    const end = [numbers.at(-2) ?? 0, numbers.at(-1) ?? 0] as const;
    const [a, b] = command === 'C' ? [numbers.slice(0, 2), numbers.slice(2, 4)] : [[x, y], end];
    if (command !== 'M')
      for (let t = 0; t <= 1; t += 1 / 40) {
        const mix = (p: number, q = 0, r = 0, s = 0) => (1 - t) ** 3 * p + 3 * (1 - t) ** 2 * t * q + 3 * (1 - t) * t ** 2 * r + t ** 3 * s;
        points.push([mix(x, a?.[0], b?.[0], end[0]), mix(y, a?.[1], b?.[1], end[1])]);
      }
    [x, y] = end;
  }
  return points;
}

/** The straight way up or down that an edge takes past rows, if it takes one. */
function straightOf({ path }: Route): { x: number; top: number; bottom: number } | undefined {
  const found = / ([-\d.]+) ([-\d.]+)L([-\d.]+) ([-\d.]+)C/.exec(path);
  if (!found) return undefined;
  const [x, from, , to] = found.slice(1).map(Number) as [number, number, number, number];
  return { x, top: Math.min(from, to), bottom: Math.max(from, to) };
}

describe('the ways of edges', () => {
  it('lead around the cards of a tidy plan', () => {
    fc.assert(
      fc.property(tidyPlan, ({ edges, layout }) => {
        const routes = routeEdges(edges, layout);
        expect(routes.size).toBe(edges.length);
        for (const edge of edges) {
          const points = pointsOf(routes.get(edgeId(edge))?.path ?? '');
          expect(points.length).toBeGreaterThan(0);
          for (const [id, [left, top]] of Object.entries(layout)) {
            if (id === edge.from || id === edge.to) continue;
            const hidden = points.find(([x, y]) => x > left && x < left + cardWidth && y > top && y < top + cardHeight);
            expect(hidden, `${edgeId(edge)} runs behind ${id}`).toBeUndefined();
          }
        }
      }),
    );
  });

  it('never run on the same line, unless they are of one kind and share an end', () => {
    fc.assert(
      fc.property(tidyPlan, ({ edges, layout }) => {
        const routes = routeEdges(edges, layout);
        edges.forEach((one, at) => {
          const a = straightOf(routes.get(edgeId(one)) as Route);
          for (const other of edges.slice(at + 1)) {
            const b = straightOf(routes.get(edgeId(other)) as Route);
            if (!a || !b || a.bottom <= b.top || a.top >= b.bottom) continue;
            const together = one.kind === other.kind && (one.from === other.from || one.to === other.to);
            if (!together) expect(Math.abs(a.x - b.x), `${edgeId(one)} and ${edgeId(other)}`).toBeGreaterThan(0.5);
          }
        });
      }),
    );
  });

  it('do not depend on the order of the edges', () => {
    fc.assert(
      fc.property(tidyPlan, ({ edges, layout }) => {
        const [there, back] = [routeEdges(edges, layout), routeEdges([...edges].reverse(), layout)];
        for (const [id, route] of there) expect(back.get(id)).toEqual(route);
      }),
    );
  });

  it('go straight where nothing is in between, past how many rows ever', () => {
    const layout = { a: [0, 0], b: [0, 800] } as const;
    const route = routeEdges([{ from: 'a', to: 'b', kind: 'data' }], layout).get('a/b/data');
    expect(route?.path).toMatch(/^M[-\d. ]+C[-\d. ]+$/);
  });

  it('pass a card in between on the side that is nearer', () => {
    const layout = { a: [0, 0], between: [0, 300], b: [0, 600] } as const;
    const data = routeEdges([{ from: 'a', to: 'b', kind: 'data' }], layout).get('a/b/data');
    const runsOn = routeEdges([{ from: 'a', to: 'b', kind: 'runs-on' }], layout).get('a/b/runs-on');
    expect(straightOf(data as Route)?.x).toBeLessThan(0);
    expect(straightOf(runsOn as Route)?.x).toBeGreaterThan(cardWidth);
  });

  it('pass on the other side where a card stands in the nearer gap', () => {
    const layout = { a: [0, 0], between: [0, 300], beside: [-200, 380], b: [0, 600] } as const;
    const data = routeEdges([{ from: 'a', to: 'b', kind: 'data' }], layout).get('a/b/data');
    expect(straightOf(data as Route)?.x).toBeGreaterThan(cardWidth);
  });

  it('have room for a label where there is any', () => {
    const layout = { a: [0, 0], between: [0, 300], b: [0, 600] } as const;
    const edge = { from: 'a', to: 'b', kind: 'data', title: 'two years of orders' } as const;
    const [x, y] = routeEdges([edge], layout).get('a/b/data')?.middle ?? [0, 0];
    const half = (edge.title.length * 6) / 2;
    for (const [left, top] of Object.values(layout))
      expect(x + half > left && x - half < left + cardWidth && y + 8 > top && y - 8 < top + cardHeight).toBe(false);
  });

  it('are not there for an edge to nowhere or to itself', () => {
    const edges = [
      { from: 'a', to: 'gone', kind: 'data' },
      { from: 'a', to: 'a', kind: 'data' },
    ] as const;
    expect(routeEdges(edges, { a: [0, 0] }).size).toBe(0);
  });
});
