import { describe, expect, it } from 'vitest';
import { covers, sheetMargin, sheetPlace } from '../../../../src/renderer/canvas/overview/sheet';

const size = { width: 1000, height: 600 };
const painted = { x: 40, y: 30, zoom: 0.1 };

describe('a sheet', () => {
  it('is moved along with the view', () => {
    expect(sheetPlace(painted, { x: 60, y: 10, zoom: 0.1 })).toEqual({ x: 20, y: -20, scale: 1 });
  });

  it('is scaled so that every place of the plan stays where it is', () => {
    const now = { x: -300, y: 100, zoom: 0.13 };
    const { x, y, scale } = sheetPlace(painted, now);
    const [planX, planY] = [5000, 2500];
    expect((planX * painted.zoom + painted.x) * scale + x).toBeCloseTo(planX * now.zoom + now.x);
    expect((planY * painted.zoom + painted.y) * scale + y).toBeCloseTo(planY * now.zoom + now.y);
  });

  it('does until the view leaves its margin', () => {
    expect(covers(painted, { ...painted, x: painted.x + sheetMargin }, size)).toBe(true);
    expect(covers(painted, { ...painted, x: painted.x + sheetMargin + 1 }, size)).toBe(false);
    expect(covers(painted, { ...painted, y: painted.y - sheetMargin - 1 }, size)).toBe(false);
  });

  it('does not when it would look coarse, or does not fill the view', () => {
    expect(covers(painted, { ...painted, zoom: 0.17 }, size)).toBe(false);
    expect(covers(painted, { ...painted, zoom: 0.05 }, size)).toBe(false);
  });
});
