import { describe, expect, it } from 'vitest';
import type { Position } from '#engine/plan';
import { farApart } from '../../../../src/renderer/canvas/view/far-apart.ts';

const size = { width: 1000, height: 600 };
const far = (...places: readonly Position[]) => [...farApart(places, size)];

describe('farApart', () => {
  it('finds nothing in a plan that fits into one view', () => {
    expect(far([0, 0], [19_000, 11_000])).toEqual([]);
  });

  it('finds what lies beyond a gap that no view can show, on every side', () => {
    expect(far([0, 0], [300, 0], [1e9, 0], [600, 0], [0, -1e9], [0, 200], [1e9, 1e9])).toEqual([2, 4, 6]);
  });

  it('keeps one of two', () => {
    expect(far([0, 0], [1e9, 1e9])).toEqual([1]);
  });

  it('keeps a plan together that is large without a gap', () => {
    expect(far(...Array.from({ length: 200 }, (_, at): Position => [0, at * 160]))).toEqual([]);
  });

  it('knows nothing before the canvas has a size', () => {
    expect([
      ...farApart(
        [
          [0, 0],
          [1e9, 0],
        ],
        { width: 0, height: 0 },
      ),
    ]).toEqual([]);
  });
});
