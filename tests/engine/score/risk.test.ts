import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PlanGraph } from '#engine/catalog';
import { applyEdits, type Plan, type PlanNode } from '#engine/plan';
import { costPlan, costRisk, type CostRisk } from '#engine/score';
import { costedPlan, reshuffled } from '../../harness/arbitraries.ts';
import { book, catalog } from '../../harness/resources.ts';
import { aBook, aCatalog, aPlan, count, line, meter, metered } from '../../harness/small-catalog.ts';

const smallBook = aBook([meter('hour', 2), meter('gb', 0.5, { free: { quantity: 10, note: '10 GB' } })]);
const smallCatalog = aCatalog(
  metered('job', [count('hours', { scales: 'load' }), count('nodes', { default: 1 })], [line('hour', 'hours * nodes')]),
  metered('month', [count('hours')], [line('hour', 'hours'), line('hour', '730.0 - hours', { mode: 'always-on' })]),
  metered('lake', [count('data', { scales: 'load' })], [line('gb', 'data')]),
);

function riskOf(nodes: Readonly<Record<string, PlanNode>>, said: Partial<Plan> = {}): CostRisk {
  return costRisk(new PlanGraph(aPlan(nodes, [], said), smallCatalog, smallBook));
}
function shippedRisk(plan: Plan): CostRisk {
  return costRisk(new PlanGraph(plan, catalog, book), [1]);
}
const atMost = (a: number, b: number) => a <= b + 1e-9 * Math.max(1, Math.abs(a), Math.abs(b));
const percentiles = ({ p10, p50, p90 }: CostRisk) => [p10, p50, p90];

describe('the percentiles of the cost', () => {
  it('are those of the triangle that one range is', () => {
    // from 0 over 100 to 200 hours at 2: below 2 × 44.72 in a tenth of all months, since 44.72² / (200 × 100) = 0.1
    const { p10, p50, p90, error } = riskOf({ one: { service: 'job', usage: { hours: { low: 0, likely: 100, high: 200 } } } });
    expect(Math.abs(p10 - 2 * Math.sqrt(0.1 * 200 * 100))).toBeLessThan(1);
    expect(Math.abs(p50 - 200)).toBeLessThan(1);
    expect(Math.abs(p90 - 2 * (200 - Math.sqrt(0.1 * 200 * 100)))).toBeLessThan(1);
    for (const part of [error.p10, error.p50, error.p90]) expect(part).toBeGreaterThan(0);
  });

  it('lean to where a range is long', () => {
    const { p50 } = riskOf({ one: { service: 'job', usage: { hours: { low: 90, likely: 100, high: 400 } } } });
    expect(p50).toBeGreaterThan(2 * 150);
  });

  it('are one amount where nothing is uncertain, with no error', () => {
    const risk = riskOf({ one: { service: 'job', usage: { hours: 10 } } });
    expect(percentiles(risk)).toEqual([20, 20, 20]);
    expect(risk.error).toEqual({ p10: 0, p50: 0, p90: 0 });
    expect(risk.tornado).toEqual([]);
  });

  it('are one amount where the lines of a node make up for each other', () => {
    const { p10, p90 } = riskOf({ one: { service: 'month', usage: { hours: { low: 100, likely: 300, high: 700 } } } });
    expect(p10).toBeCloseTo(1460, 6);
    expect(p90).toBeCloseTo(1460, 6);
  });

  it('are wider where two nodes share an assumption than where each has a range of its own', () => {
    const range = { low: 0, likely: 100, high: 200 };
    const own = riskOf({ one: { service: 'job', usage: { hours: range } }, two: { service: 'job', usage: { hours: range } } });
    const shared = riskOf(
      { one: { service: 'job', usage: { hours: '$work' } }, two: { service: 'job', usage: { hours: '$work' } } },
      { assumptions: { work: range } },
    );
    expect(shared.p90 - shared.p10).toBeGreaterThan(1.2 * (own.p90 - own.p10));
    // drawn once: exactly twice one node
    const [alone] = [riskOf({ one: { service: 'job', usage: { hours: '$work' } } }, { assumptions: { work: range } })];
    expect(shared.p90).toBeCloseTo(2 * alone.p90, 9);
  });

  it('draw whole numbers for what is counted', () => {
    const whole = aCatalog(
      metered(
        'job',
        [{ id: 'hours', type: 'number', title: 'Hours', help: 'Made for a test.', unit: 'h', integer: true }],
        [line('hour', 'hours')],
      ),
    );
    const plan = aPlan({ one: { service: 'job', usage: { hours: { low: 1, likely: 2, high: 3 } } } });
    const { p10, p50, p90 } = costRisk(new PlanGraph(plan, whole, smallBook));
    expect([2, 4, 6]).toEqual(expect.arrayContaining([p10, p50, p90]));
  });

  it('use up what is free', () => {
    expect(riskOf({ one: { service: 'lake', usage: { data: { low: 0, likely: 2, high: 9 } } } }).p90).toBe(0);
  });
});

describe('laws of the percentiles, over plans of what the catalog has', () => {
  it('go up, and stay within the low and the high end', () => {
    fc.assert(
      fc.property(costedPlan, (plan) => {
        const [p10 = NaN, p50 = NaN, p90 = NaN] = percentiles(shippedRisk(plan));
        const { monthly } = costPlan(new PlanGraph(plan, catalog, book), [1]);
        expect(atMost(monthly.low, p10) && atMost(p10, p50) && atMost(p50, p90) && atMost(p90, monthly.high)).toBe(true);
      }),
      { numRuns: 40 },
    );
  });

  it('are the same every time, whatever the nodes are called and however they are ordered', () => {
    fc.assert(
      fc.property(
        costedPlan.chain((plan) => reshuffled(plan).map((other) => ({ plan, other }))),
        ({ plan, other }) => {
          const [one, again, two] = [shippedRisk(plan), shippedRisk(plan), shippedRisk(other.plan)];
          expect(again).toEqual(one);
          percentiles(one).forEach((value, at) => {
            const same = percentiles(two)[at] ?? NaN;
            expect(atMost(value, same) && atMost(same, value)).toBe(true);
          });
        },
      ),
      { numRuns: 25 },
    );
  });

  it('never rise when a node is deleted', () => {
    fc.assert(
      fc.property(costedPlan, fc.nat(), (plan, pick) => {
        const ids = Object.keys(plan.nodes);
        const id = ids[pick % ids.length] ?? '';
        // what runs on a node takes machines of its own once the node is gone
        fc.pre(!plan.edges.some(({ kind, to }) => kind === 'runs-on' && to === id));
        const before = percentiles(shippedRisk(plan));
        const after = shippedRisk(applyEdits(plan, [{ type: 'remove-nodes', ids: [id], heal: false }]));
        percentiles(after).forEach((value, at) => expect(atMost(value, before[at] ?? NaN)).toBe(true));
      }),
      { numRuns: 25 },
    );
  });
});

describe('the tornado', () => {
  it('says what each uncertain thing does by itself, what moves most first', () => {
    const { tornado } = riskOf(
      {
        small: { service: 'job', title: 'Small', usage: { hours: { low: 10, likely: 20, high: 30 } } },
        one: { service: 'job', usage: { hours: '$work' } },
        two: { service: 'job', usage: { hours: '$work' } },
      },
      { assumptions: { work: { low: 50, likely: 100, high: 300 } } },
    );
    expect(tornado).toEqual([
      {
        assumption: 'work',
        title: 'work',
        nodes: ['one', 'two'],
        from: { low: 50, likely: 100, high: 300 },
        unit: 'units',
        low: 240,
        high: 1240,
      },
      {
        node: 'small',
        field: 'hours',
        title: 'Small: Field hours',
        nodes: ['small'],
        from: { low: 10, likely: 20, high: 30 },
        unit: 'units',
        low: 420,
        high: 460,
      },
    ]);
  });

  it('leaves out what moves nothing', () => {
    expect(riskOf({ one: { service: 'month', usage: { hours: { low: 1, likely: 2, high: 3 } } } }).tornado).toEqual([]);
  });
});

describe('the nodes that dominate at scale', () => {
  it('are named, largest first, with what all others cost', () => {
    const nodes = Object.fromEntries(
      [1, 2, 3, 4, 5, 6, 7].map((hours) => [`n${hours}`, { service: 'job', usage: { hours } } satisfies PlanNode]),
    );
    const { atScale } = riskOf({ ...nodes, still: { service: 'month', usage: { hours: 10 } } });
    expect(atScale[0]).toEqual({
      factor: 1,
      low: 1516,
      likely: 1516,
      high: 1516,
      nodes: [
        { node: 'still', likely: 1460 },
        { node: 'n7', likely: 14 },
        { node: 'n6', likely: 12 },
        { node: 'n5', likely: 10 },
        { node: 'n4', likely: 8 },
      ],
      rest: 12,
    });
    expect(atScale.at(-1)?.nodes.map(({ node }) => node)).toEqual(['still', 'n7', 'n6', 'n5', 'n4']);
    expect(atScale.at(-1)?.nodes[1]?.likely).toBe(1400);
  });
});
