import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anchorAt, cardHeight, cardWidth, edgeKindIds, routeEdge, type Anchor, type Position } from '#engine/plan';

const position = fc.tuple(fc.integer({ min: -20_000, max: 20_000 }), fc.integer({ min: -20_000, max: 20_000 }));
const kind = fc.constantFrom(...edgeKindIds);

/** Whether an anchor lies on the side of the card that it names. */
function isOn({ x, y, side }: Anchor, [left, top]: Position): boolean {
  const within = x >= left && x <= left + cardWidth && y >= top && y <= top + cardHeight;
  const at = { top: y === top, bottom: y === top + cardHeight, left: x === left, right: x === left + cardWidth }[side];
  return within && at;
}

describe('the way of an edge', () => {
  it('leaves from a side of one card and arrives at a side of the other', () => {
    fc.assert(
      fc.property(position, position, kind, (from, to, of) => {
        const { start, end } = routeEdge(from, to, of);
        expect(isOn(start, from) && isOn(end, to)).toBe(true);
      }),
    );
  });

  it('is a path of numbers from one end to the other, with a middle', () => {
    fc.assert(
      fc.property(position, position, kind, (from, to, of) => {
        const { start, end, path, middle } = routeEdge(from, to, of);
        expect(path).toMatch(/^M-?[\d.]+ -?[\d.]+(?:[QL]-?[\d.]+ -?[\d.]+(?: -?[\d.]+ -?[\d.]+)*)+$/);
        const numbers = (path.match(/-?[\d.]+/g) ?? []).map(Number);
        expect(numbers.every(Number.isFinite)).toBe(true);
        const tenth = (value: number) => Math.round(value * 10) / 10;
        expect(numbers.slice(0, 2)).toEqual([tenth(start.x), tenth(start.y)]);
        expect(numbers.slice(-2)).toEqual([tenth(end.x), tenth(end.y)]);
        expect(middle.every(Number.isFinite)).toBe(true);
      }),
    );
  });

  it('is the same way wherever the two cards lie together', () => {
    fc.assert(
      fc.property(position, position, kind, ([x, y], to, of) => {
        const here = routeEdge([0, 0], to, of);
        const there = routeEdge([x, y], [to[0] + x, to[1] + y], of);
        expect([there.start.side, there.end.side]).toEqual([here.start.side, here.end.side]);
        expect(there.middle[0] - x).toBeCloseTo(here.middle[0], 6);
        expect(there.middle[1] - y).toBeCloseTo(here.middle[1], 6);
      }),
    );
  });

  it.each<[where: string, to: Position, sides: [string, string]]>([
    ['below', [0, 200], ['bottom', 'top']],
    ['far below and aside', [900, 900], ['bottom', 'top']],
    ['above', [0, -200], ['top', 'bottom']],
    ['right beside', [240, 0], ['right', 'left']],
    ['left beside', [-240, 0], ['left', 'right']],
    ['farther along the row: over it', [960, 0], ['top', 'top']],
  ])('to a card %s', (_, to, sides) => {
    const { start, end } = routeEdge([0, 0], to, 'data');
    expect([start.side, end.side]).toEqual(sides);
  });

  it('of each kind has a place of its own on a side', () => {
    for (const side of ['top', 'right', 'bottom', 'left'] as const) {
      expect(new Set(edgeKindIds.map((of) => String(anchorAt(of, side)))).size).toBe(edgeKindIds.length);
    }
  });
});
