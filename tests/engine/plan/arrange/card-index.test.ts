import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cardHeight, cardWidth, CardIndex, type Box, type Position } from '#engine/plan';

const coordinate = fc.integer({ min: -3000, max: 3000 });
const layouts = fc
  .array(fc.tuple(coordinate, coordinate), { maxLength: 60 })
  .map((list) => Object.fromEntries(list.map((at, index) => [`n${index}`, at as Position])));
const boxes = fc
  .tuple(coordinate, coordinate, fc.integer({ min: 0, max: 2000 }), fc.integer({ min: 0, max: 2000 }))
  .map(([left, top, width, height]): Box => ({ left, top, right: left + width, bottom: top + height }));

/** What the index must find, by looking at every card. */
function cardsIn(layout: Readonly<Record<string, Position>>, { left, right, top, bottom }: Box): [string, Position][] {
  return Object.entries(layout).filter(([, [x, y]]) => x < right && x + cardWidth > left && y < bottom && y + cardHeight > top);
}

describe('CardIndex', () => {
  it('finds the cards of a box, each once', () => {
    fc.assert(
      fc.property(layouts, boxes, (layout, box) => {
        const found = [...new CardIndex(layout).within(box)].map(({ id }) => id);
        expect(found.sort()).toEqual(
          cardsIn(layout, box)
            .map(([id]) => id)
            .sort(),
        );
      }),
    );
  });

  it('finds where the left sides of the cards of a box are, in order', () => {
    fc.assert(
      fc.property(layouts, boxes, (layout, box) => {
        const lefts = new Set(cardsIn(layout, box).map(([, [x]]) => x));
        expect([...new CardIndex(layout).leftsWithin(box)]).toEqual([...lefts].sort((a, b) => a - b));
      }),
    );
  });

  it('leaves out cards that do not count', () => {
    const cards = new CardIndex({ a: [0, 0] });
    const box = { left: 10, right: 20, top: 10, bottom: 20 };
    expect(cards.hits(box, new Set())).toBe(true);
    expect(cards.hits(box, new Set(['a']))).toBe(false);
  });
});
