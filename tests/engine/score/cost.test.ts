import { describe, expect, it } from 'vitest';
import { PlanGraph } from '#engine/catalog';
import { emptyPlan, type PlanNode, type UsageValue } from '#engine/plan';
import { costPlan, scaleFactors, type NodeCost } from '#engine/score';
import { book as shippedBook, catalog as shippedCatalog } from '../../harness/resources.ts';
import { aBook, aCatalog, aPlan, aService, choice, costOf, count, line, meter, metered, size } from '../../harness/small-catalog.ts';

const book = aBook([
  meter('hour', 2),
  meter('gb', 0.5, { free: { quantity: 10, note: '10 GB' } }),
  meter('step', 4, {
    tiers: [
      { from: 0, price: 4 },
      { from: 100, price: 1 },
    ],
  }),
  meter('minute', 1, { freeByPlan: { team: 100, large: 1000 } }),
  meter('minute-on-linux', 1, { freeByPlan: { team: 100, large: 1000 }, freeTogether: 'minutes' }),
  meter('minute-on-macos', 10, { freeByPlan: { team: 100, large: 1000 }, freeTogether: 'minutes' }),
  meter('half', 0.5, { unit: 'factor' }),
  meter('d4', 3, { machine: { sku: 'Standard_D4s_v5', vcpus: 4, memoryGb: 16 }, regions: { there: 6 } }),
]);

const catalog = aCatalog(
  metered('job', [count('hours', { scales: 'load' }), count('nodes', { default: 1 })], [line('hour', 'hours * nodes', { title: 'Hours' })]),
  metered('idle', [count('hours')], [line('hour', '730.0 - hours', { title: 'Idle hours', mode: 'always-on' })]),
  metered('lake', [size('data', { scales: 'load' })], [line('gb', 'data', { title: 'Data' })]),
  metered('steps', [count('units')], [line('step', 'units', { title: 'Units' })]),
  metered('runner', [count('minutes'), choice('plan', ['team', 'large'], 'team')], [line('minute', 'minutes', { title: 'Minutes' })]),
  metered(
    'any-runner',
    [count('minutes'), choice('system', ['linux', 'macos']), choice('plan', ['team', 'large'], 'team')],
    [line('minute-on-{system}', 'minutes', { title: 'Minutes' })],
  ),
  metered(
    'half-priced',
    [count('hours'), count('reads')],
    [line('hour', 'hours', { title: 'Hours' }), line('read', 'reads', { title: 'Reads', unpriced: true })],
  ),
  metered('spot', [count('hours')], [line('hour', 'hours', { title: 'Spot hours', factor: 'half' }), line('hour', 'hours * 0.0 + 1.0')]),
  metered(
    'machine',
    [count('hours'), { id: 'vmSize', type: 'vm', title: 'Machine', help: 'Made for a test.' }],
    [line('vm:vmSize', 'hours', { title: 'Machine hours' })],
  ),
  metered(
    'two-lines',
    [count('hours'), count('runs'), choice('tier', ['cheap', 'dear'], 'cheap')],
    [
      line('hour', 'hours', { title: 'Hours', mode: 'always-on' }),
      line('hour', 'runs', { title: 'Runs' }),
      line('hour', '10.0', { title: 'Only dear', when: 'tier == "dear"' }),
    ],
  ),
  metered(
    'shared-month',
    [count('hours')],
    [line('hour', 'hours', { title: 'Work' }), line('hour', '730.0 - hours', { title: 'Idling', mode: 'always-on' })],
  ),
  metered('divided', [count('runs'), count('speed')], [line('hour', 'runs / speed', { title: 'Hours' })]),
  metered('unpriced', [choice('kind', ['known', 'new'], 'new')], [line('kind-{kind}', '1.0', { title: 'A kind' })]),
  aService('gratis'),
  aService('secret', { cost: { kind: 'unknown', note: 'Ask the vendor.', lines: [] } }),
);

function costOfNodes(nodes: Readonly<Record<string, PlanNode>>, factors?: readonly number[]) {
  return costOf(aPlan(nodes), catalog, book, factors);
}
function costOfOne(service: string, usage: Readonly<Record<string, UsageValue>>): NodeCost {
  return nodeIn(costOfNodes({ one: { service, usage } }), 'one');
}
function nodeIn(cost: { readonly nodes: Readonly<Record<string, NodeCost>> }, id: string): NodeCost {
  const node = cost.nodes[id];
  if (!node) throw new Error(`no cost of ${id}`);
  return node;
}
const amounts = ({ low, likely, high }: { low: number; likely: number; high: number }) => [low, likely, high];

describe('a quantity with a range', () => {
  it('that rises with its field costs least at its low end', () => {
    expect(amounts(costOfOne('job', { hours: { low: 10, likely: 20, high: 40 } }))).toEqual([20, 40, 80]);
  });

  it('that falls as its field rises costs least at its high end', () => {
    expect(amounts(costOfOne('idle', { hours: { low: 30, likely: 130, high: 630 } }))).toEqual([200, 1200, 1400]);
  });

  it('of several fields goes from all low ends to all high ends', () => {
    const usage = { hours: { low: 1, likely: 2, high: 3 }, nodes: { low: 10, likely: 20, high: 30 } };
    expect(amounts(costOfOne('job', usage))).toEqual([20, 80, 180]);
  });

  it('is one amount where nothing is uncertain', () => {
    expect(amounts(costOfOne('job', { hours: 10 }))).toEqual([20, 20, 20]);
    expect(amounts(costOfOne('job', { hours: { low: 10, likely: 10, high: 10 } }))).toEqual([20, 20, 20]);
  });

  it('is never below nothing', () => {
    expect(amounts(costOfOne('idle', { hours: { low: 100, likely: 700, high: 800 } }))).toEqual([0, 60, 1260]);
  });

  it('says its likely quantity, unit price and formula', () => {
    expect(costOfOne('job', { hours: { low: 10, likely: 20, high: 40 }, nodes: 3 }).lines).toEqual([
      {
        meter: 'hour',
        title: 'Hours',
        quantity: 60,
        unit: 'unit',
        unitPrice: 2,
        amount: 120,
        range: { low: 60, likely: 120, high: 240 },
        mode: 'running',
        region: 'here',
        substituted: false,
        formula: 'hours * nodes',
      },
    ]);
  });
});

describe('what is free', () => {
  it('is a line of its own, below nothing', () => {
    const { lines, likely } = costOfOne('lake', { data: '30 GB' });
    expect(lines.map(({ title, quantity, amount }) => ({ title, quantity, amount }))).toEqual([
      { title: 'Data', quantity: 30, amount: 15 },
      { title: 'Free: 10 GB', quantity: -10, amount: -5 },
    ]);
    expect(likely).toBe(10);
  });

  it('is no more than what is used', () => {
    expect(costOfOne('lake', { data: '4 GB' }).likely).toBe(0);
    expect(costOfOne('lake', { data: '10 GB' }).likely).toBe(0);
  });

  it('is free once for the plan, shared in proportion', () => {
    const cost = costOfNodes({
      small: { service: 'lake', usage: { data: '10 GB' } },
      large: { service: 'lake', usage: { data: '30 GB' } },
    });
    expect(cost.monthly.likely).toBe((40 - 10) * 0.5);
    expect(nodeIn(cost, 'small').lines.map(({ quantity }) => quantity)).toEqual([10, -2.5]);
    expect(nodeIn(cost, 'large').lines.map(({ quantity }) => quantity)).toEqual([30, -7.5]);
  });

  it('is free once for all regions', () => {
    const regions = aBook([meter('gb', 0.5, { regions: { there: 1 }, free: { quantity: 10, note: '10 GB' } })]);
    const plan = aPlan({
      one: { service: 'lake', usage: { data: '8 GB' } },
      two: { service: 'lake', usage: { data: '8 GB' }, region: 'there' },
    });
    // the first 8 are free here, 2 more there
    expect(costOf(plan, catalog, regions).monthly.likely).toBe(6 * 1);
  });

  it('shows no line where nothing is used', () => {
    expect(costOfOne('lake', { data: '0 GB' }).lines.map(({ title }) => title)).toEqual(['Data']);
  });

  it('may depend on the plan that is bought', () => {
    expect(costOfOne('runner', { minutes: 500 }).likely).toBe(400);
    expect(costOfOne('runner', { minutes: 500, plan: 'large' }).likely).toBe(0);
    expect(costOfOne('runner', { minutes: 500 }).lines.at(-1)?.title).toBe('Free: 100 included in the team plan');
  });

  it('counts once for all meters that draw on one grant', () => {
    const usage = { minutes: 80 };
    const cost = costOfNodes({
      one: { service: 'any-runner', usage: { ...usage, system: 'linux' } },
      two: { service: 'any-runner', usage: { ...usage, system: 'macos' } },
      other: { service: 'any-runner', usage: { ...usage, system: 'macos', plan: 'large' } },
    });
    // 80 of the team's 100 go to the first meter by name, 20 to the second
    expect([cost.nodes['one']?.likely, cost.nodes['two']?.likely, cost.nodes['other']?.likely]).toEqual([0, 600, 0]);
    expect(nodeIn(cost, 'two').lines.map(({ quantity, amount }) => [quantity, amount])).toEqual([
      [80, 800],
      [-20, -200],
    ]);
    expect(cost.monthly.likely).toBe(600);
  });

  it('may be used up by others: a range that is free alone still has ends', () => {
    const cost = costOfNodes({
      one: { service: 'lake', usage: { data: { low: '1 GB', likely: '2 GB', high: '8 GB' } } },
      two: { service: 'lake', usage: { data: '30 GB' } },
    });
    // 10 GB are free, 0.5 each
    expect(amounts(cost.monthly)).toEqual([10.5, 11, 14]);
  });

  it('is taken off each end of a range', () => {
    expect(amounts(costOfOne('lake', { data: { low: '5 GB', likely: '20 GB', high: '30 GB' } }))).toEqual([0, 5, 10]);
  });
});

describe('steps of a price', () => {
  it('count what the whole plan uses of the meter', () => {
    expect(costOfOne('steps', { units: 100 }).likely).toBe(400);
    const cost = costOfNodes({ one: { service: 'steps', usage: { units: 100 } }, two: { service: 'steps', usage: { units: 100 } } });
    expect(cost.monthly.likely).toBe(100 * 4 + 100 * 1);
    // each pays the average
    expect(nodeIn(cost, 'one').likely).toBe(250);
    expect(nodeIn(cost, 'one').lines[0]?.unitPrice).toBe(2.5);
  });

  it('are climbed by each end of a range for itself', () => {
    expect(amounts(costOfOne('steps', { units: { low: 50, likely: 150, high: 300 } }))).toEqual([200, 450, 600]);
  });
});

describe('a meter that is a factor', () => {
  it('multiplies the price of another', () => {
    expect(costOfOne('spot', { hours: 100 }).lines.map(({ unitPrice, amount }) => [unitPrice, amount])).toEqual([
      [1, 100],
      [2, 2],
    ]);
  });
});

describe('a machine size', () => {
  it('is charged at its own price, in its region, and named', () => {
    const usage = { hours: 10, vmSize: 'standard_d4s_v5' };
    expect(costOfOne('machine', usage).lines[0]).toMatchObject({ meter: 'd4', machine: 'Standard_D4s_v5', amount: 30, region: 'here' });
    const there = nodeIn(costOfNodes({ one: { service: 'machine', usage, region: 'there' } }), 'one');
    expect(there.lines[0]).toMatchObject({ amount: 60, region: 'there', substituted: false });
    const nowhere = nodeIn(costOfNodes({ one: { service: 'machine', usage, region: 'nowhere' } }), 'one');
    expect(nowhere.lines[0]).toMatchObject({ amount: 30, region: 'here', substituted: true });
  });
});

describe('what is always on', () => {
  it('is told apart from what is paid for work', () => {
    const cost = costOfNodes({
      one: { service: 'two-lines', usage: { hours: 100, runs: 50 } },
      two: { service: 'job', usage: { hours: 1 } },
    });
    expect(nodeIn(cost, 'one')).toMatchObject({ likely: 300, alwaysOn: 200 });
    expect(cost).toMatchObject({ monthly: { likely: 302 }, alwaysOn: 200 });
  });
});

describe('a line with a condition', () => {
  it('is charged only where it holds', () => {
    const usage = { hours: 0, runs: 0 };
    expect(costOfOne('two-lines', usage).lines.map(({ title }) => title)).toEqual(['Hours', 'Runs']);
    expect(costOfOne('two-lines', { ...usage, tier: 'dear' }).likely).toBe(20);
  });
});

describe('what is not known', () => {
  it('is never counted as nothing: the node is listed, and what is known of it is kept', () => {
    const cost = costOfNodes({ part: { service: 'two-lines', usage: { hours: 100 } }, whole: { service: 'job', usage: { hours: 1 } } });
    expect(cost.unknown).toEqual(['part']);
    expect(nodeIn(cost, 'part')).toMatchObject({
      likely: 200,
      unknown: [{ title: 'Runs', missing: ['runs'], because: 'Say: Field runs.' }],
    });
    expect(cost.monthly.likely).toBe(202);
  });

  it('names every value that is missing', () => {
    expect(costOfOne('divided', {}).unknown).toEqual([
      { title: 'Hours', missing: ['runs', 'speed'], because: 'Say: Field runs, Field speed.' },
    ]);
  });

  it('is what comes of a wrong value', () => {
    expect(costOfOne('job', { hours: 'many' }).unknown).toMatchObject([{ missing: ['hours'] }]);
    expect(costOfOne('job', { hours: '$gone' }).unknown).toMatchObject([{ missing: ['hours'] }]);
  });

  it('is what cannot be divided', () => {
    expect(costOfOne('divided', { runs: 1, speed: 0 })).toMatchObject({
      likely: 0,
      lines: [],
      unknown: [{ title: 'Hours', because: 'A value that it needs is not known (it divides by zero).' }],
    });
  });

  it('is what the price book lacks', () => {
    expect(costOfOne('unpriced', {}).unknown).toEqual([
      { title: 'A kind', missing: [], because: 'The price book test-2026 has no price for it.' },
    ]);
    expect(costOfOne('machine', { hours: 1 }).unknown).toEqual([
      { title: 'Machine hours', missing: ['vmSize'], because: 'The price book test-2026 has no price for it.' },
    ]);
  });

  it('is what a line takes that has no price yet, unless it takes nothing', () => {
    expect(costOfOne('half-priced', { hours: 1, reads: 5 })).toMatchObject({
      likely: 2,
      unknown: [{ title: 'Reads', missing: [], because: 'The price book test-2026 has no price for it.' }],
    });
    expect(costOfOne('half-priced', { hours: 1, reads: 0 })).toMatchObject({ likely: 2, unknown: [] });
    expect(costOfOne('half-priced', { hours: 1, reads: { low: 0, likely: 0, high: 1 } }).unknown).toHaveLength(1);
    expect(costOfOne('half-priced', { hours: 1 }).unknown).toMatchObject([{ missing: ['reads'] }]);
  });

  it('is a service that the catalog does not know', () => {
    const cost = costOfNodes({ odd: { service: 'unheard-of', usage: { hours: 1 } } });
    expect(cost.unknown).toEqual(['odd']);
    expect(nodeIn(cost, 'odd').unknown).toEqual([{ title: 'unheard-of', missing: [], because: 'The catalog does not know "unheard-of".' }]);
  });

  it('is a service that costs something which nobody says', () => {
    const cost = costOfNodes({ one: { service: 'secret' } });
    expect(cost.unknown).toEqual(['one']);
    expect(nodeIn(cost, 'one').unknown).toEqual([{ title: 'Service secret', missing: [], because: 'Ask the vendor.' }]);
  });

  it('is not a service that charges nothing', () => {
    const cost = costOfNodes({ one: { service: 'gratis' } });
    expect(cost.unknown).toEqual([]);
    expect(nodeIn(cost, 'one')).toEqual({ low: 0, likely: 0, high: 0, lines: [], unknown: [], alwaysOn: 0, free: true, elsewhere: 0 });
  });
});

describe('prices of another region', () => {
  const regional = aBook([
    meter('hour', 2, { region: 'eastus', regions: { westeurope: 3 } }),
    meter('gb', 0.5, { region: 'eastus', free: { quantity: 10, note: '10 GB' } }),
    meter('seat', 7, { region: 'global' }),
  ]);
  const of = (region: string | undefined, usage: Record<string, number | string>) =>
    costPlan(
      new PlanGraph(
        aPlan({ one: { service: 'mixed', usage } }, [], { context: region === undefined ? {} : { region } }),
        aCatalog(
          metered(
            'mixed',
            [count('hours'), count('data'), count('seats')],
            [line('hour', 'hours'), line('gb', 'data'), line('seat', 'seats')],
          ),
        ),
        regional,
      ),
    );

  it('are a share of the total, after what is free, and not what has one price everywhere', () => {
    const cost = of('West Europe', { hours: 10, data: 30, seats: 1 });
    expect(cost.monthly.likely).toBe(47);
    expect(cost.elsewhere).toEqual({ likely: 10, regions: ['eastus'], instead: ['westeurope'], words: 'US prices' });
    expect(nodeIn(cost, 'one').elsewhere).toBe(10);
    expect(nodeIn(cost, 'one').isGuess).toBeUndefined();
  });

  it('are none without a region, and none where the region has its own', () => {
    const none = { likely: 0, regions: [], instead: [], words: '' };
    expect(of(undefined, { hours: 10, data: 30, seats: 1 }).elsewhere).toEqual(none);
    expect(of('westeurope', { hours: 10, data: 0, seats: 1 }).elsewhere).toEqual(none);
  });

  it('are a guess where no such region is known', () => {
    const cost = of('atlantis', { hours: 10, data: 0, seats: 1 });
    expect(cost.elsewhere).toEqual({ likely: 20, regions: ['eastus'], instead: ['atlantis'], words: 'US prices' });
    expect(nodeIn(cost, 'one').isGuess).toBe(true);
    expect(nodeIn(cost, 'one').lines.map(({ unknownRegion }) => unknownRegion)).toEqual([true, true, undefined]);
    expect(of('atlantis', { hours: 0, data: 0, seats: 1 }).nodes['one']?.isGuess).toBeUndefined();
  });
});

describe('capacity that stays flat at scale', () => {
  const flatCatalog = aCatalog(
    metered(
      'endpoint',
      [count('instances', { default: 1 }), count('peak', { scales: 'load', default: 0 }), count('extra', { scales: 'load', default: 0 })],
      [line('hour', 'max(instances, ceil(peak / 10.0)) * 10.0', { title: 'Instances' }), line('gb', 'extra', { title: 'Extra' })],
    ),
    metered('licence', [count('users')], [line('hour', 'users')]),
  );
  const flatIn = (service: string, usage: Record<string, number>) =>
    costPlan(new PlanGraph(aPlan({ one: { service, usage } }), flatCatalog, book)).flat;

  it('is named where nothing says how much it handles', () => {
    expect(flatIn('endpoint', { instances: 2 })).toEqual([{ node: 'one', field: 'peak', title: 'Field peak' }]);
  });

  it('is not what grows, what costs nothing, and what has nothing to do with the load', () => {
    expect(flatIn('endpoint', { instances: 2, peak: 5 })).toEqual([]);
    expect(flatIn('endpoint', { instances: 0 })).toEqual([]);
    expect(flatIn('endpoint', { instances: 2, extra: 30 })).toEqual([]);
    expect(flatIn('licence', { users: 3 })).toEqual([]);
  });
});

describe('totals', () => {
  it('are by stage and by service, largest first', () => {
    const cost = costOfNodes({
      one: { service: 'job', usage: { hours: 10 }, stage: 'training' },
      two: { service: 'job', usage: { hours: 30 } },
      three: { service: 'lake', usage: { data: '70 GB' } },
      four: { service: 'gratis' },
    });
    expect(cost.byStage).toEqual([
      { stage: 'compute', likely: 90 },
      { stage: 'training', likely: 20 },
    ]);
    expect(cost.byService).toEqual([
      { service: 'job', likely: 80 },
      { service: 'lake', likely: 30 },
    ]);
  });

  it('of a plan without nodes are nothing, with the book that they were read from', () => {
    expect(costOf(emptyPlan('Empty'), catalog, book)).toMatchObject({
      currency: 'USD',
      priceBook: { id: 'test-2026', title: 'Prices of a test', asOf: '2026-09' },
      monthly: { low: 0, likely: 0, high: 0 },
      unknown: [],
    });
  });
});

describe('the cost at scale', () => {
  it('multiplies what grows with the load, and nothing else', () => {
    const nodes = { grows: { service: 'job', usage: { hours: 10, nodes: 3 } }, stays: { service: 'idle', usage: { hours: 630 } } };
    expect(costOfNodes(nodes, [1, 10, 100]).atScale).toEqual([
      { factor: 1, low: 260, likely: 260, high: 260 },
      { factor: 10, low: 800, likely: 800, high: 800 },
      { factor: 100, low: 6200, likely: 6200, high: 6200 },
    ]);
  });

  it('uses up what is free', () => {
    const nodes = { one: { service: 'lake', usage: { data: { low: '1 GB', likely: '5 GB', high: '20 GB' } } } };
    expect(costOfNodes(nodes, [1, 10]).atScale).toEqual([
      { factor: 1, low: 0, likely: 0, high: 5 },
      { factor: 10, low: 0, likely: 20, high: 95 },
    ]);
  });

  it('is told for the usual factors', () => {
    expect(costOfNodes({}).atScale.map(({ factor }) => factor)).toEqual(scaleFactors);
    expect(scaleFactors).toEqual([1, 2, 5, 10, 20, 50, 100]);
  });
});

describe('with the prices that ship, worked out by hand', () => {
  function shipped(nodes: Readonly<Record<string, PlanNode>>) {
    const plan = aPlan(nodes, [], { context: { region: 'westeurope' } });
    return costPlan(new PlanGraph(plan, shippedCatalog, shippedBook), [1]);
  }

  it('a nightly copy of 200 GB costs 20.03', () => {
    // 30 runs of an activity at 1.00 a thousand
    const runs = (30 / 1000) * 1;
    // 200 GB at 300 GB an hour take 40 minutes; 4 units at 0.25 an hour
    const movement = 30 * (40 / 60) * 4 * 0.25;
    expect(runs + movement).toBeCloseTo(20.03, 10);
    const cost = shipped({ copy: { service: 'adf-copy-activity', usage: { runsPerMonth: 30, dataPerRun: '200 GB', diu: 4 } } });
    expect(cost.unknown).toEqual([]);
    expect(cost.monthly.likely).toBeCloseTo(runs + movement, 2);
  });

  it('a cluster of four machines that works 100 hours costs 110.18', () => {
    // Standard_DS3_v2 in westeurope at 0.272 an hour
    const machines = 100 * 4 * 0.272;
    // one load balancer for up to 50 nodes, at 0.33 a day, for 100 hours
    const balancer = (100 / 24) * 0.33;
    expect(machines + balancer).toBeCloseTo(110.175, 10);
    const cost = shipped({ cluster: { service: 'azure-ml-compute', usage: { hoursPerMonth: 100, nodes: 4 } } });
    expect(cost.unknown).toEqual([]);
    expect(cost.monthly.likely).toBeCloseTo(machines + balancer, 2);
  });

  it('60,000 GB of blobs and two projects in Azure DevOps cost 1,251.10', () => {
    // hot, locally redundant, westeurope: 0.0196 up to 51,200 GB, from there 4 % less
    const blobs = 51_200 * 0.0196 + (60_000 - 51_200) * 0.0196 * (0.017664 / 0.0184);
    // 8 and 4 people at 6.00, the first five free, once; one hosted job each at 40.00, the first free, once
    const licences = (8 + 4 - 5) * 6;
    const jobs = (1 + 1 - 1) * 40;
    expect(blobs + licences + jobs).toBeCloseTo(1251.1, 2);
    const cost = shipped({
      lake: { service: 'azure-storage', usage: { storedData: '60000 GB', writeOperations: 0, readOperations: 0 } },
      first: { service: 'azure-devops', usage: { minutesPerMonth: 1000, users: 8 } },
      second: { service: 'azure-devops', usage: { minutesPerMonth: 500, users: 4 } },
    });
    expect(cost.unknown).toEqual([]);
    expect(cost.monthly.likely).toBeCloseTo(blobs + licences + jobs, 2);
  });
});

describe('the ends of a range', () => {
  it('the range of a node whose lines move against each other is no wider than what can be', () => {
    // work and idling share the month, at one price: 730 hours are paid, however many of them are work
    const hours = { low: 100, likely: 300, high: 700 };
    const cost = costOfNodes({ one: { service: 'shared-month', usage: { hours } } });
    expect(amounts(cost.monthly)).toEqual([1460, 1460, 1460]);
    expect(amounts(nodeIn(cost, 'one'))).toEqual([1460, 1460, 1460]);
  });

  it('a node that is deleted takes nothing away from the others: what its plan includes is its own', () => {
    const small = { service: 'runner', usage: { minutes: 500, plan: 'team' } };
    const large = { service: 'runner', usage: { minutes: 10, plan: 'large' } };
    const both = costOfNodes({ small, large }).monthly.likely;
    expect(costOfNodes({ small }).monthly.likely).toBeLessThanOrEqual(both);
  });

  it("a node's own range goes up from low over likely to high, when its neighbour climbs the steps of a price", () => {
    const cost = costOfNodes({
      certain: { service: 'steps', usage: { units: 50 } },
      other: { service: 'steps', usage: { units: { low: 0, likely: 500, high: 1000 } } },
    });
    const [low = NaN, likely = NaN, high = NaN] = amounts(nodeIn(cost, 'certain'));
    expect(low).toBeLessThanOrEqual(likely);
    expect(likely).toBeLessThanOrEqual(high);
    // nothing about it is uncertain: 50 of 550 units, the first 100 of which are dear
    expect([low, high]).toEqual([likely, likely]);
    expect(likely).toBeCloseTo((50 / 550) * (100 * 4 + 450 * 1), 9);
    // the other's range is its own, the plan's that of both
    const [least, center, most] = amounts(nodeIn(cost, 'other'));
    expect(least).toBe(0);
    expect(center).toBeCloseTo((500 / 550) * 850, 9);
    expect(most).toBeCloseTo((1000 / 1050) * 1350, 9);
    expect(amounts(cost.monthly)).toEqual([200, 850, 1350]);
  });

  it('are where the node by itself costs least and most, however its lines move', () => {
    // hours that are paid at 2 are worked; the rest of the month costs 0.5 after 10 free
    const both = metered('both', [count('hours')], [line('hour', 'hours'), line('gb', '730.0 - hours', { mode: 'always-on' })]);
    const hours = { low: 100, likely: 300, high: 700 };
    const cost = costOf(aPlan({ one: { service: 'both', usage: { hours } } }), aCatalog(both), book);
    expect(amounts(cost.monthly)).toEqual([100 * 2 + 620 * 0.5, 300 * 2 + 420 * 0.5, 700 * 2 + 20 * 0.5]);
    expect(amounts(nodeIn(cost, 'one'))).toEqual(amounts(cost.monthly));
    // each line says its own range
    expect(nodeIn(cost, 'one').lines.map(({ range }) => amounts(range))).toEqual([
      [200, 600, 1400],
      [15, 215, 315],
      [-5, -5, -5],
    ]);
  });
});
