import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  bandsOf,
  cardHeight,
  cardWidth,
  columnsFor,
  emptyPlan,
  gapX,
  gapY,
  lanes,
  placeFollowing,
  type LaneId,
  type Plan,
  type Position,
} from '#engine/plan';

const [stepX, stepY] = [cardWidth + gapX, cardHeight + gapY];

/** A tidy plan: so many cards in each lane, in rows of a page's width, by their lanes. */
function tidyPlan(counts: readonly number[]): { readonly plan: Plan; readonly laneOf: (id: string) => LaneId } {
  const total = counts.reduce((sum, count) => sum + count, 0);
  const width = columnsFor(total);
  const layout: Record<string, Position> = {};
  const laneById = new Map<string, LaneId>();
  let top = 0;
  counts.forEach((count, lane) => {
    const { id } = lanes[lane] ?? lanes[0];
    for (let at = 0; at < count; at += 1) {
      const name = `n${lane}-${at}`;
      laneById.set(name, id);
      layout[name] = [(at % width) * stepX, top + Math.floor(at / width) * stepY];
    }
    if (count > 0) top += Math.ceil(count / width) * stepY + 40;
  });
  const nodes = Object.fromEntries(Object.keys(layout).map((id) => [id, { service: 's' }]));
  return { plan: { ...emptyPlan('P'), nodes, layout }, laneOf: (id) => laneById.get(id) ?? 'orchestration' };
}

const anyCounts = fc.array(fc.nat(14), { minLength: 3, maxLength: 6 }).filter((counts) => counts.some((count) => count > 0));

describe('a node that follows another', () => {
  it('covers no card, keeps to the page, and stands in its lane where the lane has room', () => {
    fc.assert(
      fc.property(anyCounts, fc.nat(), fc.nat(5), (counts, pick, laneAt) => {
        const { plan, laneOf } = tidyPlan(counts);
        const ids = Object.keys(plan.nodes);
        const after = ids[pick % ids.length] ?? '';
        const lane = (lanes[laneAt % counts.length] ?? lanes[0]).id;
        const at = placeFollowing(plan, after, lane, laneOf);
        for (const other of Object.values(plan.layout))
          expect(Math.abs(at[0] - other[0]) < cardWidth && Math.abs(at[1] - other[1]) < cardHeight).toBe(false);
        expect(at[0]).toBeGreaterThanOrEqual(0);
        expect(at[0] + cardWidth).toBeLessThanOrEqual(columnsFor(ids.length) * stepX - gapX);
        const members = ids.filter((id) => laneOf(id) === lane);
        const rows = [...new Set(members.map((id) => plan.layout[id]?.[1]))];
        const isFull = members.length >= rows.length * columnsFor(ids.length);
        if (members.length > 0 && !isFull) expect(rows).toContain(at[1]);
      }),
    );
  });

  it('goes straight below what it follows where its lane is empty', () => {
    const { plan, laneOf } = tidyPlan([2, 0, 0]);
    expect(placeFollowing(plan, 'n0-1', 'training', laneOf)).toEqual([stepX, stepY]);
  });

  it('stays in its lane’s band', () => {
    const { plan, laneOf } = tidyPlan([2, 3, 2]);
    const at = placeFollowing(plan, 'n0-0', 'orchestration', laneOf);
    const placed = [...Object.entries(plan.layout), ['new', at] as const].map(([id, place]) => ({
      id,
      lane: id === 'new' ? ('orchestration' as const) : laneOf(id),
      at: place,
    }));
    expect(bandsOf(placed).flatMap(({ strays }) => strays)).toEqual([]);
  });
});
