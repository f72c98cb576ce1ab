import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PlanGraph, PriceBook, usageOf, type Field } from '#engine/catalog';
import { applyEdits, emptyPlan, parseQuantity, type Plan, type UsageValue } from '#engine/plan';
import { costPlan, type Cost, type Spread } from '#engine/score';
import { charge } from '../../../src/engine/score/cost/charges.ts';
import { costsOfNodes } from '../../../src/engine/score/cost/cost-plan.ts';
import { takenBy } from '../../../src/engine/score/cost/quantities.ts';
import { costedPlan, reshuffled } from '../../harness/arbitraries.ts';
import { book, catalog } from '../../harness/resources.ts';

/* Laws of the cost, on plans of what the catalog has, with all that its services may say of their use. */

const parts = ['low', 'likely', 'high'] as const;

function costOf(plan: Plan, factors: readonly number[] = [1]): Cost {
  return costPlan(new PlanGraph(plan, catalog, book), factors);
}

/** The book without steps, and with nothing free. */
const flat = new PriceBook({
  ...book.file,
  meters: book.file.meters.map(({ tiers: _, free: __, freeByPlan: ___, ...meter }) => meter),
});

/** The book with so many times what is free. */
function granting(times: number): PriceBook {
  return new PriceBook({
    ...book.file,
    meters: book.file.meters.map((meter) => ({
      ...meter,
      ...(meter.free ? { free: { ...meter.free, quantity: meter.free.quantity * times } } : {}),
      ...(meter.freeByPlan
        ? { freeByPlan: Object.fromEntries(Object.entries(meter.freeByPlan).map(([plan, units]) => [plan, units * times])) }
        : {}),
    })),
  });
}

/** Two plans in one, joined by nothing. */
function beside(one: Plan, other: Plan): Plan {
  const named = (id: string) => `other-${id}`;
  return {
    ...one,
    nodes: { ...one.nodes, ...Object.fromEntries(Object.entries(other.nodes).map(([id, node]) => [named(id), node])) },
    edges: [...one.edges, ...other.edges.map((edge) => ({ ...edge, from: named(edge.from), to: named(edge.to) }))],
  };
}

const waivers = fc.array(
  fc.constantFrom({ rule: 'no-orphan-node', because: 'For now.' }, { rule: 'known-service', because: 'It is ours.' }),
  {
    minLength: 1,
    maxLength: 2,
  },
);

/** Amounts are sums of thousands of products: the last digits are chance. */
function atMost(less: number, more: number): boolean {
  return less <= more + 1e-9 * Math.max(1, Math.abs(more), Math.abs(less));
}
function about(a: number, b: number): boolean {
  return atMost(a, b) && atMost(b, a);
}
function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
function spread({ low, likely, high }: Spread): Spread {
  return { low, likely, high };
}

describe('the generated plans', () => {
  it('say of their use only what their services understand', () => {
    fc.assert(
      fc.property(costedPlan, (plan) => {
        for (const node of Object.values(plan.nodes)) {
          const service = catalog.get(node.service);
          expect(service && usageOf(node, service, plan.assumptions, book).problems).toEqual([]);
        }
      }),
    );
  });

  it('can be costed, most of them', () => {
    const plans = fc.sample(costedPlan, { numRuns: 100, seed: 1 });
    const costed = plans.map((plan) => costOf(plan)).filter(({ monthly }) => monthly.likely > 0);
    expect(costed.length).toBeGreaterThan(60);
  });
});

describe('the cost of a plan', () => {
  it('never rises when a node is deleted, neither its low end, nor what is likely, nor its high end', () => {
    fc.assert(
      fc.property(costedPlan, fc.nat(), fc.boolean(), (plan, pick, heal) => {
        const ids = Object.keys(plan.nodes);
        const id = ids[pick % ids.length] ?? '';
        // what runs on a node takes machines of its own once the node is gone
        fc.pre(!plan.edges.some(({ kind, to }) => kind === 'runs-on' && to === id));
        const before = costOf(plan).monthly;
        const after = costOf(applyEdits(plan, [{ type: 'remove-nodes', ids: [id], heal }])).monthly;
        for (const part of parts) expect(atMost(after[part], before[part]), `${part}: ${after[part]} > ${before[part]}`).toBe(true);
      }),
      { numRuns: 200 },
    );
  });

  it('takes machines of its own for a job whose cluster is deleted', () => {
    const plan: Plan = {
      ...emptyPlan('On a cluster'),
      context: { region: 'westeurope' },
      nodes: {
        cluster: { service: 'azure-ml-compute' },
        job: { service: 'azure-ml-pipelines', usage: { runsPerMonth: 5, timePerRun: '30 min' } },
      },
      edges: [{ from: 'job', to: 'cluster', kind: 'runs-on' }],
    };
    const alone = costOf(applyEdits(plan, [{ type: 'remove-nodes', ids: ['cluster'], heal: false }]));
    expect(costOf(plan).unknown).toContain('cluster');
    expect(costOf(plan).nodes['job']?.likely).toBe(0);
    expect(alone.nodes['job']?.likely).toBeGreaterThan(0);
  });

  it('depends neither on the order nor on the names of nodes and edges, nor on where they are', () => {
    fc.assert(
      fc.property(
        costedPlan.chain((plan) => reshuffled(plan).map((other) => ({ plan, other }))),
        ({ plan, other }) => {
          const [one, two] = [costOf(plan, [1, 10]), costOf(other.plan, [1, 10])];
          for (const part of parts) expect(about(two.monthly[part], one.monthly[part])).toBe(true);
          expect(about(two.atScale[1]?.likely ?? NaN, one.atScale[1]?.likely ?? NaN)).toBe(true);
          expect(about(two.alwaysOn, one.alwaysOn)).toBe(true);
          expect([...two.unknown].sort()).toEqual(one.unknown.map(other.nameOf).sort());
          for (const [id, node] of Object.entries(one.nodes)) {
            const same = two.nodes[other.nameOf(id)];
            for (const part of parts) expect(about(same?.[part] ?? NaN, node[part]), `${id} ${part}`).toBe(true);
          }
        },
      ),
      { numRuns: 200 },
    );
  });

  it('is the sum of its nodes, and a node the sum of its lines, as far as it is likely', () => {
    fc.assert(
      fc.property(costedPlan, (plan) => {
        const cost = costOf(plan);
        const nodes = Object.values(cost.nodes);
        expect(about(sum(nodes.map(({ likely }) => likely)), cost.monthly.likely)).toBe(true);
        for (const node of nodes) {
          expect(about(sum(node.lines.map(({ amount }) => amount)), node.likely)).toBe(true);
          for (const line of node.lines) expect(about(line.range.likely, line.amount)).toBe(true);
        }
        expect(about(sum(cost.byStage.map(({ likely }) => likely)), cost.monthly.likely)).toBe(true);
        expect(about(sum(cost.byService.map(({ likely }) => likely)), cost.monthly.likely)).toBe(true);
      }),
      { numRuns: 200 },
    );
  });

  it('is not changed by what the plan says of findings: waivers cost nothing', () => {
    fc.assert(
      fc.property(costedPlan, waivers, (plan, some) => {
        expect(costOf({ ...plan, waivers: some }, [1, 10])).toEqual(costOf(plan, [1, 10]));
      }),
      { numRuns: 100 },
    );
  });

  it('is never raised by a larger grant', () => {
    fc.assert(
      fc.property(costedPlan, fc.constantFrom(0, 0.5), fc.constantFrom(1, 2, 10), (plan, less, more) => {
        const [small, large] = [less, more].map((times) => costPlan(new PlanGraph(plan, catalog, granting(times)), [1]).monthly);
        for (const part of parts) expect(atMost(large?.[part] ?? NaN, small?.[part] ?? NaN), part).toBe(true);
      }),
      { numRuns: 200 },
    );
  });

  it('of two plans put side by side is no less than that of either, and their sum where nothing is free and no price has steps', () => {
    fc.assert(
      fc.property(costedPlan, costedPlan, (one, other) => {
        const both = beside(one, { ...other, context: one.context });
        const alone = [one, { ...other, context: one.context }];
        const together = costOf(both).monthly;
        for (const plan of alone) for (const part of parts) expect(atMost(costOf(plan).monthly[part], together[part]), part).toBe(true);
        const flatOf = (plan: Plan) => costPlan(new PlanGraph(plan, catalog, flat), [1]).monthly.likely;
        expect(about(flatOf(both), sum(alone.map(flatOf)))).toBe(true);
      }),
      { numRuns: 150 },
    );
  });

  // a node whose use stays can be charged less when others reach a lower step of a price that they share
  it('is at no node less for twice the load, where no price has steps and nothing is free', () => {
    fc.assert(
      fc.property(costedPlan, (plan) => {
        const graph = new PlanGraph(plan, catalog, flat);
        const [once, twice] = [1, 2].map((load) => {
          const taken = graph.nodes.map((node) => takenBy(node, graph).at(load));
          return costsOfNodes(taken, charge(taken)).likely;
        });
        graph.nodes.forEach(({ id }, at) => expect(atMost(once?.[at] ?? NaN, twice?.[at] ?? NaN), id).toBe(true));
      }),
      { numRuns: 200 },
    );
  });

  // with steps and grants the ends do not add up: a node's are with all others as likely, the plan's with all at theirs
  it('has ends that add up too, where no price has steps and nothing is free, and no node is wider than its lines', () => {
    fc.assert(
      fc.property(costedPlan, (plan) => {
        const cost = costPlan(new PlanGraph(plan, catalog, flat), [1]);
        const nodes = Object.values(cost.nodes);
        for (const part of parts) expect(about(sum(nodes.map((node) => node[part])), cost.monthly[part]), part).toBe(true);
        for (const node of nodes) {
          expect(atMost(sum(node.lines.map(({ range }) => range.low)), node.low)).toBe(true);
          expect(atMost(node.high, sum(node.lines.map(({ range }) => range.high)))).toBe(true);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('is never below nothing, and goes up from low over likely to high', () => {
    fc.assert(
      fc.property(costedPlan, (plan) => {
        const { monthly, nodes, alwaysOn } = costOf(plan);
        expect(monthly.low).toBeGreaterThanOrEqual(-1e-9);
        expect(atMost(monthly.low, monthly.likely) && atMost(monthly.likely, monthly.high), JSON.stringify(monthly)).toBe(true);
        expect(atMost(alwaysOn, monthly.likely)).toBe(true);
        for (const node of Object.values(nodes)) {
          for (const part of parts) expect(node[part]).toBeGreaterThanOrEqual(-1e-9);
          expect(node.low <= node.likely && node.likely <= node.high, JSON.stringify(node)).toBe(true);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('is never less for more of the load: ×2 costs what ×1 costs at least, ×10 what ×2 costs', () => {
    fc.assert(
      fc.property(costedPlan, (plan) => {
        const { atScale, monthly } = costOf(plan, [1, 2, 5, 10, 100]);
        expect(spread(atScale[0] as Spread)).toEqual(monthly);
        atScale.slice(1).forEach((more, at) => {
          for (const part of parts) expect(atMost(atScale[at]?.[part] ?? NaN, more[part]), `×${more.factor} ${part}`).toBe(true);
        });
      }),
      { numRuns: 200 },
    );
  });

  it('never falls when a node says more of what grows with the load', () => {
    fc.assert(
      fc.property(costedPlan, fc.nat(), fc.nat(), fc.constantFrom(1.01, 1.5, 2, 10), (plan, nodePick, fieldPick, factor) => {
        const nodes = Object.entries(plan.nodes).filter(([, node]) => fieldsOfLoad(node.service, node.usage).length > 0);
        const [id, node] = nodes[nodePick % Math.max(1, nodes.length)] ?? [];
        fc.pre(id !== undefined && node !== undefined);
        const fields = fieldsOfLoad(node?.service ?? '', node?.usage);
        const field = fields[fieldPick % fields.length];
        const more = field && grown(field, node?.usage?.[field.id], factor);
        fc.pre(field !== undefined && more !== undefined);
        const before = costOf(plan).monthly;
        const after = costOf(applyEdits(plan, [{ type: 'set-usage', id: id ?? '', set: { [field?.id ?? '']: more } }])).monthly;
        for (const part of parts) expect(atMost(before[part], after[part]), `${node?.service} ${field?.id} ${part}`).toBe(true);
      }),
      { numRuns: 200 },
    );
  });
});

describe.each(catalog.services.filter(({ presets }) => presets))('$id', (service) => {
  it('costs no less for more of any field that grows with the load', () => {
    for (const { values } of Object.values(service.presets ?? {})) {
      for (const field of fieldsOfLoad(service.id, values)) {
        let before = -Infinity;
        for (const factor of [0.1, 0.5, 1, 1.01, 1.5, 2, 5, 10, 100]) {
          const value = grown(field, values[field.id], factor);
          if (value === undefined) continue;
          const { likely } = costOf(onePlan(service.id, { ...values, [field.id]: value })).monthly;
          expect(atMost(before, likely), `${field.id} ×${factor}: ${likely} < ${before}`).toBe(true);
          before = likely;
        }
      }
    }
  });
});

function onePlan(service: string, usage: Readonly<Record<string, UsageValue>>): Plan {
  return {
    pipedraft: 1,
    name: 'One',
    context: {},
    assumptions: {},
    nodes: { one: { service, usage } },
    edges: [],
    waivers: [],
    groups: {},
    notes: {},
    layout: {},
    pinned: [],
    own: {},
  };
}

function fieldsOfLoad(service: string, usage: Readonly<Record<string, UsageValue>> | undefined): Field[] {
  return (catalog.get(service)?.usage ?? []).filter((field) => field.scales === 'load' && usage?.[field.id] !== undefined);
}

/** More of a value, or `undefined` where its field allows no more. */
function grown(field: Field, value: UsageValue | undefined, factor: number): UsageValue | undefined {
  if (typeof value === 'object') {
    const [low, likely, high] = [value.low, value.likely, value.high].map((one) => grown(field, one, factor));
    return low === undefined || likely === undefined || high === undefined ? undefined : ({ low, likely, high } as UsageValue);
  }
  if (field.type === 'number' && typeof value === 'number') {
    const more = field.integer ? Math.ceil(value * factor) : value * factor;
    return more > (field.max ?? Infinity) || more < (field.min ?? 0) ? undefined : more;
  }
  const quantity = typeof value === 'string' ? parseQuantity(value) : undefined;
  if (!quantity) return undefined;
  const most = 'max' in field && typeof field.max === 'string' ? parseQuantity(field.max)?.base : undefined;
  return quantity.base * factor > (most ?? Infinity) ? undefined : `${quantity.amount * factor} ${quantity.unit}`;
}
