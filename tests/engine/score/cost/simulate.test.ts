import { describe, expect, it } from 'vitest';
import { PlanGraph } from '#engine/catalog';
import type { Plan, PlanNode } from '#engine/plan';
import { shuffledStrata, seedOf, triangular } from '../../../../src/engine/score/cost/draws.ts';
import { simulate, trials, uncertaintiesOf } from '../../../../src/engine/score/cost/simulate.ts';
import { aBook, aCatalog, aPlan, choice, count, line, meter, metered, size } from '../../../harness/small-catalog.ts';

/* The simulated months, computed once more by hand from the same draws. */

const book = aBook([
  meter('hour', 2),
  meter('gb', 0.5, { free: { quantity: 10, note: '10 GB' } }),
  meter('a-minute', 3, { free: { quantity: 50, note: '50' }, freeTogether: 'minutes' }),
  meter('b-minute', 5, { free: { quantity: 50, note: '50' }, freeTogether: 'minutes' }),
]);
const whole = { ...count('machines'), integer: true } as const;
const catalog = aCatalog(
  metered('job', [count('hours'), count('nodes', { default: 1 })], [line('hour', 'hours * nodes')]),
  metered('lake', [size('data')], [line('gb', 'data')]),
  metered('fleet', [whole], [line('hour', 'machines')]),
  metered('builds', [count('linux'), count('mac')], [line('b-minute', 'mac'), line('a-minute', 'linux')]),
  metered('timed', [{ id: 'time', type: 'duration', title: 'Field time', help: 'Made for a test.' }], [line('hour', 'time')]),
  metered('plain', [choice('size', ['s', 'm']), count('hours')], [line('hour', 'hours')]),
);
const graphOf = (nodes: Readonly<Record<string, PlanNode>>, said: Partial<Plan> = {}) =>
  new PlanGraph(aPlan(nodes, [], said), catalog, book);
const range = (low: number, likely: number, high: number) => ({ low, likely, high });

/** Percentiles of these months, by rank, and half the width of their 95 % intervals. */
function judged(months: readonly number[]) {
  const sorted = [...months].sort((a, b) => a - b);
  const rank = (at: number) => sorted[Math.max(0, Math.min(trials - 1, Math.round(at)))] ?? NaN;
  const of = (share: number) => {
    const [at, aside] = [share * (trials - 1), 1.96 * Math.sqrt(trials * share * (1 - share))];
    return { value: rank(at), error: (rank(at + aside) - rank(at - aside)) / 2 };
  };
  const [p10, p50, p90] = [of(0.1), of(0.5), of(0.9)];
  return {
    percentiles: { p10: p10.value, p50: p50.value, p90: p90.value },
    error: { p10: p10.error, p50: p50.error, p90: p90.error },
  };
}
function expectMonths(
  nodes: Readonly<Record<string, PlanNode>>,
  cost: (draw: (seed: string) => Float64Array, trial: number) => number,
  said: Partial<Plan> = {},
) {
  const draws = new Map<string, Float64Array>();
  const draw = (words: string) => {
    const known = draws.get(words) ?? shuffledStrata(seedOf(words), trials);
    draws.set(words, known);
    return known;
  };
  const wanted = judged(Array.from({ length: trials }, (_, trial) => cost(draw, trial)));
  const found = simulate(uncertaintiesOf(graphOf(nodes, said)));
  expect(found.trials).toBe(trials);
  for (const part of ['p10', 'p50', 'p90'] as const) {
    expect(found.percentiles[part], part).toBeCloseTo(wanted.percentiles[part], 9);
    expect(found.error[part], `error of ${part}`).toBeCloseTo(wanted.error[part], 9);
  }
}

describe('simulated months', () => {
  it('draw a field of a node by what the node says, and an assumption by its name', () => {
    const usage = { hours: range(0, 100, 200) };
    const words = `${JSON.stringify(['job', undefined, usage])} 0 hours`;
    expectMonths({ one: { service: 'job', usage } }, (draw, trial) => 2 * triangular(draw(words)[trial] ?? 0, 0, 100, 200));
    expectMonths(
      { one: { service: 'job', usage: { hours: '$work' } } },
      (draw, trial) => 2 * triangular(draw('$work')[trial] ?? 0, 0, 100, 200),
      { assumptions: { work: range(0, 100, 200) } },
    );
  });

  it('number nodes that say the same', () => {
    const usage = { hours: range(0, 100, 200) };
    const words = (number: number) => `${JSON.stringify(['job', undefined, usage])} ${number} hours`;
    expectMonths({ one: { service: 'job', usage }, two: { service: 'job', usage } }, (draw, trial) =>
      [0, 1].reduce((sum, number) => sum + 2 * triangular(draw(words(number))[trial] ?? 0, 0, 100, 200), 0),
    );
  });

  it('draw the fields of one line each for itself', () => {
    const usage = { hours: range(10, 20, 60), nodes: range(1, 2, 4) };
    const said = JSON.stringify(['job', undefined, usage]);
    expectMonths({ one: { service: 'job', usage } }, (draw, trial) => {
      const hours = triangular(draw(`${said} 0 hours`)[trial] ?? 0, 10, 20, 60);
      return 2 * hours * triangular(draw(`${said} 0 nodes`)[trial] ?? 0, 1, 2, 4);
    });
  });

  it('round what is counted, and nothing else', () => {
    const usage = { machines: range(1, 3, 9) };
    const words = `${JSON.stringify(['fleet', undefined, usage])} 0 machines`;
    expectMonths({ one: { service: 'fleet', usage } }, (draw, trial) => 2 * Math.round(triangular(draw(words)[trial] ?? 0, 1, 3, 9)));
  });

  it('add what is certain, and take off what is free', () => {
    const usage = { data: { low: '5 GB', likely: '20 GB', high: '40 GB' } };
    const words = `${JSON.stringify(['lake', undefined, usage])} 0 data`;
    const nodes: Record<string, PlanNode> = { one: { service: 'lake', usage }, other: { service: 'lake', usage: { data: '2 GB' } } };
    expectMonths(nodes, (draw, trial) => 0.5 * Math.max(0, 2 + triangular(draw(words)[trial] ?? 0, 5, 20, 40) - 10));
  });

  it('use up what two meters share in the order of their names', () => {
    const usage = { linux: range(0, 20, 60), mac: range(10, 30, 80) };
    const said = JSON.stringify(['builds', undefined, usage]);
    expectMonths({ one: { service: 'builds', usage } }, (draw, trial) => {
      const linux = triangular(draw(`${said} 0 linux`)[trial] ?? 0, 0, 20, 60);
      const mac = triangular(draw(`${said} 0 mac`)[trial] ?? 0, 10, 30, 80);
      const left = Math.max(0, 50 - linux);
      return 3 * Math.max(0, linux - 50) + 5 * Math.max(0, mac - left);
    });
  });

  it('are one where nothing is uncertain, with all that it costs', () => {
    const nodes = { one: { service: 'lake', usage: { data: '30 GB' } }, two: { service: 'job', usage: { hours: 4 } } };
    expect(simulate(uncertaintiesOf(graphOf(nodes)))).toEqual({
      trials: 1,
      percentiles: { p10: 18, p50: 18, p90: 18 },
      error: { p10: 0, p50: 0, p90: 0 },
    });
  });
});

describe('the uncertain things of a plan', () => {
  it('are named by node and field, with range and unit', () => {
    const { all } = uncertaintiesOf(
      graphOf({
        job: { service: 'job', title: 'Nightly', usage: { hours: range(1, 2, 3), nodes: 2 } },
        lake: { service: 'lake', usage: { data: { low: '1 GB', likely: '2 GB', high: '3 GB' } } },
        timed: { service: 'timed', usage: { time: { low: '30 min', likely: '1 h', high: '2 h' } } },
        plain: { service: 'plain', usage: { hours: range(4, 5, 6), size: 's' } },
      }),
    );
    expect(all.map(({ key, title, nodes, range: of, unit }) => ({ key, title, nodes, of, unit }))).toEqual([
      { key: { node: 'job', field: 'hours' }, title: 'Nightly: Field hours', nodes: ['job'], of: range(1, 2, 3), unit: 'units' },
      {
        key: { node: 'lake', field: 'data' },
        title: expect.stringMatching(/: Field data$/),
        nodes: ['lake'],
        of: range(1, 2, 3),
        unit: 'GB',
      },
      {
        key: { node: 'timed', field: 'time' },
        title: expect.stringMatching(/: Field time$/),
        nodes: ['timed'],
        of: range(0.5, 1, 2),
        unit: 'h',
      },
      {
        key: { node: 'plain', field: 'hours' },
        title: expect.stringMatching(/: Field hours$/),
        nodes: ['plain'],
        of: range(4, 5, 6),
        unit: 'units',
      },
    ]);
  });

  it('are one for all nodes that refer to an assumption, each named once', () => {
    const usage = { hours: '$work', nodes: '$work' };
    const { all } = uncertaintiesOf(
      graphOf({ one: { service: 'job', usage }, two: { service: 'job', usage } }, { assumptions: { work: range(1, 2, 3) } }),
    );
    expect(all.map(({ key, title, nodes }) => ({ key, title, nodes }))).toEqual([
      { key: { assumption: 'work' }, title: 'work', nodes: ['one', 'two'] },
    ]);
  });

  it('move the total to their ends, with the rest as likely', () => {
    const all = uncertaintiesOf(
      graphOf({
        one: { service: 'job', usage: { hours: range(10, 20, 60), nodes: range(1, 2, 4) } },
        lake: { service: 'lake', usage: { data: { low: '5 GB', likely: '20 GB', high: '40 GB' } } },
      }),
    );
    const [hours, nodes, data] = all.all;
    const lake = 0.5 * 10;
    expect([all.totalWith(hours!, 'low'), all.totalWith(hours!, 'high')]).toEqual([2 * 10 * 2 + lake, 2 * 60 * 2 + lake]);
    expect([all.totalWith(nodes!, 'low'), all.totalWith(nodes!, 'high')]).toEqual([2 * 20 + lake, 2 * 20 * 4 + lake]);
    expect([all.totalWith(data!, 'low'), all.totalWith(data!, 'high')]).toEqual([80, 80 + 15]);
  });
});
