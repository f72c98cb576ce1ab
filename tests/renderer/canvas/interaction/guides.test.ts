import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cardHeight, cardWidth, type Position } from '#engine/plan';
import { snapTo } from '../../../../src/renderer/canvas/interaction/guides';

const anyPlace = fc.tuple(fc.integer({ min: -2000, max: 2000 }), fc.integer({ min: -2000, max: 2000 }));

describe('a dragged card', () => {
  it('is drawn to the line of a card that it nearly stands under, and the guide reaches both', () => {
    const { by, guides } = snapTo([4, 300], [[0, 0]], 5);
    expect(by).toEqual([-4, 0]);
    expect(guides).toEqual([{ axis: 'x', at: cardWidth / 2, from: -12, to: 300 + cardHeight + 12 }]);
  });

  it('is left where it is when nothing is near its lines', () => {
    expect(snapTo([40, 300], [[0, 0]], 5)).toEqual({ by: [0, 0], guides: [] });
  });

  it('is drawn to the nearest line, and of two cards on it the guide goes to the nearer', () => {
    const cards: Position[] = [
      [3, -900],
      [1, -400],
      [1, -200],
    ];
    const { by, guides } = snapTo([0, 0], cards, 5);
    expect(by[0]).toBe(1);
    expect(guides[0]?.from).toBe(-212);
  });

  it('is never moved further than it reaches, and stands on every line that is shown', () => {
    fc.assert(
      fc.property(anyPlace, fc.array(anyPlace, { maxLength: 12 }), fc.integer({ min: 1, max: 20 }), (moving, others, reach) => {
        const { by, guides } = snapTo(moving, others, reach);
        expect(Math.max(Math.abs(by[0]), Math.abs(by[1]))).toBeLessThanOrEqual(reach);
        for (const { axis, at } of guides)
          expect(at).toBe(axis === 'x' ? moving[0] + by[0] + cardWidth / 2 : moving[1] + by[1] + cardHeight / 2);
      }),
    );
  });
});
