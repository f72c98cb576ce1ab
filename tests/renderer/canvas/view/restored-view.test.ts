import { describe, expect, it } from 'vitest';
import { restoredView, seesAny } from '../../../../src/renderer/canvas/view/restored-view';

const before = { width: 1600, height: 900 };
const last = { x: 100, y: 50, zoom: 0.8, size: before };

describe('the last view of a plan', () => {
  it('is restored as it was on a canvas of the same size, and where the size is not known', () => {
    expect(restoredView(last, before)).toEqual({ x: 100, y: 50, zoom: 0.8 });
    expect(restoredView({ x: 1, y: 2, zoom: 0.5 }, before)).toEqual({ x: 1, y: 2, zoom: 0.5 });
  });

  it('shows as much on a smaller canvas', () => {
    const { x, y, zoom } = restoredView(last, { width: 600, height: 450 });
    expect(zoom).toBeCloseTo(0.3);
    // what was at the left and right edges is still in view
    expect(((0 - 100) / 0.8) * zoom + x).toBeCloseTo(0);
    expect(((1600 - 100) / 0.8) * zoom + x).toBeCloseTo(600);
    expect(((900 - 50) / 0.8) * zoom + y).toBeLessThanOrEqual(450);
  });

  it('keeps its zoom and its middle on a larger canvas', () => {
    expect(restoredView(last, { width: 1800, height: 1000 })).toEqual({ x: 200, y: 100, zoom: 0.8 });
  });

  it('may show nothing of the plan', () => {
    expect(seesAny({ x: 0, y: 0, zoom: 1 }, before, [[0, 0]])).toBe(true);
    expect(seesAny({ x: -5000, y: 0, zoom: 1 }, before, [[0, 0]])).toBe(false);
    expect(seesAny({ x: 0, y: 0, zoom: 1 }, before, [])).toBe(false);
  });
});
