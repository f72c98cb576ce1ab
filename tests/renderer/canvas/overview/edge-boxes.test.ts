import { describe, expect, it } from 'vitest';
import { cardHeight, cardWidth, edgeId, routeEdges, type Edge, type Position } from '#engine/plan';
import { EdgeBoxes } from '../../../../src/renderer/canvas/overview/edge-boxes';

const edge: Edge = { from: 'a', to: 'b', kind: 'data' };
const layout: Record<string, Position> = { a: [0, 0], b: [5280, 2240], between: [0, 112] };
const route = routeEdges([edge], layout).get(edgeId(edge));

describe('EdgeBoxes', () => {
  const boxes = new EdgeBoxes();
  const around = ([x, y]: Position) => ({ left: x - 50, top: y - 50, right: x + 50, bottom: y + 50 });

  it('finds an edge along its way', () => {
    expect(route).toBeDefined();
    expect(boxes.within([edge], layout, () => route, around([cardWidth / 2, cardHeight]))).toEqual([edge]);
    expect(boxes.within([edge], layout, () => route, around([5280 + cardWidth / 2, 2240]))).toEqual([edge]);
    expect(boxes.within([edge], layout, () => route, around(route?.middle ?? [0, 0]))).toEqual([edge]);
  });

  it('does not find it in the far corners of the box around it', () => {
    const corners: Position[] = [
      [0, 2240],
      [5280, 0],
    ];
    // it leads past the rows in one gap, so that one of the corners at most is on its way
    expect(corners.filter((corner) => boxes.within([edge], layout, () => route, around(corner)).length > 0).length).toBeLessThan(2);
  });

  it('takes the box around its cards while its way is not known', () => {
    expect(boxes.within([edge], layout, () => undefined, around([2500, 1000]))).toEqual([edge]);
    expect(boxes.within([edge], layout, () => undefined, around([2500, 4000]))).toEqual([]);
  });

  it('leaves out what has no place', () => {
    expect(boxes.within([{ ...edge, to: 'nobody' }], layout, () => undefined, around([0, 0]))).toEqual([]);
  });
});
