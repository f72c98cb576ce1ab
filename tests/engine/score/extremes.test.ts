import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FieldExpressions, PlanGraph, type Ranges } from '#engine/catalog';
import type { PlanNode } from '#engine/plan';
import { costPlan, costRisk } from '#engine/score';
import { book as shippedBook, catalog as shippedCatalog } from '../../harness/resources.ts';
import { aBook, aCatalog, aPlan, choice, count, line, meter, metered } from '../../harness/small-catalog.ts';

const book = aBook([
  meter('work', 3, { free: { quantity: 50, note: '50' } }),
  meter('idle', 1),
  meter('step', 4, {
    tiers: [
      { from: 0, price: 4 },
      { from: 100, price: 1 },
    ],
  }),
  meter('linux', 1, { free: { quantity: 40, note: '40' }, freeTogether: 'minutes' }),
  meter('macos', 5, { free: { quantity: 40, note: '40' }, freeTogether: 'minutes' }),
]);
const catalog = aCatalog(
  // works for some hours, and idles for the others
  metered('server', [count('hours')], [line('work', 'hours'), line('idle', 'max(730.0 - hours, 0.0)', { mode: 'always-on' })]),
  metered('cluster', [count('hours'), count('nodes')], [line('work', 'hours * nodes'), line('idle', '(730.0 - hours) * nodes')]),
  metered('busy', [count('hours')], [line('work', 'hours')]),
  metered('steps', [count('units')], [line('step', 'units'), line('idle', 'max(400.0 - 2.0 * units, 0.0)')]),
  metered('hump', [count('x')], [line('idle', 'x * max(10.0 - x, 0.0)')]),
  metered('saw', [count('x')], [line('idle', 'ceil(x / 10.0) * 10.0 - x')]),
  metered('either', [count('x')], [line('idle', 'x < 5.0 ? 100.0 : x')]),
  metered('runners', [count('x')], [line('linux', 'x'), line('macos', 'max(100.0 - x, 0.0)')]),
  metered('divided', [count('x')], [line('idle', '100.0 / x'), line('work', 'x')]),
);
const graphOf = (nodes: Readonly<Record<string, PlanNode>>) => new PlanGraph(aPlan(nodes), catalog, book);
const costOf = (nodes: Readonly<Record<string, PlanNode>>) => costPlan(graphOf(nodes), [1]);
const at = (service: string, usage: PlanNode['usage']): PlanNode => ({ service, ...(usage ? { usage } : {}) });
const range = (low: number, likely: number, high: number) => ({ low, likely, high });

describe('the range of a node', () => {
  it.each<[string, string, NonNullable<PlanNode['usage']>, number, number]>([
    // cheapest where its work uses up the 50 free hours: 680 idle ones are left
    ['has its low end between the ends of its amounts', 'server', { hours: range(0, 100, 400) }, 680, 3 * 350 + 330],
    ['has it for each of several fields', 'cluster', { hours: range(0, 100, 400), nodes: range(1, 2, 3) }, 680, 3 * (1200 - 50) + 990],
    ['has its high end between the ends', 'steps', { units: range(0, 10, 300) }, 400, 600],
    ['has it where a quantity itself rises and falls', 'hump', { x: range(0, 1, 10) }, 0, 25],
    ['has it where a quantity jumps', 'saw', { x: range(1, 4, 57) }, 0, 10],
    ['has it where a condition changes', 'either', { x: range(1, 50, 80) }, 5, 100],
    ['has it where a field divides', 'divided', { x: range(1, 40, 60) }, 2, 100],
  ])('%s', (_, service, usage, low, high) => {
    const cost = costOf({ one: at(service, usage) });
    expect(cost.nodes['one']?.low).toBeCloseTo(low, 4);
    expect(cost.nodes['one']?.high).toBeCloseTo(high, 4);
    expect(cost.monthly.low).toBeCloseTo(low, 4);
    expect(cost.monthly.high).toBeCloseTo(high, 4);
  });

  it('depends on what other nodes leave free', () => {
    const cost = costOf({ one: at('server', { hours: range(0, 100, 400) }), two: at('busy', { hours: 60 }) });
    // nothing is left free: an hour of work costs more than an idle one
    expect(cost.monthly.low).toBeCloseTo(730 + 3 * 10, 4);
    const some = costOf({ one: at('server', { hours: range(0, 100, 400) }), two: at('busy', { hours: 20 }) });
    expect(some.monthly.low).toBeCloseTo(700, 4);
  });

  it('holds what two meters share for free', () => {
    const cost = costOf({ one: at('runners', { x: range(0, 50, 100) }) });
    // 100 on linux: 60 paid at 1
    expect(cost.monthly.low).toBeCloseTo(60, 4);
  });

  it('is that of the shipped server that idles, at its free seconds', () => {
    const node: PlanNode = { service: 'mlflow-open-source', usage: { activeHours: range(0, 20, 54.97), storedArtefacts: '1 GB' } };
    const plan = aPlan({ one: node }, [], { context: { region: 'eastus2' } });
    const cost = (hours: number) =>
      costPlan(
        new PlanGraph({ ...plan, nodes: { one: { ...node, usage: { ...node.usage, activeHours: hours } } } }, shippedCatalog, shippedBook),
        [1],
      ).monthly.likely;
    const { monthly } = costPlan(new PlanGraph(plan, shippedCatalog, shippedBook), [1]);
    const tried = Array.from({ length: 5498 }, (_, hundredth) => cost(hundredth / 100));
    expect(monthly.low).toBeLessThanOrEqual(Math.min(...tried) + 1e-6);
    expect(monthly.low).toBeGreaterThan(Math.min(...tried) - 0.01);
    expect(monthly.high).toBeGreaterThanOrEqual(Math.max(...tried) - 1e-6);
  });
});

const services = ['server', 'cluster', 'busy', 'steps', 'hump', 'saw', 'either', 'runners'];
const amount = fc.double({ min: 0, max: 500, noNaN: true, noDefaultInfinity: true }).map((value) => Number(value.toFixed(2)));
const ranged = fc.array(amount, { minLength: 3, maxLength: 3 }).map((some) => {
  const [low = 0, likely = 0, high = 0] = some.sort((a, b) => a - b);
  return range(low, likely, high);
});
const nodeOf = fc
  .tuple(fc.constantFrom(...services), ranged, ranged)
  .map(([service, one, two]) =>
    at(service, Object.fromEntries((catalog.get(service)?.usage ?? []).map(({ id }, place) => [id, place === 0 ? one : two]))),
  );

describe('laws of ranges', () => {
  it('hold every cost that values within the ranges give', () => {
    fc.assert(
      fc.property(
        fc.array(nodeOf, { minLength: 1, maxLength: 3 }),
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 6, maxLength: 6 }),
        (nodes, parts) => {
          const named = Object.fromEntries(nodes.map((node, place) => [`n${place}`, node]));
          const { monthly } = costOf(named);
          let next = 0;
          const picked = Object.fromEntries(
            Object.entries(named).map(([id, node]) => [
              id,
              at(
                node.service,
                Object.fromEntries(
                  Object.entries(node.usage ?? {}).map(([field, value]) => {
                    const { low, high } = value as { low: number; high: number };
                    const part = parts[next++ % parts.length] ?? 0;
                    return [field, Math.min(high, Math.max(low, Number((low + (high - low) * part).toFixed(2))))];
                  }),
                ),
              ),
            ]),
          );
          const { likely } = costOf(picked).monthly;
          const slack = 1e-6 * Math.max(1, likely);
          expect(likely).toBeGreaterThanOrEqual(monthly.low - slack);
          expect(likely).toBeLessThanOrEqual(monthly.high + slack);
        },
      ),
      { numRuns: 150 },
    );
  });

  it('hold the percentiles', () => {
    fc.assert(
      fc.property(fc.array(nodeOf, { minLength: 1, maxLength: 2 }), (nodes) => {
        const graph = graphOf(Object.fromEntries(nodes.map((node, place) => [`n${place}`, node])));
        const [{ monthly }, { p10, p90 }] = [costPlan(graph, [1]), costRisk(graph, [1])];
        expect(p10).toBeGreaterThanOrEqual(monthly.low - 1e-6 * Math.max(1, p10));
        expect(p90).toBeLessThanOrEqual(monthly.high + 1e-6 * Math.max(1, p90));
      }),
      { numRuns: 15 },
    );
  });
});

describe('bounds of an expression', () => {
  const fields = [
    count('a'),
    count('b'),
    choice('tier', ['x', 'y'], 'x'),
    { id: 'vm', type: 'vm' as const, title: 'Machine', help: 'Made.' },
  ];
  const expressions = new FieldExpressions(fields);
  const values = { a: 2, b: 3, tier: 'y', vm: { sku: 's', vcpus: 4 } };
  const ranges: Ranges = { a: [1, 4], b: [2, 5] };
  const bounds = (text: string) => expressions.parse(text, 'double').bounds(values, ranges);

  it.each<[text: string, low: number, high: number, slopeOfA: readonly [number, number] | undefined]>([
    ['a', 1, 4, [1, 1]],
    ['7 / 2 * 1.0', 3, 3, undefined],
    ['7.0 / 2', 3.5, 3.5, undefined],
    ['a + b', 3, 9, [1, 1]],
    ['a - b', -4, 2, [1, 1]],
    ['b - a', -2, 4, [-1, -1]],
    ['-a', -4, -1, [-1, -1]],
    ['a * b', 2, 20, [2, 5]],
    ['b / a', 0.5, 5, [-5, -0.125]],
    ['ceil(a / 10.0)', 1, 1, [0, 0]],
    ['ceil(a)', 1, 4, [0, Infinity]],
    ['floor(5.5 - a)', 1, 4, [-Infinity, 0]],
    ['max(a, 0.5)', 1, 4, [1, 1]],
    ['max(a, 9.0)', 9, 9, undefined],
    ['max(a, 2.0)', 2, 4, [0, 1]],
    ['min(a, 2.0)', 1, 2, [0, 1]],
    ['tier == "y" ? a : 100.0', 1, 4, [1, 1]],
    ['tier != "y" ? a : 100.0', 100, 100, undefined],
    ['tier in ["x", "z"] ? 1.0 : a', 1, 4, [1, 1]],
    ['a < 5.0 && b >= 2.0 ? a : 9.0', 1, 4, [1, 1]],
    ['a > 4.5 || b < 2.0 ? 9.0 : a', 1, 4, [1, 1]],
    ['!(a > 4.5) ? a : 9.0', 1, 4, [1, 1]],
    ['a > 2.0 ? a : 9.0', 1, 9, [-Infinity, Infinity]],
    ['vm.vcpus * a', 4, 16, [4, 4]],
  ])('%s', (text, low, high, slope) => {
    const found = bounds(text);
    expect([found.low, found.high]).toEqual([low, high]);
    expect(found.slopes['a']).toEqual(slope);
  });

  it('are refused where none are known', () => {
    expect(() => bounds('1.0 / (a - 2.0)')).toThrow('division by zero');
  });

  it('hold every value between', () => {
    const texts = ['a * b - ceil(a)', 'max(a * 3.0 - b, 1.0) / b', 'a > b ? a * a : -b', 'min(floor(a * 7.0), b * b)'];
    fc.assert(
      fc.property(
        fc.constantFrom(...texts),
        fc.double({ min: 1, max: 4, noNaN: true }),
        fc.double({ min: 2, max: 5, noNaN: true }),
        (text, a, b) => {
          const { low, high } = bounds(text);
          const value = expressions.parse(text, 'double').evaluate({ ...values, a, b }) as number;
          expect(value).toBeGreaterThanOrEqual(low - 1e-9);
          expect(value).toBeLessThanOrEqual(high + 1e-9);
        },
      ),
    );
  });
});
