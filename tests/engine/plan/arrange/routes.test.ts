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
  type Position,
  type Route,
} from '#engine/plan';
import { drawnFrom, pointsOf, sharedByPair } from '../../../../bench/route-quality';

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

/** The longest straight stretch up or down of a route between two turns. */
function straightOf({ path }: Route): { x: number; top: number; bottom: number } | undefined {
  const corners = [...path.matchAll(/[MLQ]([-\d.]+) ([-\d.]+)/g)].map(([, x, y]) => [Number(x), Number(y)] as const);
  const stretches = corners.slice(1).flatMap(([x, y], at) => {
    const [x0, y0] = corners[at] ?? [NaN, NaN];
    return x === x0 && y !== y0 ? [{ x, top: Math.min(y, y0), bottom: Math.max(y, y0) }] : [];
  });
  return stretches.sort((p, q) => q.bottom - q.top - (p.bottom - p.top))[0];
}

/** Points on a straight line, close together. */
function between([x0, y0]: Position, [x1, y1]: Position): Position[] {
  const steps = Math.max(1, Math.ceil(Math.hypot(x1 - x0, y1 - y0) / 8));
  return Array.from({ length: steps }, (_, at) => [x0 + ((x1 - x0) * (at + 1)) / steps, y0 + ((y1 - y0) * (at + 1)) / steps]);
}

/** More than two turns side by side. */
const touching = 20;

/** A plan whose cards lie anywhere, but with room for a line between any two of them. */
const looseLayout = fc
  .array(fc.tuple(fc.nat(5), fc.nat(5), fc.nat(40), fc.nat(40)), { minLength: 3, maxLength: 16 })
  .map((cards): Record<string, Position> => {
    const cells = new Map(cards.map(([column, row, x, y]) => [`${column} ${row}`, [column * 280 + x, row * 140 + y] as const]));
    return Object.fromEntries([...cells.values()].map((at, index) => [`n${index}`, at]));
  });

describe('the ways of edges', () => {
  it('lead around cards that lie anywhere', () => {
    fc.assert(
      fc.property(
        looseLayout,
        fc.array(fc.tuple(fc.nat(), fc.nat(), fc.constantFrom(...edgeKindIds)), { maxLength: 8 }),
        (layout, pairs) => {
          const ids = Object.keys(layout);
          const edges = pairs.map(([a, b, kind]) => ({ from: ids[a % ids.length] ?? '', to: ids[b % ids.length] ?? '', kind }));
          for (const [id, route] of routeEdges(edges, layout)) {
            const [from, to] = id.split('/');
            const points = pointsOf(route.path).flatMap((at, index, all) => between(all[index - 1] ?? at, at));
            for (const [card, [left, top]] of Object.entries(layout)) {
              if (card === from || card === to) continue;
              const hidden = points.find(([x, y]) => x > left && x < left + cardWidth && y > top && y < top + cardHeight);
              expect(hidden, `${id} runs behind ${card}`).toBeUndefined();
            }
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  it('lead around the cards of a tidy plan', () => {
    fc.assert(
      fc.property(tidyPlan, ({ edges, layout }) => {
        const routes = routeEdges(edges, layout);
        expect(routes.size).toBe(edges.length);
        for (const edge of edges) {
          const points = pointsOf(routes.get(edgeId(edge))?.path ?? '').flatMap(([x, y], at, all) =>
            between(all[at - 1] ?? [x, y], [x, y]),
          );
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

  it('never run on one line', () => {
    fc.assert(
      fc.property(tidyPlan, ({ edges, layout }) => {
        const drawn = drawnFrom(edges, routeEdges(edges, layout));
        for (const [pair, length] of sharedByPair(drawn)) {
          const names = pair.split(' ').map((at) => `${drawn[Number(at)]?.from} to ${drawn[Number(at)]?.to}`);
          expect(length, names.join(', ')).toBeLessThanOrEqual(touching);
        }
      }),
    );
  });

  it('have ends apart, so that two one-way edges do not look like a two-way edge', () => {
    const layout = { a: [0, 0], b: [0, 104] } as const;
    const routes = routeEdges(
      [
        { from: 'a', to: 'b', kind: 'data' },
        { from: 'b', to: 'a', kind: 'data' },
        { from: 'a', to: 'b', kind: 'model' },
      ],
      layout,
    );
    const ends = [...routes.values()].flatMap(({ start, end }) => [start, end].map(({ x, y }) => `${x} ${y}`));
    expect(new Set(ends).size).toBe(6);
    for (const { start, end } of routes.values()) expect(start.x).toBe(end.x);
  });

  it('have ends apart on every side of every card', () => {
    fc.assert(
      fc.property(tidyPlan, ({ edges, layout }) => {
        const routes = routeEdges(edges, layout);
        const ends = edges.flatMap((edge) => {
          const route = routes.get(edgeId(edge)) as Route;
          return [
            `${edge.from} ${route.start.side} ${route.start.x} ${route.start.y}`,
            `${edge.to} ${route.end.side} ${route.end.x} ${route.end.y}`,
          ];
        });
        expect(new Set(ends).size).toBe(ends.length);
      }),
    );
  });

  it('lead along the axes only', () => {
    fc.assert(
      fc.property(tidyPlan, ({ edges, layout }) => {
        for (const { path } of routeEdges(edges, layout).values()) {
          const points = [...path.matchAll(/[-\d.]+ [-\d.]+/g)].map(([text]) => text.split(' ').map(Number));
          points.slice(1).forEach(([x, y], at) => {
            const [x0, y0] = points[at] ?? [];
            expect(x === x0 || y === y0, path).toBe(true);
          });
        }
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
    expect(route?.path).toMatch(/^M[-\d. ]+L[-\d. ]+$/);
  });

  it('pass a card in between on the side that is nearer', () => {
    const layout = { a: [0, 0], between: [0, 300], b: [40, 600] } as const;
    const right = routeEdges([{ from: 'a', to: 'b', kind: 'data' }], layout).get('a/b/data');
    expect(straightOf(right as Route)?.x).toBeGreaterThan(cardWidth);
  });

  it('pass on the other side where a card stands in the nearer gap', () => {
    const layout = { a: [0, 0], between: [0, 300], beside: [216, 380], b: [40, 600] } as const;
    const data = routeEdges([{ from: 'a', to: 'b', kind: 'data' }], layout).get('a/b/data');
    expect(straightOf(data as Route)?.x).toBeLessThan(0);
  });

  it('have room for a label where there is any', () => {
    const layout = { a: [0, 0], between: [0, 300], b: [0, 600] } as const;
    const edge = { from: 'a', to: 'b', kind: 'data', title: 'two years of orders' } as const;
    const [x, y] = routeEdges([edge], layout).get('a/b/data')?.middle ?? [0, 0];
    const half = (edge.title.length * 6) / 2;
    for (const [left, top] of Object.values(layout))
      expect(x + half > left && x - half < left + cardWidth && y + 8 > top && y - 8 < top + cardHeight).toBe(false);
  });

  it('are not there for an edge to nowhere', () => {
    expect(routeEdges([{ from: 'a', to: 'gone', kind: 'data' }], { a: [0, 0] }).size).toBe(0);
  });

  it('of an edge to its own node lead around the corner of its card', () => {
    const route = routeEdges([{ from: 'a', to: 'a', kind: 'data' }], { a: [0, 0] }).get('a/a/data') as Route;
    expect([route.start.side, route.end.side]).toEqual(['right', 'top']);
    const outside = pointsOf(route.path).filter(([x, y]) => x > cardWidth || y < 0);
    expect(outside.length).toBeGreaterThan(4);
  });
});
