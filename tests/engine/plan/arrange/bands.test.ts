import { describe, expect, it } from 'vitest';
import { bandsOf, cardHeight, type LaneCard, type LaneId, type Position } from '#engine/plan';

const card = (lane: LaneId, ...at: Position): LaneCard => ({ id: `${lane} ${String(at)}`, lane, at });
const rows = [
  card('data-transfer', 0, 0),
  card('data-transfer', 264, 0),
  card('training', 0, 104),
  card('training', 264, 104),
  card('training', 528, 104),
  card('deployment', 0, 208),
  card('deployment', 264, 208),
  card('monitoring', 0, 312),
];
const spans = (cards: readonly LaneCard[], ...direction: Parameters<typeof bandsOf>[1][]) =>
  Object.fromEntries(bandsOf(cards, ...direction).all.map(({ lane, start, end }) => [lane, [start, end]]));

describe('the bands of lanes', () => {
  it('meet each other, each as high as its rows', () => {
    expect(spans(rows)).toEqual({ 'data-transfer': [-20, 84], training: [84, 188], deployment: [188, 292], monitoring: [292, 396] });
    expect(bandsOf(rows).strays.size).toBe(0);
  });

  it.each([
    ['below all others', card('data-transfer', 528, 900)],
    ['above all others', card('deployment', 528, -500)],
    ['in the row of another lane', card('data-transfer', 528, 208)],
  ])('are not stretched by a card %s', (_, stray) => {
    expect(spans([...rows, stray])).toEqual(spans(rows));
    expect([...bandsOf([...rows, stray]).strays]).toEqual([stray.id]);
  });

  it('keep the order of the lanes, so a lone card among others is the stray', () => {
    const moved = [...rows.slice(0, -1), card('monitoring', 528, 0)];
    const { all, strays } = bandsOf(moved);
    expect(all.map(({ lane }) => lane)).toEqual(['data-transfer', 'training', 'deployment']);
    expect([...strays]).toEqual(['monitoring 528,0']);
  });

  it('are never lower than a card whose rows are apart', () => {
    for (const { start, end } of bandsOf([...rows, card('training', 900, 1000), card('orchestration', 900, 312)]).all)
      expect(end - start).toBeGreaterThanOrEqual(cardHeight);
  });

  it('lie beside each other where stages go from left to right', () => {
    const across = [card('data-transfer', 0, 0), card('training', 264, 0), card('training', 264, 104)];
    expect(spans(across, 'left-to-right')).toEqual({ 'data-transfer': [-28, 236], training: [236, 500] });
  });

  it('are none without cards', () => {
    expect(bandsOf([])).toEqual({ all: [], strays: new Set() });
  });
});
