import { describe, expect, it } from 'vitest';
import { boxBetween, contains, overlaps, regionAround, seenBox } from '../../../../src/renderer/canvas/view/viewport';

const size = { width: 1000, height: 500 };

describe('seenBox', () => {
  it('is what of the plan the view shows', () => {
    expect(seenBox({ x: -100, y: 50, zoom: 0.5 }, size)).toEqual({ left: 200, top: -100, right: 2200, bottom: 900 });
  });
});

describe('regionAround', () => {
  const seen = seenBox({ x: 0, y: 0, zoom: 1 }, size);
  const region = regionAround(seen, undefined);

  it('reaches beyond the view on all sides', () => {
    expect(region).toEqual({ left: -500, top: -250, right: 1500, bottom: 750 });
  });

  it('stays the same object while the view keeps within it', () => {
    expect(regionAround(seenBox({ x: -499, y: 249, zoom: 1 }, size), region)).toBe(region);
  });

  it('moves when the view leaves it', () => {
    const next = seenBox({ x: -501, y: 0, zoom: 1 }, size);
    const moved = regionAround(next, region);
    expect(moved).not.toBe(region);
    expect(contains(moved, next)).toBe(true);
  });

  it('shrinks when the view has become much smaller', () => {
    expect(regionAround(seenBox({ x: 0, y: 0, zoom: 1.5 }, size), region)).toBe(region);
    expect(regionAround(seenBox({ x: 0, y: 0, zoom: 2 }, size), region)).not.toBe(region);
  });
});

describe('boxes', () => {
  it('lie between two points in whichever order', () => {
    expect(boxBetween([5, 1], [2, 7])).toEqual({ left: 2, top: 1, right: 5, bottom: 7 });
  });

  it('overlap when they share more than a border', () => {
    const box = { left: 0, top: 0, right: 10, bottom: 10 };
    expect(overlaps(box, { left: 9, top: 9, right: 20, bottom: 20 })).toBe(true);
    expect(overlaps(box, { left: 10, top: 0, right: 20, bottom: 10 })).toBe(false);
  });
});
