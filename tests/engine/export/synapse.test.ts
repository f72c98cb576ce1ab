import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Exported } from '#engine/export';
import { emptyPlan, type Plan, type PlanNode } from '#engine/plan';
import { factoryFiles, quickInput, referenceErrors, schemaErrors } from './factory-schema.ts';
import { exported, hasShared, inputOf, planFrom, shared, textOf, valueOf } from './harness.ts';

const plan = planFrom(`pipedraft: 1
name: Spark
nodes:
  nightly: {service: synapse-pipelines}
  clean: {service: azure-synapse-spark, title: Clean, settings: {parameters: {days: 7, ratio: 0.5, full: true, path: "@in"}}}
  build: {service: azure-synapse-spark, usage: {vcores: 16, nodes: 5}, settings: {code: src/build, sparkEntry: build.py, parameters: {days: 7}}}
edges:
  - {from: nightly, to: clean, kind: control}
  - {from: nightly, to: build, kind: control}
  - {from: clean, to: build, kind: control}
`);

interface Activity {
  readonly name: string;
  readonly type: string;
  readonly typeProperties: Readonly<Record<string, unknown>>;
  readonly linkedServiceName?: { readonly referenceName: string };
}
const activitiesOf = (all: Exported, path: string) =>
  (valueOf(all, path) as { properties: { activities: Activity[] } }).properties.activities;

const schema = () =>
  JSON.parse(readFileSync(join(shared, 'schemas', 'synapse', 'derived', 'artifacts.derived.schema.json'), 'utf8')) as object;
let ajv: Ajv | undefined;

/** What is wrong with the files of a workspace: those that Data Factory has too by its schema, the others by the derived one. */
function problems(all: Exported): string[] {
  const files = factoryFiles(all, 'synapse');
  const own = ['notebook', 'sparkJobDefinition'];
  const factory = [...factoryFiles(all, 'adf'), ...files].filter(({ kind }) => !own.includes(kind));
  const found = [...referenceErrors(files), ...referenceErrors(factoryFiles(all, 'adf'))];
  for (const { path, text } of all.files)
    for (const [, to = '', kind = ''] of text.matchAll(/"referenceName": "(\w+)",\s+"type": "(Notebook|SparkJobDefinition)Reference"/g))
      if (!files.some(({ value }) => value.name === to)) found.push(`${path} runs ${kind} ${to}, which is not written`);
  if (!hasShared) return found;
  ajv ??= new Ajv({ strict: false, allErrors: true }).addSchema(schema(), 'synapse');
  for (const { kind, path, value } of files) {
    const validate = own.includes(kind) ? ajv.getSchema(`synapse#/definitions/${kind}`) : undefined;
    if (validate && validate(value) !== true)
      found.push(...(validate.errors ?? []).map(({ instancePath, message }) => `${path} ${instancePath} ${message ?? ''}`));
  }
  return [...found, ...factory.flatMap(schemaErrors)];
}

describe('Spark that a pipeline of Synapse starts', () => {
  const all = exported(quickInput(plan), 'synapse');

  it('is a notebook with its parameters, on its pool', () => {
    const [clean] = activitiesOf(all, 'synapse/pipeline/nightly.json');
    expect(clean).toMatchObject({
      name: 'clean',
      type: 'SynapseNotebook',
      typeProperties: {
        notebook: { referenceName: 'clean', type: 'NotebookReference' },
        sparkPool: { referenceName: 'planclean', type: 'BigDataPoolReference' },
        snapshot: true,
        parameters: {
          days: { value: '7', type: 'int' },
          ratio: { value: '0.5', type: 'float' },
          full: { value: 'true', type: 'bool' },
          path: { value: '@@in', type: 'string' },
        },
      },
    });
    const notebook = valueOf(all, 'synapse/notebook/clean.json') as { properties: { cells: { source: string[]; metadata: object }[] } };
    const { cells } = notebook.properties;
    expect(cells.map(({ source }) => source.join(''))).toEqual([
      '# Clean',
      'days = 7\nratio = 0.5\nfull = True\npath = "@in"',
      'raise NotImplementedError("The work of clean is not written yet.")',
    ]);
    expect(cells[1]?.metadata).toEqual({ tags: ['parameters'] });
  });

  it('is a Spark job where the plan names its script', () => {
    const job = activitiesOf(all, 'synapse/pipeline/nightly.json').find(({ name }) => name === 'build');
    expect(job).toMatchObject({
      type: 'SparkJob',
      typeProperties: { sparkJob: { referenceName: 'build', type: 'SparkJobDefinitionReference' } },
    });
    expect(valueOf(all, 'synapse/sparkJobDefinition/build.json')).toMatchObject({
      name: 'build',
      properties: {
        targetBigDataPool: { referenceName: 'planbuild', type: 'BigDataPoolReference' },
        requiredSparkVersion: '3.5',
        language: 'python',
        jobProperties: {
          file: 'abfss://synapse@stsynplan.dfs.core.windows.net/src/build/build.py',
          args: ['--days', '7'],
          driverMemory: '112g',
          driverCores: 16,
          executorMemory: '112g',
          executorCores: 16,
          numExecutors: 4,
        },
      },
    });
    expect(all.remarks.map(({ text }) => text).join('\n')).toContain('src/build');
  });

  it('names the pool that the infrastructure makes', () => {
    const bicep = exported(quickInput(plan), 'bicep')
      .files.map(({ text }) => text)
      .join('\n');
    for (const name of ['planclean', 'planbuild', 'stsynplan']) expect(bicep).toContain(`'${name}'`);
  });

  it('fits the schemas', () => {
    expect(problems(all)).toEqual([]);
  });

  it('is placed by its definition', () => {
    const stated = { ...plan, nodes: { ...plan.nodes, clean: { ...plan.nodes['clean'], definition: 'books/tidy.json' } } } as Plan;
    const moved = exported(quickInput(stated), 'synapse');
    expect(moved.files.map(({ path }) => path)).toContain('books/tidy.json');
    expect(activitiesOf(moved, 'synapse/pipeline/nightly.json')[0]?.typeProperties['notebook']).toMatchObject({ referenceName: 'tidy' });
  });
});

it('is called in its workspace by a pipeline of Data Factory', () => {
  const nodes = { ...plan.nodes, nightly: { ...plan.nodes['nightly'], service: 'azure-data-factory' } } as Plan['nodes'];
  const all = exported(quickInput({ ...plan, nodes }), 'adf', 'synapse');
  const [clean] = activitiesOf(all, 'adf/pipeline/nightly.json');
  expect(clean).toMatchObject({ type: 'SynapseNotebook', linkedServiceName: { referenceName: 'synapse', type: 'LinkedServiceReference' } });
  expect(valueOf(all, 'adf/linkedService/synapse.json')).toMatchObject({
    properties: {
      type: 'AzureSynapseArtifacts',
      typeProperties: { endpoint: 'https://synw-plan.dev.azuresynapse.net', authentication: 'MSI' },
    },
  });
  expect(all.files.map(({ path }) => path)).toContain('synapse/notebook/clean.json');
  expect(problems(all)).toEqual([]);
});

it('reaches the workspace by its Git integration, as the README says', () => {
  const all = exported(inputOf({ ...plan, context: { region: 'westeurope', needs: { schedule: 'cron' } } }));
  const readme = textOf(all, 'README.md');
  expect(readme).toContain('connect the workspace `synw-plan` to this repository with `/synapse` as the root folder');
  expect(readme).toContain('az synapse trigger start --workspace-name synw-plan --name nightly');
});

it('connects to the database that the infrastructure makes, and asks for the name of another one', () => {
  const connection = (settings: string) =>
    exported(
      quickInput(
        planFrom(`pipedraft: 1
name: Copy
nodes:
  nightly: {service: synapse-pipelines}
  copy: {service: adf-copy-activity}
  mart: {service: azure-sql-database${settings}}
edges:
  - {from: nightly, to: copy, kind: control}
  - {from: copy, to: mart, kind: data, path: dbo.facts}
`),
      ),
      'synapse',
      'bicep',
    );
  const own = connection('');
  expect(textOf(own, 'synapse/linkedService/mart.json')).toContain('"database": "mart"');
  expect(textOf(own, 'infra/modules/sql-database.bicep')).toContain("name: 'mart'");
  const other = connection(', settings: {exists: true, name: sql-theirs}');
  expect(textOf(other, 'synapse/linkedService/mart.json')).toContain('GAP(');
});

it('holds in any plan of pipelines and Spark', () => {
  const services = [
    'synapse-pipelines',
    'azure-synapse-spark',
    'azure-synapse-spark',
    'azure-data-factory',
    'adf-copy-activity',
    'azure-ml-pipelines',
  ];
  const ids = ['a-b', 'a_b', 'A', 'a', 'con', 'x'.repeat(60), `${'x'.repeat(59)}y`];
  const node = fc.record({
    service: fc.constantFrom(...services),
    title: fc.string(),
    settings: fc.record(
      {
        sparkEntry: fc.constantFrom('a.py', 'Main.jar', 'abfss://c@s.dfs.core.windows.net/x.py'),
        parameters: fc.dictionary(fc.string(), fc.oneof(fc.string(), fc.integer(), fc.boolean())),
      },
      { requiredKeys: [] },
    ),
  });
  const edge = fc.tuple(fc.constantFrom(...ids), fc.constantFrom(...ids));
  fc.assert(
    fc.property(
      fc.tuple(...ids.map(() => node)),
      fc.uniqueArray(edge, { maxLength: 14, selector: (one) => one.join('/') }),
      (made, edges) => {
        const any = {
          ...emptyPlan('Any'),
          nodes: Object.fromEntries(ids.map((id, at) => [id, made[at] as PlanNode])),
          edges: edges.filter(([from, to]) => from !== to).map(([from, to]) => ({ from, to, kind: 'control' as const })),
        } as Plan;
        expect(problems(exported(quickInput(any), 'adf', 'synapse'))).toEqual([]);
      },
    ),
    { numRuns: 300 },
  );
});
