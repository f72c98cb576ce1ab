import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv, { type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Exported, ExportInput } from '#engine/export';
import type { Plan } from '#engine/plan';
import { anyPlanOf, colliding, graphOnly, hostileTexts, renamed, withSettings, withText, withTitles, without } from './awkward-plans.ts';
import { expectGolden, exported, hasShared, inputOf, planFrom, shared, shipped, shippedNames, textOf, valueOf } from './harness.ts';

const write = (input: ExportInput) => exported(input, 'fabric');
const endToEnd = () => shipped('reference-fabric-end-to-end');
const noId = '00000000-0000-0000-0000-000000000000';

interface Activity {
  readonly name: string;
  readonly type: string;
  readonly dependsOn?: readonly { readonly activity: string }[];
  readonly typeProperties: Readonly<Record<string, unknown>>;
}
interface Platform {
  readonly metadata: { readonly type: string; readonly displayName: string };
  readonly config: { readonly logicalId: string };
}

let validators: Readonly<Record<string, ValidateFunction>> | undefined;
/** Errors of a file against its schema. A gap is no date; every other key is as the schema has it, with gaps too. */
function schemaErrors(path: string, text: string): string[] {
  if (!validators) {
    const ajv = new Ajv({ strict: false, allErrors: true });
    addFormats.default(ajv as never);
    const compile = (name: string) => ajv.compile(JSON.parse(readFileSync(join(shared, 'schemas', 'fabric', name), 'utf8')) as object);
    validators = {
      'pipeline-content.json': compile('derived/data-pipeline.derived.schema.json'),
      '.platform': compile('platformProperties-2.0.0.schema.json'),
      '.schedules': compile('schedules-1.0.0.schema.json'),
    };
  }
  const validate = validators[path.replace(/^.*\//, '')];
  if (!validate || validate(JSON.parse(text))) return [];
  // real files have times without a zone, which the schema's format refuses
  return (validate.errors ?? []).filter(({ keyword }) => keyword !== 'format').map((error) => `${path}: ${JSON.stringify(error)}`);
}

function activitiesOf(all: Exported, path: string): readonly Activity[] {
  return (valueOf(all, path) as { properties: { activities: readonly Activity[] } }).properties.activities;
}

/** Everything that the files of any plan keep to. */
function check(all: Exported): void {
  const platforms = all.files.filter(({ path }) => path.endsWith('.platform')).map(({ text }) => JSON.parse(text) as Platform);
  const ids = platforms.map(({ config }) => config.logicalId);
  expect(new Set(ids).size).toBe(ids.length);
  const names = platforms.map(({ metadata }) => `${metadata.type} ${metadata.displayName}`.toLowerCase());
  expect(new Set(names).size).toBe(names.length);
  for (const { path, text } of all.files) {
    if (hasShared) expect(schemaErrors(path, text)).toEqual([]);
    // every id in a file is that of an item, or stands for the workspace
    for (const [id] of text.matchAll(/[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}/g)) expect([noId, ...ids, ...stated]).toContain(id);
    if (!path.endsWith('pipeline-content.json')) continue;
    const activities = activitiesOf(all, path);
    const seen = new Set<string>();
    for (const { name, dependsOn = [] } of activities) {
      for (const { activity } of dependsOn) expect(seen, `${name} comes after ${activity}`).toContain(activity);
      expect(seen).not.toContain(name);
      seen.add(name);
    }
  }
}
const stated = ['50bcac62-6770-456d-9897-2ae7c08874b9', '0f0b3a1c-2f3e-4b5d-8a6c-7d8e9f0a1b2c', '1a2b3c4d-5e6f-4a1b-9c2d-3e4f5a6b7c8d'];

const services = [
  'fabric-data-factory',
  'fabric-notebooks',
  'fabric-lakehouse',
  'adf-copy-activity',
  'azure-storage',
  'power-bi',
  'azure-ml-batch-endpoints',
];

describe('the example of Fabric', () => {
  it('has the files that were read in review', async () => {
    await expectGolden(write(endToEnd()), 'fabric-reference-fabric-end-to-end');
  });

  it('starts its notebooks in the order of their data, after the copy', () => {
    const activities = activitiesOf(write(endToEnd()), 'fabric/ingest.DataPipeline/pipeline-content.json');
    expect(activities.map(({ name, type }) => `${name} ${type}`)).toEqual([
      'ingest_copy Copy',
      'prepare TridentNotebook',
      'train TridentNotebook',
      'score TridentNotebook',
      'report PBISemanticModelRefresh',
    ]);
  });

  it('has no gaps once the plan states what Fabric needs', () => {
    const plan = withSettings(endToEnd().graph.plan, 'ingest', {
      start: '2026-12-01T00:00:00Z',
      end: '2028-12-01T00:00:00Z',
      recurrence: { frequency: 'Day', hours: [2, 14], minutes: [30] },
      connections: { sources: stated[0] ?? '', report: stated[0] ?? '' },
      models: { report: `${stated[1] ?? ''}/${stated[2] ?? ''}` },
    });
    const all = write(inputOf(plan));
    expect(all.gaps).toEqual([]);
    check(all);
    expect(textOf(all, 'fabric/ingest.DataPipeline/.schedules')).toContain('"times": ["02:30", "14:30"]');
  });

  it.each([
    [
      { frequency: 'Hour', interval: 6 },
      { type: 'Cron', interval: 360 },
    ],
    [
      { weekDays: ['monday', 'Friday'], hours: [6] },
      { type: 'Weekly', times: ['06:00'], weekdays: ['Monday', 'Friday'] },
    ],
    [
      { monthDays: [15], hours: [6] },
      { type: 'Monthly', recurrence: 1, occurrence: { occurrenceType: 'DayOfMonth', dayOfMonth: 15 }, times: ['06:00'] },
    ],
    [{ frequency: 'Week' }, { type: 'Weekly', times: ['GAP(ingest.recurrence)'], weekdays: [] }],
  ])('says %j as Fabric does', (recurrence, wanted) => {
    const all = write(inputOf(withSettings(endToEnd().graph.plan, 'ingest', { recurrence })));
    const value = valueOf(all, 'fabric/ingest.DataPipeline/.schedules') as { schedules: { configuration: object }[] };
    expect(value.schedules[0]?.configuration).toMatchObject(wanted);
  });
});

describe('a pipeline of Fabric', () => {
  const plan = (nodes: string, edges: string) =>
    planFrom(`pipedraft: 1\nname: A\ncontext: {region: westeurope}\nnodes:\n${nodes}\nedges:\n${edges}\n`);

  it('copies from a store into the lakehouse that is drawn, by copies of their own', () => {
    const all = write(
      inputOf(
        plan(
          '  go: {service: fabric-data-factory}\n  orders: {service: adf-copy-activity}\n  files: {service: azure-storage}\n  lake: {service: fabric-lakehouse}',
          '  - {from: go, to: orders, kind: control}\n  - {from: files, to: orders, kind: data, path: in/orders}\n  - {from: orders, to: lake, kind: data, path: orders}',
        ),
      ),
    );
    check(all);
    const [copy] = activitiesOf(all, 'fabric/go.DataPipeline/pipeline-content.json');
    expect(copy?.name).toBe('orders');
    const lake = valueOf(all, 'fabric/lake.Lakehouse/lakehouse.metadata.json');
    expect(lake).toEqual({});
    const platform = JSON.parse(textOf(all, 'fabric/lake.Lakehouse/.platform')) as Platform;
    expect(JSON.stringify(copy)).toContain(`"artifactId":"${platform.config.logicalId}"`);
    expect(JSON.stringify(copy)).toContain('"folderPath":"in/orders"');
  });

  it('waits for the job of a batch endpoint', () => {
    const all = write(
      inputOf(
        plan(
          '  go: {service: fabric-data-factory}\n  score: {service: azure-ml-batch-endpoints}\n  then: {service: fabric-notebooks}\n',
          '  - {from: go, to: score, kind: control}\n  - {from: go, to: then, kind: control}\n  - {from: score, to: then, kind: control}',
        ),
      ),
    );
    check(all);
    const activities = activitiesOf(all, 'fabric/go.DataPipeline/pipeline-content.json');
    expect(activities.map(({ name }) => name)).toEqual(['score', 'score_wait', 'score_result', 'then']);
    expect(activities.at(-1)?.dependsOn).toEqual([{ activity: 'score_result', dependencyConditions: ['Succeeded'] }]);
  });

  it('that another one starts has no schedule', () => {
    const text = plan('  a: {service: fabric-data-factory}\n  b: {service: fabric-data-factory}', '  - {from: a, to: b, kind: control}');
    const all = write(inputOf({ ...text, context: { ...text.context, needs: { schedule: 'recurrence' } } }));
    check(all);
    expect(all.files.filter(({ path }) => path.endsWith('.schedules')).map(({ path }) => path)).toEqual([
      'fabric/a.DataPipeline/.schedules',
    ]);
  });

  it('says what it has no activity for', () => {
    const all = write(
      inputOf(plan('  a: {service: fabric-data-factory}\n  w: {service: azure-logic-apps}', '  - {from: a, to: w, kind: control}')),
    );
    expect(all.remarks.map(({ text }) => text).join()).toContain('No activity is written for "w"');
  });

  it('hands over the parameters of a notebook, which has a cell of them', () => {
    const all = write(
      inputOf(
        plan(
          '  a: {service: fabric-data-factory}\n  n: {service: fabric-notebooks, settings: {parameters: {horizon: "28", "no name": x}}}',
          '  - {from: a, to: n, kind: control}',
        ),
      ),
    );
    expect(textOf(all, 'fabric/n.Notebook/notebook-content.py')).toContain('# PARAMETERS CELL ********************\n\nhorizon = "28"\n');
    expect(activitiesOf(all, 'fabric/a.DataPipeline/pipeline-content.json')[0]?.typeProperties['parameters']).toEqual({
      horizon: { value: '28', type: 'string' },
    });
  });

  it.each(['ws/Nightly.DataPipeline/pipeline-content.json', 'ws/Nightly.DataPipeline'])(
    'is where its definition says: %s',
    (definition) => {
      const all = write(inputOf(plan(`  a: {service: fabric-data-factory, definition: ${definition}}`, '  []')));
      expect(all.files.map(({ path }) => path)).toEqual([
        'ws/Nightly.DataPipeline/.platform',
        'ws/Nightly.DataPipeline/pipeline-content.json',
      ]);
      expect(textOf(all, 'ws/Nightly.DataPipeline/.platform')).toContain('"displayName": "Nightly"');
    },
  );
});

describe('files of Fabric', () => {
  it.each(shippedNames())('of %s are complete', (name) => {
    check(write(shipped(name)));
  });

  it('of any plan are complete', () => {
    fc.assert(
      fc.property(anyPlanOf(services), (plan) => check(write(graphOnly(plan)))),
      { numRuns: 300 },
    );
  });

  it.each(hostileTexts)('hold any text: %j', (text) => {
    const all = write(graphOnly(withText(endToEnd().graph.plan, text)));
    check(all);
    const code = textOf(all, 'fabric/train.Notebook/notebook-content.py').split('\n');
    expect(code.filter((line) => line !== '' && !line.startsWith('#'))).toEqual([
      'raise NotImplementedError("The work of train is not written yet.")',
    ]);
  });

  it.each(services.slice(0, 3))('take ids that differ in case only: %s', (service) => {
    check(write(graphOnly(planFrom(colliding(service)))));
  });

  it('change no id with a new title', () => {
    const before = write(endToEnd());
    const after = write(
      graphOnly(
        withTitles(endToEnd().graph.plan, (id) => `New ${id}`),
        'reference-fabric-end-to-end.pipedraft.yaml',
      ),
    );
    const idsOf = ({ files }: Exported) =>
      files
        .filter(({ path }) => path.endsWith('.platform'))
        .map(({ path, text }) => `${path} ${(JSON.parse(text) as Platform).config.logicalId}`);
    expect(idsOf(after)).toEqual(idsOf(before));
  });

  it('have nothing of a node that was deleted', () => {
    const plan: Plan = renamed(endToEnd().graph.plan);
    for (const gone of Object.keys(plan.nodes)) {
      const all = write(graphOnly(without(plan, gone)));
      check(all);
      expect(all.files.filter(({ text, path }) => `${path}\n${text}`.includes(gone) || text.includes(gone.replace(/-/g, '_')))).toEqual([]);
    }
  });
});
