import { describe, expect, it } from 'vitest';
import { amountOf } from '#engine/catalog';
import { aBook, meter } from '../../harness/small-catalog.ts';

const book = aBook(
  [
    meter('vm', 2, { region: 'here', regions: { there: 3, far: 0 } }),
    meter('everywhere', 5, { region: 'global' }),
    meter('zone', 7, { region: 'zone1' }),
    meter('elsewhere', 11, { region: 'abroad', regions: { here: 13 } }),
    meter('abroad-only', 17, { region: 'abroad', regions: {} }),
    meter('steps', 2, { region: 'here', regions: { there: 3 }, tiers: tiers(2, 1) }),
    meter('nothing', 0, { region: 'here', regions: { there: 4 } }),
  ],
  { baseRegions: ['here', 'near'] },
);

function tiers(first: number, second: number) {
  return [
    { from: 0, price: first },
    { from: 10, price: second },
  ];
}

/** What the book answers, without the meter itself. */
function priced(id: string, region?: string) {
  const { price, region: from, substituted } = book.price(id, region) ?? {};
  return { price, from, substituted };
}

describe('the price of a meter', () => {
  it.each([
    ['in the region it is listed for', 'vm', 'here', { price: 2, from: 'here', substituted: false }],
    ['in a region with a price of its own', 'vm', 'there', { price: 3, from: 'there', substituted: false }],
    ['in a region where it costs nothing', 'vm', 'far', { price: 0, from: 'far', substituted: false }],
    ['in a base region without a price: that of the other base region', 'vm', 'near', { price: 2, from: 'here', substituted: false }],
    ['in a base region, of a meter listed for another region', 'elsewhere', 'near', { price: 13, from: 'here', substituted: false }],
    ['in a base region, when no base region has one', 'abroad-only', 'near', { price: 17, from: 'abroad', substituted: true }],
    ['in a region that the book does not have', 'vm', 'moon', { price: 2, from: 'here', substituted: true }],
    ['without a region', 'vm', undefined, { price: 2, from: 'here', substituted: false }],
    ['that holds everywhere', 'everywhere', 'moon', { price: 5, from: 'global', substituted: false }],
    ['that holds in a zone of regions', 'zone', 'there', { price: 7, from: 'zone1', substituted: false }],
    ['of nothing, in a region where it costs something', 'nothing', 'there', { price: 4, from: 'there', substituted: false }],
  ] as const)('%s', (_, id, region, expected) => {
    expect(priced(id, region)).toEqual(expected);
  });

  it.each(['constructor', 'toString', '__proto__', 'hasOwnProperty'])('is a number in a region called %s, too', (region) => {
    expect(priced('vm', region)).toEqual({ price: 2, from: 'here', substituted: true });
    expect(book.price('steps', region)?.tiers).toEqual(tiers(2, 1));
  });

  it('is not known of a meter that the book does not have', () => {
    expect(book.price('other', 'here')).toBeUndefined();
    expect(book.meter('other')).toBeUndefined();
  });

  it('has one step when it has no steps, and steps in proportion in other regions', () => {
    expect(book.price('vm', 'there')?.tiers).toEqual([{ from: 0, price: 3 }]);
    expect(book.price('steps', 'here')?.tiers).toEqual(tiers(2, 1));
    expect(book.price('steps', 'there')?.tiers).toEqual(tiers(3, 1.5));
  });

  it('is the same answer each time it is asked for', () => {
    expect(book.price('vm', 'there')).toBe(book.price('vm', 'there'));
  });
});

describe('a machine size', () => {
  const machines = aBook([
    meter('d4', 1, { machine: { sku: 'Standard_D4s_v5', vcpus: 4, memoryGb: 16 } }),
    meter('d8', 2, { machine: { sku: 'Standard_D8s_v5', vcpus: 8, memoryGb: 32 } }),
    meter('gb', 3),
  ]);

  it('is found however it is capitalised', () => {
    expect(machines.machine('STANDARD_d4S_V5')?.machine.sku).toBe('Standard_D4s_v5');
    expect(machines.machine('Standard_D4s')).toBeUndefined();
  });

  it('is listed in the order of the book', () => {
    expect(machines.machines().map(({ meter: { id } }) => id)).toEqual(['d4', 'd8']);
  });
});

describe('what a quantity costs by steps', () => {
  // 3 a unit up to 10, then 2 up to 100, then 1
  const steps = [
    { from: 0, price: 3 },
    { from: 10, price: 2 },
    { from: 100, price: 1 },
  ];
  it.each([
    ['nothing', 0, 0],
    ['less than nothing', -5, 0],
    ['within the first step', 4, 12],
    ['exactly the first step', 10, 30],
    ['one over a step', 11, 32],
    ['exactly the second step', 100, 30 + 90 * 2],
    ['beyond the last step', 150, 30 + 180 + 50],
  ])('%s', (_, quantity, amount) => {
    expect(amountOf(quantity, steps)).toBe(amount);
  });

  it('one price for all', () => {
    expect(amountOf(1e6, [{ from: 0, price: 0.25 }])).toBe(250_000);
  });
});
