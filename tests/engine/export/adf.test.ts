import { settingsOf } from '#engine/plan';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { Exported } from '#engine/export';
import type { Plan, SettingValue } from '#engine/plan';
import { anyPlan } from '../../harness/arbitraries.ts';
import { expectGolden, exported, filesBelow, hasShared, planFrom, root, shared, shipped, shippedNames, valueOf } from './harness.ts';
import { expressionsOf, factoryFiles, quickInput, referenceErrors, schemaErrors } from './factory-schema.ts';

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
    notebooks: Object.fromEntries(Object.keys(plan.nodes).map((id) => [id, '/Shared/notebook'])),
    jobs: Object.fromEntries(Object.keys(plan.nodes).map((id) => [id, '123'])),
    input: 'lake/paths/features',
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
        expect(problems(exported(quickInput(plan), 'adf', 'synapse'))).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});

it('asks only for settings that the catalog has', () => {
  const elsewhere = /^azure-(?:ml|databricks|sql)|^azure-storage/; // their settings belong to other exporters
  const asked = shippedNames().flatMap((name) => {
    const input = shipped(name);
    return exported(input, 'adf', 'synapse', 'logic-apps').gaps.flatMap(({ node, setting }) => {
      const service = input.graph.get(node ?? '')?.service;
      const known = settingsOf(service).some(({ id }) => id === setting.split('.')[0]);
      return service === undefined || known || elsewhere.test(service.id) ? [] : [`${service.id}.${setting}`];
    });
  });
  expect(asked).toEqual([]);
});

describe('names', () => {
  const plan = () => planFrom(readFileSync(join(root, 'resources', 'examples', 'churn-scoring.pipedraft.yaml'), 'utf8'));
  const textsOf = (all: Exported) => all.files.map(({ path, text }) => `${path}\n${text}`).join('\n');

  it.each(Object.keys(plan().nodes))('of a node that is gone are nowhere: %s', (gone) => {
    const { [gone]: _, ...nodes } = plan().nodes;
    const edges = plan().edges.filter(({ from, to }) => from !== gone && to !== gone);
    const all = exported(quickInput({ ...plan(), nodes, edges }), 'adf');
    const symbol = gone.replace(/-/g, '_');
    expect(textsOf(all)).not.toMatch(new RegExp(`pipedraft-node:${gone}"|\\b${gone} >|> ${gone}\\b|referenceName": "${symbol}[_"]`));
    expect(
      all.files.flatMap(({ blocks }) => blocks.flatMap(({ nodes: ids, edges: ends }) => [...ids, ...ends.flatMap((id) => id.split('/'))])),
    ).not.toContain(gone);
    expect(problems(all)).toEqual([]);
  });

  it('stay as they are when titles change', () => {
    const before = exported(quickInput(plan()), 'adf');
    const nodes = Object.fromEntries(Object.entries(plan().nodes).map(([id, node]) => [id, { ...node, title: `New ${id}` }]));
    const after = exported(quickInput({ ...plan(), nodes }), 'adf');
    const plain = (all: Exported) => all.files.map(({ path, text }) => [path, text.replace(/"(?:description|message)": ".*"/g, '')]);
    expect(plain(after)).toEqual(plain(before));
    expect(textsOf(after)).toContain('New copy-orders');
  });

  it('are told apart where ids are alike, and cut where they are long', () => {
    const long = `a${'b'.repeat(59)}`;
    const ids = ['a-b', 'a_b', 'A', 'a', `${long}-1`, `${long}-2`, 'score', 'score-wait', 'con'];
    const nodes = Object.fromEntries(ids.map((id) => [id, { service: id === 'score' ? 'azure-ml-batch-endpoints' : 'adf-copy-activity' }]));
    const edges = ids.map((to) => ({ from: 'root', to, kind: 'control' as const }));
    const lonely = { ...planFrom('pipedraft: 1\nname: x\nnodes: {}\n'), nodes: { ...nodes, root: { service: 'azure-data-factory' } } };
    expect(problems(exported(quickInput({ ...lonely, edges }), 'adf'))).toEqual([]);
    expect(problems(exported(quickInput({ ...lonely, edges: [] }), 'adf'))).toEqual([]);
  });
});

describe('titles', () => {
  it.each([
    'it\'s "quoted"',
    "x'), pipeline().RunId, concat('",
    '@{pipeline().RunId}',
    '@pipeline().RunId',
    '@@{x}',
    '${{ github.token }}',
    ']]> # comment',
    "[parameters('x')]",
    'two\nlines\u0000',
    'GAP(lake.path)',
    '日本 😀 \u2028',
  ])('are never run: %j', (title) => {
    const plain = shipped('churn-scoring').graph.plan;
    const nodes = Object.fromEntries(Object.entries(plain.nodes).map(([id, node]) => [id, { ...node, title, owner: title, note: title }]));
    const all = exported(quickInput({ ...plain, nodes }, 'churn-scoring.pipedraft.yaml'), 'adf');
    const strip = (expression: string) => expression.replace(/'(?:[^']|\'\')*'/g, "''");
    const run = (one: Exported) => factoryFiles(one).flatMap(({ value }) => expressionsOf(value).map(strip));
    expect(run(all)).toEqual(run(churn()));
    expect(all.gaps.map(({ node, setting, file }) => [node, setting, file])).toEqual(
      churn().gaps.map(({ node, setting, file }) => [node, setting, file]),
    );
    expect(problems(all)).toEqual([]);
  });
});

describe('settings', () => {
  it.each(['churn-scoring', 'reference-hybrid-copy', 'reference-many-models', 'reference-mlops-v2-classic', 'template-no-code'])(
    'that fill every gap leave none: %s',
    (name) => {
      let { plan } = shipped(name).graph;
      for (let round = 0; round < 3; round += 1) plan = filled(plan, exported(quickInput(plan), 'adf').gaps);
      const all = exported(quickInput(plan), 'adf');
      expect(all.gaps).toEqual([]);
      expect(problems(all)).toEqual([]);
    },
  );

  const text = (more: string) => `
pipedraft: 1
name: x
context: {region: westeurope, needs: {schedule: SCHEDULE}}
nodes:
  night: {service: azure-data-factory, usage: {runsPerMonth: 30}, settings: {start: 2026-12-01T01:00:00Z}}
  copy: {service: adf-copy-activity, COPY}
  lake: {service: azure-storage, usage: {accountKind: data-lake-gen2}}
  ${more}
edges:
  - {from: night, to: copy, kind: control}
  - {from: copy, to: lake, kind: data, path: raw/<window>/<run>}
`;
  const write = (copy: string, schedule = 'tumbling-window', more = '') =>
    exported(quickInput(planFrom(text(more).replace('COPY', copy).replace('SCHEDULE', schedule))), 'adf');
  const activity = (all: Exported) =>
    (valueOf(all, 'adf/pipeline/night.json') as { properties: { activities: { typeProperties: Record<string, unknown> }[] } }).properties
      .activities[0]?.typeProperties;
  const server = 'type: sql-server, server: sql01, database: shop, user: reader, secret: orders-password';

  it('read the rows that changed in the window', () => {
    const all = write(`settings: {source: {${server}, table: dbo.orders, watermark: changed}}`);
    expect(activity(all)?.['source']).toEqual({
      type: 'SqlServerSource',
      sqlReaderQuery:
        "select * from dbo.orders where changed >= '@{formatDateTime(pipeline().parameters.windowStart, 'yyyy-MM-ddTHH:mm:ss')}' and changed < '@{formatDateTime(pipeline().parameters.windowEnd, 'yyyy-MM-ddTHH:mm:ss')}'",
    });
    expect(valueOf(all, 'adf/linkedService/vault.json')).toMatchObject({
      properties: { typeProperties: { baseUrl: 'https://kvplan.vault.azure.net/' } },
    });
    expect(valueOf(all, 'adf/dataset/copy_source.json')).toMatchObject({
      properties: { typeProperties: { schema: 'dbo', table: 'orders' } },
    });
    expect(all.gaps).toEqual([]);
    expect(problems(all)).toEqual([]);
  });

  it('that a source still lacks are asked for one by one', () => {
    const { gaps } = write('settings: {source: {type: sql-server, server: sql01, table: orders}}', 'recurrence');
    expect([...new Set(gaps.map(({ setting }) => setting))]).toEqual(['source.database', 'source.secret', 'source.user']);
    expect(gaps[0]?.how).toContain('"database" in settings.source');
  });

  it('are never read as expressions', () => {
    const all = write(`settings: {source: {${server}, query: "select '@{x}' from t where d = '<day>'"}}`);
    expect((activity(all)?.['source'] as { sqlReaderQuery: string }).sqlReaderQuery).toBe(
      "select '@@{x}' from t where d = '@{formatDateTime(pipeline().TriggerTime, 'yyyy-MM-dd')}'",
    );
  });

  it.each([
    'oracle',
    'postgresql',
    'mysql',
    'snowflake',
    'sql-server',
    'azure-sql',
    'sap-table',
    'salesforce',
    'rest',
    'http',
    'sftp',
    'file-share',
    'amazon-s3',
    'blob',
    'data-lake',
    'sharepoint-list',
  ])('of each kind of source give valid files: %s', (type) => {
    expect(problems(write(`settings: {source: {type: ${type}, format: delimited, header: true}}`))).toEqual([]);
    expect(problems(write(`settings: {source: {type: ${type}}, sink: {type: ${type}}}`, 'none'))).toEqual([]);
  });

  it('write a schedule with its times', () => {
    const all = write(
      `settings: {}`,
      'recurrence',
      '  more: {service: azure-data-factory, settings: {start: 2026-12-01T01:00:00Z, recurrence: {weekDays: [Monday], hours: 3}}}'.trim(),
    );
    expect(valueOf(all, 'adf/trigger/more.json')).toMatchObject({
      properties: {
        type: 'ScheduleTrigger',
        typeProperties: { recurrence: { frequency: 'Week', interval: 1, schedule: { hours: [3], weekDays: ['Monday'] } } },
      },
    });
  });

  const more = (nodes: string, edges: string, schedule = 'none') =>
    quickInput(
      planFrom(
        `pipedraft: 1\nname: x\ncontext: {region: westeurope, needs: {schedule: ${schedule}}}\nnodes:\n  night: {service: azure-data-factory}\n${nodes}\nedges:\n${edges}\n`,
      ),
    );

  it('start a pipeline when files appear, and ask for the resource that raises the event', () => {
    const all = exported(more('  files: {service: azure-storage}', '  - {from: files, to: night, kind: control}', 'recurrence'), 'adf');
    expect(valueOf(all, 'adf/trigger/night_files_files.json')).toMatchObject({
      properties: {
        type: 'BlobEventsTrigger',
        typeProperties: { blobPathBeginsWith: '/files/blobs/', events: ['Microsoft.Storage.BlobCreated'] },
      },
    });
    expect(all.gaps.map(({ setting }) => setting)).toEqual(['eventScope']);
    expect(problems(all)).toEqual([]);
  });

  it.each([
    'databricks-notebooks',
    'databricks-lakeflow-jobs',
    'azure-databricks',
    'azure-functions',
    'azure-logic-apps',
    'azure-data-factory',
  ])('of the pipeline fill what a call of another service needs: %s', (service) => {
    let { plan } = more(
      `  one: {service: ${service}}\n  two: {service: ${service}}`,
      '  - {from: night, to: one, kind: control}\n  - {from: night, to: two, kind: control}',
    ).graph;
    const first = exported(quickInput(plan), 'adf');
    expect(first.remarks.filter(({ text: says }) => says.includes('no activity'))).toEqual([]);
    for (let round = 0; round < 2; round += 1) plan = filled(plan, exported(quickInput(plan), 'adf').gaps);
    const all = exported(quickInput(plan), 'adf');
    expect(all.gaps).toEqual([]);
    expect([...problems(first), ...problems(all)]).toEqual([]);
  });

  it('refer to a runtime that exists, and do not write it', () => {
    const all = exported(
      more(
        '  copy: {service: adf-copy-activity}\n  here: {service: self-hosted-integration-runtime, settings: {exists: true, name: shared-runtime}}',
        '  - {from: night, to: copy, kind: control}\n  - {from: copy, to: here, kind: runs-on}',
      ),
      'adf',
    );
    expect(all.files.filter(({ path }) => path.includes('integrationRuntime'))).toEqual([]);
    expect(valueOf(all, 'adf/linkedService/copy_source.json')).toMatchObject({
      properties: { connectVia: { referenceName: 'shared-runtime' } },
    });
  });
});
