import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { laneNameWidth } from '../../../../src/renderer/canvas/lanes/lane-names.ts';
import { levelAt } from '../../../../src/renderer/canvas/view/detail-level.ts';
import { laneReach, minZoom, viewOf } from '../../../../src/renderer/canvas/view/fit-view.ts';

const place = fc.integer({ min: -5000, max: 5000 });
const bounds = fc.record({
  x: place,
  y: place,
  width: fc.integer({ min: 208, max: 20_000 }),
  height: fc.integer({ min: 64, max: 20_000 }),
});
const size = fc.record({ width: fc.integer({ min: 300, max: 4000 }), height: fc.integer({ min: 200, max: 3000 }) });

describe('the view of a rectangle of the plan', () => {
  it('holds all of it, unless that would be too small, and is no larger than asked', () => {
    fc.assert(
      fc.property(bounds, size, fc.boolean(), fc.constantFrom(0.5, 1, 1.25), (box, window, lanes, maxZoom) => {
        const { x, y, zoom } = viewOf(box, window, { maxZoom, lanes });
        expect(zoom).toBeLessThanOrEqual(maxZoom);
        if (zoom === minZoom) return;
        expect(box.x * zoom + x).toBeGreaterThanOrEqual(0);
        expect(box.y * zoom + y).toBeGreaterThanOrEqual(0);
        expect((box.x + box.width) * zoom + x).toBeLessThanOrEqual(window.width);
        expect((box.y + box.height) * zoom + y).toBeLessThanOrEqual(window.height);
      }),
    );
  });

  it('leaves room for what lanes have at their left: their bands close by, and their names from afar', () => {
    fc.assert(
      fc.property(bounds, size, (box, window) => {
        const { x, zoom } = viewOf(box, window, { maxZoom: 1, lanes: true });
        if (zoom === minZoom) return;
        const bands = (box.x - laneReach) * zoom + x;
        expect(bands).toBeGreaterThan(levelAt(zoom) === 'card' ? 0 : laneNameWidth - 0.001);
      }),
    );
  });

  it('leaves the room at the bottom that is asked for', () => {
    const [box, window] = [
      { x: 0, y: 0, width: 300, height: 4000 },
      { width: 1000, height: 800 },
    ];
    const { y, zoom } = viewOf(box, window, { maxZoom: 1, lanes: false, bottom: 200 });
    expect(4000 * zoom + y).toBeCloseTo(600);
  });
});
