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

  it('has no difference in all where one lacks a price, and counts what is unknown', () => {
    const less = compared([meter('hour', 1), meter('call', 0.5)]);
    expect(less.difference).toBeUndefined();
    expect(less.nodes[0]?.difference).toBeUndefined();
    expect([less.from.unknown, less.to.unknown]).toEqual([0, 1]);
    expect(less.to).toEqual({ id: 'test-2027', title: 'Newer', asOf: '2027-03', currency: 'USD', likely: 125, unknown: 1 });
  });

  it('tells the difference of each node, of what is known, where both lack the same', () => {
    const both = compareBooks(plan, catalog, aBook([meter('hour', 1), meter('call', 0.5)]), aBook([meter('hour', 2), meter('call', 0.75)]));
    expect(both.difference).toBe(122.5);
    expect(both.nodes.map(({ node, difference, unknownBefore, unknownAfter }) => [node, difference, unknownBefore, unknownAfter])).toEqual([
      ['c', 100, false, false],
      ['a', 10, false, false],
      ['d', 10, false, false],
      ['b', 2.5, true, true],
    ]);
  });

  it('names a meter that only the later one has a price for', () => {
    const { nodes } = compareBooks(plan, catalog, aBook([meter('hour', 1), meter('call', 0.5)]), aBook(old));
    expect(nodes).toEqual([
      {
        node: 'b',
        from: 5,
        to: 15,
        difference: undefined,
        unknownBefore: true,
        unknownAfter: false,
        meters: [{ meter: 'gigabyte', title: 'Line of gigabyte', from: undefined, to: 2 }],
      },
    ]);
  });

  it('looks at charges, not at what is free of them', () => {
    const free = { free: { quantity: 1, note: 'one' } };
    const { nodes } = compareBooks(
      plan,
      catalog,
      aBook([meter('hour', 1, free), ...old.slice(1)]),
      aBook([meter('hour', 2, free), ...old.slice(1)]),
    );
    expect(nodes.map(({ meters }) => meters.map(({ title, from, to }) => [title, from, to]))).toEqual(
      ['c', 'a', 'd'].map(() => [['Line of hour', 1, 2]]),
    );
  });

  it('costs the same nodes in another region', () => {
    const book = aBook([meter('hour', 1, { regions: { there: 3 } }), ...old.slice(1)]);
    const there = { ...plan, context: { region: 'there' } };
    const { nodes, difference } = compareBooks({ ...plan, context: { region: 'here' } }, catalog, book, book, there);
    expect(difference).toBe(240);
    expect(nodes.map(({ node }) => node)).toEqual(['c', 'a', 'd']);
    const { c: _, ...fewer } = plan.nodes;
    expect(compareBooks(plan, catalog, book, book, { ...there, nodes: fewer }).nodes.map(({ node }) => node)).toEqual(['a', 'd']);
  });

  it('in another currency has no difference to tell', () => {
    const other = compared([meter('hour', 2), ...old.slice(1)], { currency: 'EUR' });
    expect(other.difference).toBeUndefined();
    expect(other.nodes.map(({ difference }) => difference)).toEqual([undefined, undefined, undefined]);
    expect([other.from.currency, other.to.currency]).toEqual(['USD', 'EUR']);
  });
});
