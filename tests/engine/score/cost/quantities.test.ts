import { describe, expect, it } from 'vitest';
import type { PlanNode } from '#engine/plan';
import { aBook, aCatalog, aPlan, costOf as costed, count, line, meter, metered, size } from '../../../harness/small-catalog.ts';

/* What a node takes of its meters: how much is too much, what nobody said, and what grows. */

const book = aBook([
  meter('hour', 1),
  meter('dear', 100),
  meter('cheap', 0.001),
  meter('steps', 10, {
    tiers: [
      { from: 0, price: 10 },
      { from: 5, price: 2 },
    ],
  }),
]);
const catalog = aCatalog(
  metered('job', [count('hours', { scales: 'load' }), count('nodes', { default: 1 })], [line('hour', 'hours * nodes', { title: 'Work' })]),
  metered('dear', [count('units', { scales: 'load' })], [line('dear', 'units', { title: 'Units' })]),
  metered('cheap', [count('units'), count('times')], [line('cheap', 'units * times', { title: 'Units' })]),
  metered('when', [count('units'), count('limit')], [line('hour', 'units', { title: 'Over', when: 'units > limit' })]),
  metered('lake', [size('data')], [line('hour', 'data', { title: 'Data' })]),
  metered('steps', [count('units', { scales: 'load' })], [line('steps', 'units', { title: 'Units' })]),
);
const tooMuch = 'It comes to more than can be counted with: look for a value that is too large.';
const costOf = (node: PlanNode, factors: readonly number[] = [1]) => costed(aPlan({ one: node }), catalog, book, factors);
const unknown = (node: PlanNode) => costOf(node).nodes['one']?.unknown.map(({ title, missing, because }) => [title, [...missing], because]);

describe('a quantity that is too much', () => {
  it('is one of more than 10^15 units, or of more than 10^13 in money', () => {
    expect(unknown({ service: 'cheap', usage: { units: 1e9, times: 1e6 } })).toEqual([]);
    expect(unknown({ service: 'cheap', usage: { units: 1.1e9, times: 1e6 } })).toEqual([['Units', [], tooMuch]]);
    expect(unknown({ service: 'dear', usage: { units: 1e11 } })).toEqual([]);
    expect(unknown({ service: 'dear', usage: { units: 1.01e11 } })).toEqual([['Units', [], tooMuch]]);
  });

  it('counts at the high end of a range too, and when two values multiply to it', () => {
    expect(unknown({ service: 'dear', usage: { units: { low: 0, likely: 1, high: 2e11 } } })).toEqual([['Units', [], tooMuch]]);
    expect(unknown({ service: 'job', usage: { hours: 1e8, nodes: 1e8 } })).toEqual([['Work', [], tooMuch]]);
  });

  it('is judged at the load of today', () => {
    const cost = costOf({ service: 'dear', usage: { units: 5e10 } }, [1, 10]);
    expect(cost.unknown).toEqual([]);
    expect(cost.atScale.map(({ likely }) => likely)).toEqual([5e12, 5e13]);
    expect(costOf({ service: 'dear', usage: { units: 2e11 } }, [1, 10]).atScale.map(({ likely }) => likely)).toEqual([0, 0]);
  });
});

describe('a value that is missing', () => {
  it('is named by its title, in a condition too', () => {
    expect(unknown({ service: 'job' })).toEqual([['Work', ['hours'], 'Say: Field hours.']]);
    expect(unknown({ service: 'when' })).toEqual([['Over', ['limit', 'units'], 'Say: Field limit, Field units.']]);
    expect(unknown({ service: 'when', usage: { units: 3 } })).toEqual([['Over', ['limit'], 'Say: Field limit.']]);
    expect(unknown({ service: 'when', usage: { units: 3, limit: 5 } })).toEqual([]);
    expect(costOf({ service: 'when', usage: { units: 6, limit: 5 } }).monthly.likely).toBe(6);
    expect(costOf({ service: 'when', usage: { units: 5, limit: 5 } }).monthly.likely).toBe(0);
  });
});

describe('a multiple of the load', () => {
  it('multiplies each end of what grows, and leaves the rest', () => {
    const cost = costOf({ service: 'job', usage: { hours: { low: 1, likely: 2, high: 4 }, nodes: 3 } }, [1, 10]);
    expect(cost.atScale).toEqual([
      { factor: 1, low: 3, likely: 6, high: 12 },
      { factor: 10, low: 30, likely: 60, high: 120 },
    ]);
    expect(costOf({ service: 'lake', usage: { data: '5 GB' } }, [1, 10]).atScale.map(({ likely }) => likely)).toEqual([5, 5]);
  });

  it('climbs the steps of a price', () => {
    const { atScale } = costOf({ service: 'steps', usage: { units: 4 } }, [1, 2]);
    expect(atScale.map(({ likely }) => likely)).toEqual([40, 50 + 3 * 2]);
  });
});
