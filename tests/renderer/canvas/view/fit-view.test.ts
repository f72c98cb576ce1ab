import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bandPadding } from '#engine/plan';
import { laneNameHeight, laneNameWidth } from '../../../../src/renderer/canvas/lanes/lane-names.ts';
import { minZoom, viewOf } from '../../../../src/renderer/canvas/view/fit-view.ts';

const place = fc.integer({ min: -5000, max: 5000 });
const bounds = fc.record({
  x: place,
  y: place,
  width: fc.integer({ min: 208, max: 20_000 }),
  height: fc.integer({ min: 64, max: 20_000 }),
});
const lanes = fc.option(
  fc.record({
    titles: fc.subarray(['Training', 'Data transformation', 'Monitoring']),
    direction: fc.constantFrom('top-to-bottom' as const, 'left-to-right' as const),
  }),
  { nil: undefined },
);
const size = fc.record({ width: fc.integer({ min: 300, max: 4000 }), height: fc.integer({ min: 200, max: 3000 }) });

describe('the view of a rectangle of the plan', () => {
  it('holds all of it, unless that would be too small, and is no larger than asked', () => {
    fc.assert(
      fc.property(bounds, size, lanes, fc.constantFrom(0.5, 1, 1.25), (box, window, drawn, maxZoom) => {
        const { x, y, zoom } = viewOf(box, window, { maxZoom, lanes: drawn });
        expect(zoom).toBeLessThanOrEqual(maxZoom);
        if (zoom === minZoom) return;
        expect(box.x * zoom + x).toBeGreaterThanOrEqual(0);
        expect(box.y * zoom + y).toBeGreaterThanOrEqual(0);
        expect((box.x + box.width) * zoom + x).toBeLessThanOrEqual(window.width);
        expect((box.y + box.height) * zoom + y).toBeLessThanOrEqual(window.height);
      }),
    );
  });

  it('leaves room for the names of lanes, as long as they are, where the padding of bands is too thin for them', () => {
    fc.assert(
      fc.property(bounds, size, (box, window) => {
        const { x, zoom } = viewOf(box, window, {
          maxZoom: 1,
          lanes: { titles: ['Training', 'Data transfer'], direction: 'top-to-bottom' },
        });
        if (zoom === minZoom || zoom * bandPadding > laneNameHeight) return;
        expect(box.x * zoom + x).toBeGreaterThanOrEqual(laneNameWidth('Data transfer'));
      }),
    );
  });

  it('leaves no room for names that are not drawn', () => {
    const [box, window] = [
      { x: 0, y: 0, width: 4000, height: 300 },
      { width: 1000, height: 800 },
    ];
    const none = viewOf(box, window, { maxZoom: 1, lanes: undefined });
    expect(none.zoom).toBeCloseTo((1000 - 32) / 4000);
    expect(viewOf(box, window, { maxZoom: 1, lanes: { titles: [], direction: 'top-to-bottom' } })).toEqual(none);
    // columns have their names above them
    const columns = viewOf(box, window, { maxZoom: 1, lanes: { titles: ['Training'], direction: 'left-to-right' } });
    expect(columns.zoom).toBeCloseTo(none.zoom);
  });

  it('leaves the room at the bottom that is asked for', () => {
    const [box, window] = [
      { x: 0, y: 0, width: 300, height: 4000 },
      { width: 1000, height: 800 },
    ];
    const { y, zoom } = viewOf(box, window, { maxZoom: 1, lanes: undefined, bottom: 200 });
    expect(4000 * zoom + y).toBeCloseTo(600);
  });
});
