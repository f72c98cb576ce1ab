import { describe, expect, it } from 'vitest';
import type { Meter } from '#engine/catalog';
import { compareBooks } from '#engine/score';
import { aBook, aCatalog, aPlan, count, line, meter, metered } from '../../harness/small-catalog.ts';

const catalog = aCatalog(
  metered('worker', [count('units')], [line('hour', 'units')]),
  metered('store', [count('units')], [line('gigabyte', 'units'), line('call', '2.0 * units')]),
);
const plan = aPlan({
  a: { service: 'worker', usage: { units: 10 } },
  b: { service: 'store', usage: { units: 5 } },
  c: { service: 'worker', usage: { units: 100 } },
  d: { service: 'worker', usage: { units: 10 } },
});
const old = [meter('hour', 1), meter('gigabyte', 2), meter('call', 0.5)];

/** The plan with the book of this test and with a later one. */
function compared(meters: readonly Meter[], said: Parameters<typeof aBook>[1] = {}) {
  return compareBooks(plan, catalog, aBook(old), aBook(meters, { id: 'test-2027', title: 'Newer', asOf: '2027-03', ...said }));
}

describe('another edition of the prices', () => {
  it('that says the same makes no difference', () => {
    expect(compared(old)).toMatchObject({
      from: { id: 'test-2026', currency: 'USD', likely: 135 },
      to: { id: 'test-2027', currency: 'USD', likely: 135 },
      difference: 0,
      nodes: [],
    });
  });

  it('names the nodes that cost more or less, the widest gap first and then by name, and the prices behind it', () => {
    const { difference, nodes } = compared([meter('hour', 1.5), meter('gigabyte', 1), meter('call', 0.5)]);
    expect(difference).toBe(55);
    expect(nodes.map(({ node, from, to }) => [node, from, to])).toEqual([
      ['c', 100, 150],
      ['a', 10, 15],
      ['b', 15, 10],
      ['d', 10, 15],
    ]);
    expect(nodes[2]?.meters).toEqual([{ meter: 'gigabyte', title: 'Line of gigabyte', from: 2, to: 1 }]);
  });

  it('names a node whose prices differ although its cost does not', () => {
    const { difference, nodes } = compared([meter('hour', 1), meter('gigabyte', 1), meter('call', 1)]);
    expect(difference).toBe(0);
    expect(nodes.map(({ node, meters }) => [node, meters.map(({ meter: id }) => id)])).toEqual([['b', ['gigabyte', 'call']]]);
  });

  it('that lacks a price says so', () => {
    const { nodes } = compared([meter('hour', 1), meter('call', 0.5)]);
    expect(nodes).toEqual([
      {
        node: 'b',
        from: 15,
        to: 5,
        unknownBefore: false,
        unknownAfter: true,
        meters: [{ meter: 'gigabyte', title: 'Line of gigabyte', from: 2, to: undefined }],
      },
    ]);
  });

  it('in another currency has no difference to tell', () => {
    expect(compared(old, { currency: 'EUR' }).difference).toBeUndefined();
  });
});
