import fc from 'fast-check';
import { expect, it, vi } from 'vitest';

vi.mock('electron', () => ({ screen: {} }));
const { fitBounds } = await import('../../../src/main/windows/bounds.ts');

const screens = [
  { x: 0, y: 0, width: 1920, height: 1080 },
  { x: 1920, y: -200, width: 1280, height: 1024 },
];

it.each([
  ['a window that fits', { x: 100, y: 50, width: 1200, height: 800 }, { x: 100, y: 50, width: 1200, height: 800 }],
  ['one on the second display', { x: 2000, y: 0, width: 1000, height: 700 }, { x: 2000, y: 0, width: 1000, height: 700 }],
  ['one that is larger than the display', { x: -50, y: 20, width: 1e9, height: 1e9 }, { x: 0, y: 0, width: 1920, height: 1080 }],
  ['one that is too small to work in', { x: 10, y: 10, width: 1, height: 1 }, { x: 10, y: 10, width: 800, height: 520 }],
  ['one that is on no display', { x: 1e12, y: -1e12, width: 900, height: 600 }, { x: 1020, y: 0, width: 900, height: 600 }],
])('%s', (_, wanted, bounds) => {
  expect(fitBounds({ ...wanted, maximized: false }, screens)).toEqual({ ...bounds, maximized: false });
});

it('is inside one display, whatever was kept, and fitting it again changes nothing', () => {
  const number = fc.maxSafeInteger();
  const size = fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER });
  fc.assert(
    fc.property(fc.record({ x: number, y: number, width: size, height: size, maximized: fc.boolean() }), (wanted) => {
      const { x, y, width, height } = fitBounds(wanted, screens);
      expect(
        screens.some(
          (area) =>
            x >= area.x && y >= area.y && x + width <= area.x + area.width && y + height <= area.y + area.height && width > 0 && height > 0,
        ),
      ).toBe(true);
      expect(fitBounds({ x, y, width, height, maximized: false }, screens)).toEqual({ x, y, width, height, maximized: false });
    }),
  );
});
