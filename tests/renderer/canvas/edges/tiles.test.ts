import { describe, expect, it } from 'vitest';
import { sheetOf, tilesOver } from '../../../../src/renderer/canvas/edges/tiles';

describe('tilesOver', () => {
  const seen = { left: 100, top: 100, right: 1100, bottom: 700 };

  it('covers what is in view, and a little more', () => {
    const boxes = tilesOver(seen, 1, []).map(({ box }) => box);
    expect(Math.min(...boxes.map(({ left }) => left))).toBeLessThanOrEqual(100);
    expect(Math.max(...boxes.map(({ right }) => right))).toBeGreaterThanOrEqual(1100 + 96);
    expect(Math.min(...boxes.map(({ top }) => top))).toBeLessThanOrEqual(100);
    expect(Math.max(...boxes.map(({ bottom }) => bottom))).toBeGreaterThanOrEqual(700 + 96);
    expect(boxes).toHaveLength(20);
  });

  it('has tiles of one size on the screen, whatever the zoom', () => {
    const [tile] = tilesOver(seen, 0.5, []);
    expect(tile && tile.box.right - tile.box.left).toBe(512);
  });

  it('keeps tiles while the view moves, so that they are not painted again', () => {
    const before = tilesOver(seen, 1, []);
    const after = tilesOver({ left: 130, top: 90, right: 1130, bottom: 690 }, 1, before);
    expect(after.filter((tile) => before.includes(tile))).toHaveLength(20);
    expect(tilesOver(seen, 1.5, before).filter((tile) => before.includes(tile))).toEqual([]);
  });
});

describe('sheetOf', () => {
  it('reaches one pixel over the borders that a tile shares with the next, at any zoom', () => {
    for (const scale of [0.5, 1, 1.5, 3]) {
      const [tile] = tilesOver({ left: 100, top: 100, right: 1100, bottom: 700 }, scale, []);
      if (!tile) throw new Error('A view has tiles.');
      const sheet = sheetOf(tile.box, scale);
      expect([sheet.left, sheet.top]).toEqual([tile.box.left, tile.box.top]);
      expect((sheet.right - tile.box.right) * scale).toBeCloseTo(1);
      expect((sheet.bottom - tile.box.bottom) * scale).toBeCloseTo(1);
      expect((sheet.right - sheet.left) * scale).toBeCloseTo(257);
    }
  });
});
