import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import { parse } from 'yaml';
import { exporterById, type Exported } from '#engine/export';
import type { Plan } from '#engine/plan';
import {
  anyPlanOf,
  colliding,
  filled,
  graphOnly,
  hostileTexts,
  renamed,
  withSettings,
  withText,
  withTitles,
  without,
} from './awkward-plans.ts';
import { expectGolden, exported, hasShared, planFrom, shared, shipped, shippedNames, valueOf } from './harness.ts';

const services = exporterById('databricks')?.meta.services ?? [];
const bundle = (plan: Plan, file?: string) => exported(graphOnly(plan, file), 'databricks');
const churn = shipped('churn-scoring').graph.plan;
const spark = shipped('template-spark-mlflow').graph.plan;

let compiled: ValidateFunction | undefined;
/** What the official schema of bundles refuses, except at gaps. */
function problems(value: unknown): readonly string[] {
  compiled ??= new Ajv2020({ strict: false, allErrors: true, coerceTypes: true, verbose: true, validateFormats: false }).compile(
    JSON.parse(readFileSync(join(shared, 'schemas', 'databricks', 'jsonschema.json'), 'utf8')) as object,
  );
  compiled(structuredClone(value));
  const errors = compiled.errors ?? [];
  const atGap = errors.filter(({ data }) => typeof data === 'string' && data.includes('GAP('));
  // the schema takes a reference in place of any value, so each map around a gap is refused by that alternative, too
  const isAround = ({ instancePath, keyword }: ErrorObject) =>
    ['oneOf', 'type', 'pattern'].includes(keyword) && atGap.some((gap) => gap.instancePath.startsWith(instancePath));
  return errors
    .filter((error) => !isAround(error))
    .map(({ instancePath, keyword, message }) => `${instancePath} ${keyword} ${message ?? ''}`);
}

interface Job {
  readonly name: string;
  readonly tasks: readonly {
    readonly task_key: string;
    readonly depends_on?: readonly { readonly task_key: string }[];
    readonly job_cluster_key?: string;
    readonly notebook_task?: { readonly notebook_path: string; readonly base_parameters?: Readonly<Record<string, string>> };
    readonly run_job_task?: { readonly job_id: string };
  }[];
  readonly schedule?: object;
  readonly trigger?: object;
  readonly job_clusters?: readonly { readonly job_cluster_key: string; readonly new_cluster: Readonly<Record<string, unknown>> }[];
}

/** All resources of an export, by kind and key, as the bundle merges them. */
function resourcesOf({ files }: Exported): Record<string, Record<string, object>> {
  const all: Record<string, Record<string, object>> = {};
  for (const { path, text } of files.filter((file) => file.path.endsWith('.yml'))) {
    const { resources = {} } = parse(text) as { resources?: Record<string, Record<string, object>> };
    for (const [kind, own] of Object.entries(resources))
      for (const [key, value] of Object.entries(own)) {
        expect(all[kind]?.[key], `${kind}.${key} of ${path} is there once`).toBeUndefined();
        (all[kind] ??= {})[key] = value;
      }
  }
  return all;
}

/** Files that a bundle includes are there, references name something, and tasks wait for tasks. */
function checkReferences(all: Exported): void {
  const root = all.files.find(({ path }) => path.endsWith('databricks.yml'));
  if (!root) return;
  const resources = resourcesOf(all);
  const { variables = {} } = parse(root.text) as { variables?: object };
  for (const { text } of all.files) {
    for (const [, kind = '', key = ''] of text.matchAll(/\$\{resources\.(\w+)\.(\w+)\.\w+\}/g))
      expect(resources[kind]).toHaveProperty([key]);
    for (const [, name = ''] of text.matchAll(/\$\{var\.(\w+)\}/g)) expect(variables).toHaveProperty([name]);
  }
  const names = new Set<string>();
  for (const job of Object.values(resources['jobs'] ?? {}) as Job[]) {
    expect(names.has(job.name)).toBe(false);
    names.add(job.name);
    const keys = job.tasks.map(({ task_key }) => task_key);
    expect(new Set(keys).size).toBe(keys.length);
    expect(keys.length).toBeGreaterThan(0);
    const clusters = (job.job_clusters ?? []).map(({ job_cluster_key }) => job_cluster_key);
    for (const [at, task] of job.tasks.entries()) {
      for (const { task_key } of task.depends_on ?? []) expect(keys.slice(0, at)).toContain(task_key);
      if (task.job_cluster_key !== undefined) expect(clusters).toContain(task.job_cluster_key);
      expect(task.notebook_task ?? task.run_job_task).toBeDefined();
      const notebook = task.notebook_task?.notebook_path;
      if (notebook !== undefined && !all.files.some(({ path }) => path.endsWith(notebook.replace(/^\.\.\//, '/'))))
        expect(notebook).toMatch(/\.py$/);
    }
  }
}

function check(plan: Plan): Exported {
  const all = bundle(plan);
  if (hasShared)
    for (const { path, text } of all.files.filter((file) => file.path.endsWith('.yml'))) expect(problems(parse(text)), path).toEqual([]);
  checkReferences(all);
  for (const { path, text } of all.files.filter((file) => file.path.endsWith('.py')))
    expect(text.split('\n')[0], path).toBe('# Databricks notebook source');
  return all;
}

describe('the template with Spark', () => {
  const all = bundle(spark, 'template-spark-mlflow.pipedraft.yaml');
  const jobs = resourcesOf(all)['jobs'] as unknown as Record<string, Job>;

  it('is written as read in review', async () => {
    await expectGolden(all, 'databricks-template-spark-mlflow');
  });

  it('runs what a job starts after its own work', () => {
    expect(jobs['features']?.tasks.map(({ task_key, depends_on }) => [task_key, depends_on])).toEqual([
      ['features', undefined],
      ['score', [{ task_key: 'features' }]],
    ]);
    expect(jobs['features']?.tasks[1]?.run_job_task).toEqual({ job_id: '${resources.jobs.score.id}' });
    expect(jobs['score']?.schedule).toBeUndefined(); // the features start it
  });

  it('hands tables, models, folders and experiments over as parameters', () => {
    expect(jobs['score']?.tasks[0]?.notebook_task?.base_parameters).toEqual({
      models:
        '${resources.registered_models.models_train.catalog_name}.${resources.registered_models.models_train.schema_name}.${resources.registered_models.models_train.name}',
      scores: '${resources.schemas.scores.catalog_name}.${resources.schemas.scores.name}',
      tables: '${resources.schemas.tables.catalog_name}.${resources.schemas.tables.name}',
    });
    expect(jobs['features']?.tasks[0]?.notebook_task?.base_parameters?.['landing']).toMatch(
      /^abfss:\/\/landing@st\w+\.dfs\.core\.windows\.net\/$/,
    );
  });

  it('has a cluster of the size in the plan, the driver counted', () => {
    expect(jobs['train']?.job_clusters?.[0]?.new_cluster).toMatchObject({ node_type_id: 'Standard_D8ds_v5', num_workers: 4 });
  });

  it('asks for what the plan does not say, once each', () => {
    expect([...new Set(all.gaps.map(({ node, setting }) => `${node ?? ''}.${setting}`))]).toEqual([
      'features.cron',
      'tables.catalog',
      'train.cron',
      'models.catalog',
      'scores.catalog',
      'drift.table',
    ]);
  });
});

it('writes nothing for churn, which has no Databricks', () => {
  expect(
    exporterById('databricks')?.applies(
      new (class {
        has() {
          return false;
        }
      })() as never,
    ),
  ).toBe(false);
  expect(bundle(churn).files).toEqual([]);
});

it('starts jobs when files or tables change', () => {
  const jobs = resourcesOf(bundle(shipped('demand-forecast').graph.plan))['jobs'] as unknown as Record<string, Job>;
  expect(jobs['features']?.trigger).toMatchObject({ file_arrival: { url: expect.stringMatching(/^abfss:.*\/$/) as string } });
  expect(jobs['train']?.trigger).toEqual({ table_update: { table_names: ['GAP(train.tables)'] } });
});

it('runs notebooks as tasks in the order of their data', () => {
  const plan = planFrom(`pipedraft: 1
name: Tasks
nodes:
  job: {service: databricks-lakeflow-jobs}
  last: {service: databricks-notebooks}
  first: {service: databricks-notebooks, settings: {notebook: src/first.py}}
  tables: {service: databricks-unity-catalog, settings: {catalog: main, schema: sales}}
edges:
  - {from: first, to: tables, kind: data, path: orders}
  - {from: job, to: first, kind: control}
  - {from: job, to: last, kind: control}
  - {from: tables, to: last, kind: data, path: orders}
`);
  const all = check(plan);
  const job = resourcesOf(all)['jobs']?.['job'] as unknown as Job;
  expect(
    job.tasks.map(({ task_key, depends_on, notebook_task }) => [task_key, depends_on?.length ?? 0, notebook_task?.notebook_path]),
  ).toEqual([
    ['first', 0, '../../src/first.py'],
    ['last', 1, '../notebooks/last.py'],
  ]);
  expect(job.tasks[0]?.notebook_task?.base_parameters?.['tables']).toMatch(/\.orders$/);
  expect(all.files.map(({ path }) => path)).not.toContain('src/first.py');
});

it('puts resources with one definition into one file', () => {
  const plan = planFrom(
    'pipedraft: 1\nname: One file\nnodes:\n  a: {service: databricks-lakeflow-jobs, definition: bundle/resources/jobs.yml}\n  b: {service: databricks-lakeflow-jobs, definition: bundle/resources/jobs.yml}\n',
  );
  expect(Object.keys((valueOf(check(plan), 'bundle/resources/jobs.yml') as { resources: { jobs: object } }).resources.jobs)).toEqual([
    'a',
    'b',
  ]);
});

it.skipIf(!hasShared)('passes the schema with every plan that ships', () => {
  for (const name of shippedNames()) check(shipped(name).graph.plan);
});

it('writes any plan', () => {
  fc.assert(
    fc.property(anyPlanOf(services), (plan) => void check(plan)),
    { numRuns: 300 },
  );
});

it('loses every mention of a node that goes', () => {
  const whole = renamed(spark);
  for (const id of Object.keys(whole.nodes))
    for (const { path, text } of bundle(without(whole, id)).files) {
      expect(`${path}\n${text}`).not.toContain(id);
      expect(text).not.toContain(id.replace(/-/g, '_'));
    }
});

it('changes texts only when titles change', () => {
  const but = ({ files }: Exported) =>
    files.map(({ path, text }) => [path, text.replace(/^( *(description|comment): |# Title: ).*$/gm, '$1')]);
  expect(but(bundle(withTitles(spark, (id) => `New ${id}`)))).toEqual(but(bundle(spark)));
});

it('leaves no gap once all settings are stated', () => {
  for (const name of ['template-spark-mlflow', 'demand-forecast', 'reference-databricks-mlops', 'reference-streaming'])
    expect(check(filled(shipped(name).graph.plan)).gaps).toEqual([]);
  const inference = withSettings(filled(spark), 'drift', { profile: 'inference' });
  expect(check(inference).gaps).toEqual([]);
});

describe('texts of others', () => {
  it.each(hostileTexts)('have no power: %j', (text) => {
    const all = check(withText(spark, text));
    for (const { path, text: file } of all.files) {
      if (path.endsWith('.yml')) expect(file).not.toContain('${bundle.target} $(');
      if (!path.endsWith('.py')) continue;
      // a cell is begun by the exporter alone, and a title is one line of comment
      expect(file.match(/^# COMMAND ----------$/gm)?.length).toBe(
        bundle(spark)
          .files.find((one) => one.path === path)
          ?.text.match(/^# COMMAND/gm)?.length,
      );
      expect(file.split('\n')[2]).toMatch(/^# Title: /);
    }
  });
});

it('tells ids apart that differ in little', () => {
  for (const service of services) check(planFrom(colliding(service)));
});

describe('what asks and answers', () => {
  const plan = planFrom(`pipedraft: 1
name: A page for the plant
nodes:
  scores: {service: databricks-model-serving, title: Scores, settings: {model: main.churn.churn, version: "1"}}
  warehouse: {service: databricks-sql-warehouse, title: Reports, usage: {dbuPerHour: 24, kind: classic}}
  page: {service: databricks-apps, title: Page, settings: {code: src/page}}
edges:
  - {from: page, to: scores, kind: request}
  - {from: warehouse, to: page, kind: data}
`);

  it('is a warehouse of a size, and an application that may use what its edges join it to', () => {
    const all = bundle(plan);
    expect(valueOf(all, 'databricks/resources/warehouse.warehouse.yml')).toMatchObject({
      resources: { sql_warehouses: { warehouse: { cluster_size: 'Medium', enable_serverless_compute: false, auto_stop_mins: 10 } } },
    });
    expect(valueOf(all, 'databricks/resources/page.app.yml')).toMatchObject({
      resources: {
        apps: {
          page: {
            source_code_path: '../../src/page',
            resources: [
              { name: 'scores', serving_endpoint: { name: '${resources.model_serving_endpoints.scores.name}', permission: 'CAN_QUERY' } },
              { name: 'warehouse', sql_warehouse: { id: '${resources.sql_warehouses.warehouse.id}', permission: 'CAN_USE' } },
            ],
          },
        },
      },
    });
    expect(all.gaps).toEqual([]);
  });

  it('has a gap for the code of an application', () => {
    const { gaps } = bundle({ ...plan, nodes: { ...plan.nodes, page: { service: 'databricks-apps' } } });
    expect(gaps.map(({ node, setting }) => `${node ?? ''}.${setting}`)).toEqual(['page.code']);
  });
});
