import { describe, expect, it, vi } from 'vitest';
import { cardHeight, cardWidth, edgeId, routeEdge, routeEdges, type Edge, type Plan, type Position } from '#engine/plan';
import { placedEdges } from '../../../../src/renderer/canvas/edges/placed-edges';

const edge: Edge = { from: 'a', to: 'b', kind: 'data' };
const layout: Record<string, Position> = { a: [0, 0], b: [5280, 2240], between: [0, 112] };
const nodes = { a: {}, b: {}, between: {} };
const planWith = (edges: readonly Edge[]) => ({ nodes, edges, layout }) as unknown as Plan;
const routes = routeEdges([edge], layout);
const around = ([x, y]: Position) => ({ left: x - 50, top: y - 50, right: x + 50, bottom: y + 50 });

describe('placedEdges', () => {
  it('gives each edge once, with its way', () => {
    const placed = placedEdges(planWith([edge, { ...edge }]), (id) => routes.get(id));
    expect(placed).toHaveLength(1);
    expect(placed[0]).toMatchObject({ id: edgeId(edge), edge, route: routes.get(edgeId(edge)) });
  });

  it('leads straight while the way is not known', () => {
    const [placed] = placedEdges(planWith([edge]), () => undefined);
    expect(placed?.route).toEqual(routeEdge([0, 0], [5280, 2240], 'data'));
  });

  it('gives an edge that keeps its way the same object, and another with another way', () => {
    const known = (id: string) => routes.get(id);
    const [first] = placedEdges(planWith([edge]), known);
    const plan = planWith([edge]);
    expect(placedEdges({ ...plan, nodes: { ...plan.nodes } }, known)[0]).toBe(first);
    const straight = routeEdge([0, 0], [5280, 2240], 'data');
    expect(placedEdges(plan, () => straight)[0]).toEqual({ ...first, route: straight });
  });

  it('leaves out what has no node or no place', () => {
    const lost = { ...edge, to: 'nobody' };
    expect(placedEdges({ ...planWith([lost]), layout: { ...layout, nobody: [0, 0] } }, () => undefined)).toEqual([]);
    expect(placedEdges({ ...planWith([edge]), layout: { a: [0, 0] } }, () => undefined)).toEqual([]);
  });
});

it('does not read where a way leads before it is asked for', () => {
  const way = routes.get(edgeId(edge)) ?? routeEdge([0, 0], [5280, 2240], 'data');
  const read = vi.fn(() => way.path);
  const watched = Object.defineProperty({ ...way }, 'path', { get: read });
  const [placed] = placedEdges(planWith([{ ...edge }]), () => watched);
  expect(read).not.toHaveBeenCalled();
  expect(placed?.passes({ left: -100, top: -100, right: 120, bottom: 100 })).toBe(true);
  expect(read).toHaveBeenCalled();
});

describe('passes', () => {
  const [placed] = placedEdges(planWith([edge]), (id) => routes.get(id));
  if (!placed) throw new Error('There is no edge.');

  it('finds an edge along its way', () => {
    expect(placed.passes(around([cardWidth / 2, cardHeight]))).toBe(true);
    expect(placed.passes(around([5280 + cardWidth / 2, 2240]))).toBe(true);
    expect(placed.passes(around(placed.route.middle))).toBe(true);
  });

  it('does not find it in the far corners of the box around it', () => {
    const corners: Position[] = [
      [0, 2240],
      [5280, 0],
    ];
    // it leads past the rows in one gap, so that one of the corners at most is on its way
    expect(corners.filter((corner) => placed.passes(around(corner))).length).toBeLessThan(2);
  });
});
