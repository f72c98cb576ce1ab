import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { segmentsOf } from '../../src/paper/paths';
import { cutPath, lengthsOf } from '../../src/paper/svg/cut-path';

const cut = (d: string, top: number, bottom: number) => cutPath(segmentsOf(d), top, bottom, lengthsOf(segmentsOf(d)));

describe('a line in a strip', () => {
  it('is what of it lies there, with the length before it', () => {
    expect(cut('M0 0V100H50V0', 40, 60)).toEqual([
      {
        segments: [
          ['M', 0, 40],
          ['L', 0, 60],
        ],
        start: 40,
      },
      {
        segments: [
          ['M', 50, 60],
          ['L', 50, 40],
        ],
        start: 190,
      },
    ]);
    expect(cut('M0 0V100H50V0', 90, 120)).toEqual([
      {
        segments: [
          ['M', 0, 90],
          ['L', 0, 100],
          ['L', 50, 100],
          ['L', 50, 90],
        ],
        start: 90,
      },
    ]);
    expect(cut('M0 0V100', 200, 300)).toEqual([]);
    expect(cut('M0 0H10M0 50V90', 60, 70)).toEqual([
      {
        segments: [
          ['M', 0, 60],
          ['L', 0, 70],
        ],
        start: 10,
      },
    ]);
  });

  it('has a curve whole, and goes on behind it', () => {
    const [piece, ...others] = cut('M0 0V90C0 100 0 100 10 100H50', 95, 200);
    expect(others).toEqual([]);
    expect(piece?.start).toBe(90);
    expect(piece?.segments.map(([kind]) => kind)).toEqual(['M', 'C', 'L']);
  });

  it('has all of its length in strips that cover it, once', () => {
    const point = fc.tuple(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 0, max: 300 }));
    fc.assert(
      fc.property(fc.array(point, { minLength: 2, maxLength: 9 }), fc.integer({ min: 7, max: 90 }), (points, height) => {
        const segments = segmentsOf(points.map(([x, y], at) => `${at === 0 ? 'M' : 'L'}${x} ${y}`).join(''));
        const lengthOf = (some: ReturnType<typeof segmentsOf>) =>
          some.reduce((sum, segment, at) => {
            const [x, y] = segment.slice(-2) as [number, number];
            const [fromX, fromY] = (some[at - 1]?.slice(-2) ?? [x, y]) as [number, number];
            return segment[0] === 'L' && fromY !== y ? sum + Math.hypot(x - fromX, y - fromY) : sum; // what is level may be on two edges
          }, 0);
        let all = 0;
        for (let top = 0; top <= 300; top += height)
          for (const piece of cutPath(segments, top, top + height)) all += lengthOf([...piece.segments]);
        expect(all).toBeCloseTo(lengthOf(segments), 6);
      }),
    );
  });
});
