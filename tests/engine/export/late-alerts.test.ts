import { describe, expect, it } from 'vitest';
import { graphOnly } from './awkward-plans.ts';
import { readBicep } from './bicep-reader.ts';
import { exported, planFrom, textOf } from './harness.ts';

/* The alert on work that is late: runs take longer on one day than on another, and that alone is no alarm. */

const plan = (runs: number, time = '') =>
  exported(
    graphOnly(
      planFrom(`pipedraft: 1
name: Late
nodes:
  nightly: {service: azure-data-factory, usage: {runsPerMonth: ${runs}}}
  train: {service: azure-ml-jobs-sdk${time === '' ? '' : `, usage: {timePerRun: ${time}}`}}
  watch: {service: azure-monitor, settings: {notify: [a@example.com]}}
edges:
  - {from: nightly, to: train, kind: control}
  - {from: nightly, to: watch, kind: telemetry}
`),
    ),
    'bicep',
  );

/** Lengths that the service takes, in hours. */
const lengths: Readonly<Record<string, number>> = { PT1H: 1, PT2H: 2, PT3H: 3, PT4H: 4, PT5H: 5, PT6H: 6, P1D: 24, P2D: 48 };

/** How far an alert looks back, in hours; `undefined` without one. */
async function lookBack(all: ReturnType<typeof plan>): Promise<{ hours: number | undefined; title: unknown } | undefined> {
  const { resources } = await readBicep(textOf(all, 'infra/modules/monitoring.bicep'));
  const rule = resources.find(({ body }) => body['name'] === 'nightly-late')?.body['properties'] as Record<string, unknown> | undefined;
  if (!rule) return undefined;
  const window = lengths[String(rule['windowSize'])];
  const [, minutes] = /TimeGenerated > ago\((\d+)m\)/.exec(JSON.stringify(rule['criteria'])) ?? [];
  const own = minutes === undefined ? window : Number(minutes) / 60;
  return { hours: window === undefined || own === undefined || own > window ? undefined : own, title: rule['displayName'] };
}

describe('the alert on late runs looks back', () => {
  it.each([
    ['a quarter longer than a day where the plan states no time', 30, '', 30],
    ['a day and the longest run', 30, '{low: 30 min, likely: 1 h, high: 10 h}', 34],
    ['a quarter longer than an hour', 720, '', 1.25],
    ['an hour and the longest run', 720, '2 h', 3],
  ])('%s', async (_, runs, time, hours) => {
    expect(await lookBack(plan(runs, time))).toEqual({ hours, title: `nightly: no success in ${hours} hours` });
  });

  it('no longer than two days, which a remark says', async () => {
    const all = plan(30, '30 h');
    expect(await lookBack(all)).toBeUndefined();
    expect(all.remarks.map(({ text }) => text)).toContainEqual(expect.stringContaining('an alert looks back two days at most'));
  });
});
