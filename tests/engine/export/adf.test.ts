import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Exported } from '#engine/export';
import type { Plan, SettingValue } from '#engine/plan';
import { anyPlan } from '../../harness/arbitraries.ts';
import {
  expectGolden,
  exported,
  filesBelow,
  hasShared,
  inputOf,
  planFrom,
  root,
  shared,
  shipped,
  shippedNames,
  valueOf,
} from './harness.ts';
import { expressionsOf, factoryFiles, referenceErrors, schemaErrors } from './factory-schema.ts';

const churn = () => exported(shipped('churn-scoring'), 'adf');

/** What is wrong with the files of both factories of an export. */
function problems(all: Exported): string[] {
  const files = ['adf', 'synapse'].flatMap((folder) => {
    const some = factoryFiles(all, folder);
    return [...referenceErrors(some), ...(hasShared ? some.flatMap(schemaErrors) : [])];
  });
  return files;
}

/** The plan with a value for every gap that the export left. */
function filled(plan: Plan, gaps: Exported['gaps']): Plan {
  const values: Record<string, SettingValue> = {
    start: '2026-12-01T01:00:00Z',
    window: '24 h',
    recurrence: { frequency: 'Day' },
    script: 'lake filter(true()) ~> kept',
    source: { type: 'blob', account: 'stapp', container: 'usage', folder: '<window>', format: 'json' },
    sink: { type: 'data-lake', account: 'stapp', container: 'usage', folder: 'out/<window>' },
    type: 'sftp',
    format: 'parquet',
    eventTypes: ['Churn.Ready'],
  };
  const nodes = structuredClone(plan.nodes) as Record<string, Plan['nodes'][string]>;
  for (const { node, setting } of gaps) {
    const owner = node === undefined ? undefined : nodes[node];
    if (!owner || node === undefined) continue;
    nodes[node] = { ...owner, settings: { ...owner.settings, [setting]: values[setting] ?? 'stated' } };
  }
  return { ...plan, context: { region: 'westeurope', ...plan.context }, nodes };
}

describe('the worked example', () => {
  it('has the files and gaps of the reference', () => {
    const all = churn();
    expect(all.files.map(({ path }) => path)).toEqual([
      'adf/dataset/copy_orders_lake.json',
      'adf/dataset/copy_orders_source.json',
      'adf/dataset/copy_usage_lake.json',
      'adf/dataset/copy_usage_source.json',
      'adf/integrationRuntime/self_hosted.json',
      'adf/linkedService/copy_orders_source.json',
      'adf/linkedService/copy_usage_source.json',
      'adf/linkedService/lake.json',
      'adf/pipeline/nightly.json',
      'adf/publish_config.json',
      'adf/trigger/nightly.json',
    ]);
    expect([...new Set(all.gaps.map(({ node, setting }) => `${node ?? ''}.${setting}`))]).toEqual([
      'nightly.start',
      'copy-orders.source',
      'copy-usage.source',
      'score.input',
    ]);
  });

  it.runIf(hasShared)('says what the reference says, apart from descriptions', () => {
    const all = churn();
    // the address of the job is written as the other addresses are: a text with an expression in it
    const concatenated = /"@concat\('([^']*)', (activity\('score'\)\.output\.name)\)"/;
    const reference = join(shared, 'designs', 'export', 'churn', 'adf');
    const plain = (value: unknown): unknown =>
      JSON.parse(
        JSON.stringify(value, (key, inner: unknown) =>
          key === 'description' || key === 'message' || key === 'recursive' ? undefined : inner,
        ),
      );
    for (const file of filesBelow(reference)) {
      const expected = JSON.parse(readFileSync(join(reference, file), 'utf8').replace(concatenated, '"$1@{$2}"')) as unknown;
      expect(plain(valueOf(all, `adf/${file}`)), file).toEqual(plain(expected));
    }
  });

  it('is in the golden files', async () => {
    await expectGolden(churn(), 'adf-churn-scoring');
  });
});

it('writes the copy from a drawn source, and asks for it at the source', async () => {
  const all = exported(shipped('reference-hybrid-copy'), 'adf');
  expect(all.gaps.filter(({ node }) => node === 'copy')).toEqual([]);
  expect([...new Set(all.gaps.map(({ node, setting }) => `${node ?? ''}.${setting}`))].join(' ')).toContain('hospital.server');
  await expectGolden(all, 'adf-reference-hybrid-copy');
});

describe('every plan', () => {
  it.each(shippedNames())('that ships is written: %s', (name) => {
    expect(problems(exported(shipped(name), 'adf', 'synapse'))).toEqual([]);
  });

  it('that can be drawn is written', () => {
    fc.assert(
      fc.property(anyPlan, (plan) => {
        expect(problems(exported(inputOf(plan), 'adf', 'synapse'))).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });
});
