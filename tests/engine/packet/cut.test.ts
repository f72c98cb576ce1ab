import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutIntoPieces, type Item } from '../../../src/engine/packet/sheets/cut.ts';
import { spreadAlong } from '../../../src/engine/packet/sheets/spread.ts';

const most = { width: 1000, height: 600 };

function item(id: string, x: number, y: number, group?: string): Item {
  return { id, box: { x, y, width: 208, height: 64 }, ...(group === undefined ? {} : { group }) };
}

/** Cards in rows and columns, as a tidy plan has them. */
function rows(count: number, columns: number): Item[] {
  return Array.from({ length: count * columns }, (_, at) => item(`n${at}`, (at % columns) * 264, Math.floor(at / columns) * 104));
}

const idsOf = (pieces: readonly (readonly Item[])[]) => pieces.map((piece) => piece.map(({ id }) => id));

describe('cutIntoPieces', () => {
  it('keeps what fits a sheet in one piece, and has none for nothing', () => {
    expect(cutIntoPieces([], most, false)).toEqual([]);
    expect(cutIntoPieces(rows(5, 3), most, false)).toHaveLength(1);
  });

  it('cuts along the flow first, in pieces as equal as the rows allow', () => {
    const pieces = cutIntoPieces(rows(8, 3), most, false);
    expect(pieces.map(({ length }) => length)).toEqual([12, 12]);
  });

  it('cuts across the flow where the plan is wider than a sheet', () => {
    expect(idsOf(cutIntoPieces(rows(1, 6), most, false))).toEqual([
      ['n0', 'n1', 'n2'],
      ['n3', 'n4', 'n5'],
    ]);
  });

  it('cuts across first if the stages go right', () => {
    const pieces = cutIntoPieces(rows(8, 6), most, true);
    // the left half from top to bottom before the right half
    expect(pieces[0]?.[0]?.box.x).toBe(0);
    expect(pieces[1]?.[0]?.box.x).toBe(0);
    expect(pieces).toHaveLength(4);
  });

  it('prefers a cut between lanes', () => {
    // two rows of the first lane, four of the second: three rows each would cut the second lane
    const lanes = Array.from({ length: 7 }, (_, at) => item(`n${at}`, 0, at * 104, at < 3 ? 'first' : 'second'));
    expect(idsOf(cutIntoPieces(lanes, most, false))).toEqual([
      ['n0', 'n1', 'n2'],
      ['n3', 'n4', 'n5', 'n6'],
    ]);
  });

  it('gives up a free cut where cards lie in a chain longer than a sheet', () => {
    const chain = Array.from({ length: 20 }, (_, at) => item(`n${at}`, (at % 2) * 264, at * 50));
    const pieces = cutIntoPieces(chain, most, false);
    expect(pieces.length).toBeLessThanOrEqual(3);
    expect(idsOf(pieces).flat().sort()).toEqual(chain.map(({ id }) => id).sort());
  });

  it('puts every card in one piece that fits a sheet, and cuts none where a cut is free', () => {
    const anyItems = fc
      .array(fc.tuple(fc.integer({ min: -3000, max: 3000 }), fc.integer({ min: -3000, max: 3000 })), { maxLength: 30 })
      .map((places) => places.map(([x, y], at) => item(`n${at}`, x, y)));
    fc.assert(
      fc.property(anyItems, fc.boolean(), (items, goesRight) => {
        const pieces = cutIntoPieces(items, most, goesRight);
        expect(idsOf(pieces).flat().sort()).toEqual(items.map(({ id }) => id).sort());
        for (const piece of pieces) {
          expect(piece.length).toBeGreaterThan(0);
          const right = Math.max(...piece.map(({ box }) => box.x + box.width));
          const bottom = Math.max(...piece.map(({ box }) => box.y + box.height));
          expect(right - Math.min(...piece.map(({ box }) => box.x))).toBeLessThanOrEqual(most.width);
          expect(bottom - Math.min(...piece.map(({ box }) => box.y))).toBeLessThanOrEqual(most.height);
        }
      }),
    );
  });
});

describe('spreadAlong', () => {
  it('leaves what is apart where it wants to be', () => {
    expect(
      spreadAlong(
        [
          { at: 10, length: 4 },
          { at: 50, length: 4 },
        ],
        0,
        100,
      ),
    ).toEqual([8, 48]);
  });

  it('moves neighbours apart, within the ends', () => {
    expect(
      spreadAlong(
        [
          { at: 98, length: 10 },
          { at: 99, length: 10 },
          { at: 2, length: 10 },
        ],
        0,
        100,
      ),
    ).toEqual([80, 90, 0]);
  });

  it('never lets two overlap where there is room for all', () => {
    const wish = fc.record({ at: fc.integer({ min: -50, max: 250 }), length: fc.integer({ min: 1, max: 10 }) });
    fc.assert(
      fc.property(fc.array(wish, { maxLength: 20 }), (wishes) => {
        const starts = spreadAlong(wishes, 0, 200);
        const placed = wishes
          .map(({ length }, at) => [starts[at] as number, (starts[at] as number) + length] as const)
          .sort((a, b) => a[0] - b[0]);
        for (const [at, [start, end]] of placed.entries()) {
          expect(start).toBeGreaterThanOrEqual(0);
          expect(end).toBeLessThanOrEqual(200);
          expect(start).toBeGreaterThanOrEqual(placed[at - 1]?.[1] ?? 0);
        }
      }),
    );
  });
});
