import { describe, expect, it } from 'vitest';
import { PlanGraph, egressMeter, meterIdsOf, paymentOf, type CostLine } from '#engine/catalog';
import { costPlan } from '#engine/score';
import { book, catalog } from '../../harness/resources.ts';
import { aBook, aCatalog, aPlan, choice, count, line, meter, metered } from '../../harness/small-catalog.ts';

/** Factors that the ways to pay use. */
const factors = ['vm-spot-factor', 'vm-savings-plan-1y-factor'];
const charged = new Set([
  egressMeter,
  ...factors,
  ...catalog.services.flatMap((service) =>
    service.cost.lines.flatMap((one) => [...meterIdsOf(one, service), ...(one.factor === undefined ? [] : [one.factor])]),
  ),
]);
const unused = book.file.meters.filter(({ id, machine }) => !machine && !charged.has(id));

describe('every meter of the price book', () => {
  it('is charged by a cost line, or has a reason why not', () => {
    expect(unused.filter((one) => one.unused === undefined).map(({ id }) => id)).toEqual([]);
  });

  it('that is charged has no reason against it', () => {
    expect(book.file.meters.filter((one) => one.unused !== undefined && charged.has(one.id)).map(({ id }) => id)).toEqual([]);
  });

  it('that is not charged is in this list', async () => {
    // read it when it changes: a meter that disappears from it was connected, one that appears lost its line
    const byReason = new Map<string, string[]>();
    for (const one of unused) byReason.set(one.unused ?? '', [...(byReason.get(one.unused ?? '') ?? []), one.id]);
    const lines = [...byReason].map(([reason, ids]) => `${reason}\n${ids.map((id) => `  ${id}`).join('\n')}`);
    await expect(`${lines.sort().join('\n')}\n`).toMatchFileSnapshot('golden/unused-meters.txt');
  });
});

describe('a way to pay', () => {
  const prices = aBook([
    meter('hour', 2, { savingsPlan: { oneYear: 1.5, threeYears: 1 }, regions: { there: 4 } }),
    meter('gb', 3),
    meter('d4', 10, { machine: { sku: 'Standard_D4s_v5', vcpus: 4, memoryGb: 16 } }),
    meter('vm-spot-factor', 0.2, { unit: 'factor' }),
    meter('vm-savings-plan-1y-factor', 0.7, { unit: 'factor' }),
  ]);
  const payment = choice('payment', ['pay-as-you-go', 'savings-plan-1y', 'savings-plan-3y', 'spot'], 'pay-as-you-go');
  const services = aCatalog(
    metered(
      'app',
      [count('hours'), payment],
      [line('hour', 'hours', { title: 'Plan', payment: true }), line('gb', 'hours', { title: 'Data' })],
    ),
    metered(
      'machine',
      [count('hours'), payment, { id: 'vmSize', type: 'vm', title: 'Machine', help: 'Made for a test.', default: 'Standard_D4s_v5' }],
      [line('vm:vmSize', 'hours', { title: 'Machine', payment: true })],
    ),
  );
  const costOf = (service: string, way: string, region?: string) => {
    const node = { service, usage: { hours: 10, payment: way } };
    return costPlan(new PlanGraph(aPlan({ one: node }, [], { context: region === undefined ? {} : { region } }), services, prices)).nodes[
      'one'
    ];
  };

  it.each([
    ['app', 'pay-as-you-go', 50],
    ['app', 'savings-plan-1y', 45],
    ['app', 'savings-plan-3y', 40],
    ['machine', 'pay-as-you-go', 100],
    ['machine', 'savings-plan-1y', 70],
    ['machine', 'spot', 20],
  ])('of %s: %s costs %d', (service, way, amount) => {
    const cost = costOf(service, way);
    expect(cost?.likely).toBeCloseTo(amount, 9);
    expect(cost?.unknown).toEqual([]);
  });

  it('is named behind the line that it is about', () => {
    expect(costOf('app', 'savings-plan-1y')?.lines.map(({ title }) => title)).toEqual(['Plan, one-year savings plan', 'Data']);
    expect(costOf('machine', 'spot')?.lines.map(({ title }) => title)).toEqual(['Machine, spot']);
    expect(costOf('machine', 'pay-as-you-go')?.lines.map(({ title }) => title)).toEqual(['Machine']);
  });

  it('lowers the price of a region in the same proportion', () => {
    expect(costOf('app', 'savings-plan-1y', 'there')?.lines[0]?.unitPrice).toBe(3);
  });

  it('without a price is unknown, never the full price', () => {
    expect(costOf('machine', 'savings-plan-3y')).toMatchObject({ likely: 0, lines: [] });
    expect(costOf('machine', 'savings-plan-3y')?.unknown).toHaveLength(1);
    expect(costOf('app', 'spot')).toMatchObject({ likely: 30 });
    expect(costOf('app', 'spot')?.unknown.map(({ title }) => title)).toEqual(['Plan']);
  });

  it('is offered only where the price book has it', () => {
    for (const service of catalog.services) {
      const field = service.usage.find(({ id }) => id === 'payment');
      if (field?.type !== 'choice') continue;
      const lines = service.cost.lines.filter((one) => one.payment);
      for (const { value } of field.options) {
        const meters = (one: CostLine) =>
          one.meter.startsWith('vm:') ? [book.meter('vm-d4s-v5')] : meterIdsOf(one, service).map((id) => book.meter(id));
        const isKnown = lines.some((one) =>
          meters(one).some((found) => found && paymentOf(one, found, { payment: value }, book, undefined).factor !== undefined),
        );
        const hasOwnLine = service.cost.lines.some((one) => one.when?.includes(`payment == "${value}"`));
        expect(isKnown || hasOwnLine, `${service.id}: ${value}`).toBe(true);
      }
    }
  });
});
