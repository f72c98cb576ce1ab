import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { Exported } from '#engine/export';
import { quickInput } from './factory-schema.ts';
import { documentsOf, exported, inputOf, planFrom, textOf, valueOf } from './harness.ts';

/*
 * Plans as people draw them, and what their files have to say for the target to take them and do what is drawn. Each was lost or refused once.
 */

const draw = (nodes: readonly string[], edges: readonly string[], context = 'region: westeurope') =>
  planFrom(
    `pipedraft: 1\nname: x\ncontext: {${context}}\nnodes:\n${nodes.map((one) => `  ${one}\n`).join('')}edges: [${edges.map((one) => `{${one}}`).join(', ')}]\n`,
  );
const write = (plan: ReturnType<typeof draw>, ...ids: readonly string[]): Exported => exported(quickInput(plan), ...ids);
interface Activity {
  readonly name: string;
  readonly dependsOn: readonly { readonly activity: string }[];
}
const activities = (all: Exported, path: string) =>
  (valueOf(all, path) as { properties: { activities: readonly Activity[] } }).properties.activities;

describe('an orchestrator', () => {
  it('starts a pipeline behind what its work reads', () => {
    const all = write(
      draw(
        [
          'load: {service: fabric-data-factory}',
          'score: {service: fabric-data-factory}',
          'prep: {service: fabric-notebooks}',
          'predict: {service: fabric-notebooks}',
          'bronze: {service: fabric-lakehouse}',
          'gold: {service: fabric-lakehouse}',
        ],
        [
          'from: load, to: prep, kind: control',
          'from: load, to: score, kind: control',
          'from: score, to: predict, kind: control',
          'from: bronze, to: prep, kind: data',
          'from: prep, to: gold, kind: data',
          'from: gold, to: predict, kind: data',
        ],
      ),
      'fabric',
    );
    const score = activities(all, 'fabric/load.DataPipeline/pipeline-content.json').find(({ name }) => name === 'score');
    expect(score?.dependsOn.map(({ activity }) => activity)).toEqual(['prep']);
    // a notebook reads only lakehouses that it knows
    expect(textOf(all, 'fabric/prep.Notebook/notebook-content.py').match(/"id": "/g)).toHaveLength(2);
  });

  it('has no address for the input of a batch endpoint without a store', () => {
    const all = write(
      draw(
        ['nightly: {service: azure-data-factory}', 'score: {service: azure-ml-batch-endpoints, settings: {input: gold/<window>/}}'],
        ['from: nightly, to: score, kind: control'],
      ),
      'adf',
    );
    expect(textOf(all, 'adf/pipeline/nightly.json')).not.toContain('azureml://datastores/gold/');
    expect(all.gaps.map(({ node, setting, how }) => [node, setting, how.includes('lake/paths/gold/<window>/')])).toEqual([
      ['score', 'input', true],
    ]);
  });
});

describe('a job of Databricks', () => {
  const plan = draw(
    [
      'ws: {service: azure-databricks}',
      'tables: {service: databricks-unity-catalog, settings: {catalog: main, schema: demand}}',
      'train: {service: databricks-lakeflow-jobs, usage: {nodes: 4, vmSize: Standard_D8ds_v5}}',
      'check: {service: databricks-notebooks}',
      'own: {service: databricks-notebooks, settings: {notebook: src/checks/own.py}}',
      'app: {service: databricks-apps, settings: {code: src/app}}',
      'profile: {service: databricks-data-profiling}',
      'runs: {service: databricks-mlflow-tracking}',
    ],
    [
      'from: train, to: check, kind: control',
      'from: train, to: own, kind: control',
      'from: tables, to: train, kind: data, path: features',
      'from: train, to: tables, kind: data, path: scores',
      'from: train, to: runs, kind: metrics',
      'from: tables, to: profile, kind: data, path: scores',
    ],
  );
  const all = write(plan, 'databricks', 'scripts');
  const job = (
    valueOf(all, 'databricks/resources/train.job.yml') as {
      resources: {
        jobs: { train: { parameters: unknown; tasks: readonly { job_cluster_key?: string }[]; job_clusters: readonly unknown[] } };
      };
    }
  ).resources.jobs.train;

  it('runs its notebooks on its own machines, with what its edges hand over', () => {
    expect(job.tasks.map(({ job_cluster_key }) => job_cluster_key)).toEqual(['train', 'train']);
    expect(job.job_clusters).toMatchObject([{ new_cluster: { node_type_id: 'Standard_D8ds_v5', num_workers: 3 } }]);
    expect(job.parameters).toEqual([
      { name: 'tables', default: '${resources.schemas.tables.catalog_name}.${resources.schemas.tables.name}.features' },
      { name: 'tables_data', default: '${resources.schemas.tables.catalog_name}.${resources.schemas.tables.name}.scores' },
      { name: 'runs', default: '${resources.experiments.runs.name}' },
    ]);
    expect(textOf(all, 'databricks/notebooks/check.py')).toContain('dbutils.widgets.text("tables_data", "")');
  });

  it('takes code from folders beside the bundle, which the bundle names', () => {
    expect(valueOf(all, 'databricks/databricks.yml')).toMatchObject({ sync: { paths: ['.', '../src/app', '../src/checks'] } });
    const inside = write(draw(['job: {service: databricks-lakeflow-jobs, settings: {notebook: databricks/src/a.py}}'], []), 'databricks');
    expect(valueOf(inside, 'databricks/databricks.yml')).not.toHaveProperty('sync');
  });

  it('registers no model for a catalog of tables', () => {
    expect(textOf(all, 'databricks/resources/tables.catalog.yml')).not.toContain('registered_models');
  });

  it('has its tables before somebody watches them', () => {
    const [script = ''] = all.files.filter(({ exporter }) => exporter === 'scripts').map(({ text }) => text);
    expect(script).toContain('hold_monitor resources/profile.monitor.yml main.demand.scores');
    expect(script.indexOf('hold_monitor resources')).toBeLessThan(script.indexOf('databricks bundle deploy'));
    const readme = textOf(exported(inputOf(plan)), 'README.md');
    expect(readme).toContain('a release leaves a monitor out until its table is there');
  });
});

describe('events', () => {
  const plan = draw(
    [
      'hub: {service: azure-event-hubs, settings: {hubs: [readings]}}',
      'bus: {service: azure-service-bus}',
      'files: {service: azure-storage}',
      'grid: {service: azure-event-grid}',
      'on-hub: {service: azure-functions}',
      'on-bus: {service: azure-functions}',
      'on-file: {service: azure-functions}',
      'on-event: {service: azure-functions}',
      'edge: {service: azure-iot-edge}',
      'window: {service: azure-stream-analytics}',
    ],
    [
      'from: hub, to: on-hub, kind: data',
      'from: bus, to: on-bus, kind: control',
      'from: files, to: on-file, kind: control',
      'from: files, to: grid, kind: control',
      'from: grid, to: on-event, kind: control',
      'from: edge, to: hub, kind: data',
      'from: hub, to: window, kind: data',
      'from: window, to: bus, kind: data',
    ],
  );
  const all = write(plan, 'functions', 'bicep');
  const functions = textOf(all, 'infra/modules/functions.bicep');

  it('start the functions that read them', () => {
    expect(textOf(all, 'functions/on-hub/function_app.py')).toContain(
      '@app.event_hub_message_trigger(arg_name="event", event_hub_name="readings", connection="hub")',
    );
    expect(textOf(all, 'functions/on-bus/function_app.py')).toContain('queue_name="bus", connection="bus"');
  });

  it.each([
    'hub__fullyQualifiedNamespace',
    'bus__fullyQualifiedNamespace',
    'files__blobServiceUri',
    'files__queueServiceUri',
    'files__clientId',
  ])('come by a connection that the app knows: %s', (setting) => {
    expect(functions).toMatch(new RegExp(`name: '${setting}'`));
  });

  it('may be read by those whom they start', () => {
    const roles = textOf(all, 'infra/modules/roles.bicep');
    for (const edge of ['bus > on-bus', 'files > on-file', 'hub > on-hub', 'edge > hub', 'window > bus'])
      expect(roles).toContain(`// ${edge}`);
  });

  it('of devices are routed to the hub that takes them', () => {
    const hub = textOf(all, 'infra/modules/iot-hub.bicep');
    expect(hub).toContain("endpointUri: 'sb://evhns-plan.servicebus.windows.net'");
    expect(hub).toContain("entityPath: 'readings'");
  });

  it('reach a queue from a job that counts them', () => {
    expect(textOf(all, 'infra/modules/stream-analytics.bicep')).toContain("type: 'Microsoft.ServiceBus/Queue'");
  });

  it('are subscribed to once the functions are there, and a job that counts them is started', () => {
    const readme = textOf(exported(inputOf(plan)), 'README.md');
    expect(readme).toContain('az stream-analytics job start');
    expect(readme).toContain('functionName=Host.Functions.on_file&code=');
    expect(readme).toContain('--endpoint-type azurefunction');
  });

  it('of one of several hubs need its name', () => {
    const two = draw(
      ['hub: {service: azure-event-hubs, settings: {hubs: [a, b]}}', 'f: {service: azure-functions}'],
      ['from: hub, to: f, kind: data'],
    );
    expect(write(two, 'functions').gaps.map(({ node, setting }) => `${node ?? ''}.${setting}`)).toEqual(['hub.f.path']);
    const named = { ...two, edges: two.edges.map((edge) => ({ ...edge, path: 'b' })) };
    expect(textOf(write(named, 'functions'), 'functions/f/function_app.py')).toContain('event_hub_name="b"');
  });
});

it('gives automated training a table, also from the step before', () => {
  const all = write(
    draw(
      ['pipe: {service: azure-ml-pipelines}', 'prep: {service: azure-ml-jobs-sdk}', 'fit: {service: azure-ml-automl}'],
      ['from: pipe, to: prep, kind: control', 'from: pipe, to: fit, kind: control', 'from: prep, to: fit, kind: data'],
    ),
    'azureml',
  );
  expect((parse(textOf(all, 'ml/components/prep.yml')) as { outputs: unknown }).outputs).toEqual({ fit: { type: 'mltable' } });
});

it('makes a namespace before what is in it, and signs in to a cluster that has no accounts', () => {
  const all = write(
    draw(
      [
        'ci: {service: deployment-scripts}',
        'aks: {service: azure-kubernetes-service, settings: {image: "x:1", port: 80, namespace: scoring}}',
      ],
      ['from: ci, to: aks, kind: control'],
    ),
    'kubernetes',
    'scripts',
  );
  expect(documentsOf(textOf(all, 'k8s/aks.yaml'))[0]).toMatchObject({ kind: 'Namespace', metadata: { name: 'scoring' } });
  expect(textOf(all, 'scripts/ci.sh')).toContain('kubelogin convert-kubeconfig --login azurecli');
});

it('says that an endpoint is where its workspace is, and that nothing watches it before it is there', () => {
  const all = write(
    draw(
      [
        'us: {service: azure-ml-managed-online-endpoints, region: eastus}',
        'watch: {service: azure-monitor, settings: {notify: [a@example.com], metricAlerts: [{on: us, metric: RequestLatency_P95, above: 500}]}}',
      ],
      ['from: us, to: watch, kind: telemetry'],
    ),
    'azureml',
    'bicep',
  );
  expect(textOf(all, 'ml/endpoints/us/endpoint.yml')).toContain('unique in westeurope');
  expect(all.files.map(({ text }) => text).join('\n')).not.toContain('RequestLatency_P95');
  expect(all.remarks.map(({ text }) => text).join('\n')).toMatch(
    /is in the region of its workspace[^]*Metric alert 1 of "watch" is not written/,
  );
});

it('says which modules the routes of a device name that it does not have', () => {
  const route = (module: string) => `FROM /messages/modules/${module}/outputs/* INTO $upstream`;
  const remarks = (module: string) =>
    write(
      draw([`box: {service: azure-iot-edge, settings: {image: "x:1", devices: "a='b'", routes: {up: "${route(module)}"}}}`], []),
      'iot-edge',
    )
      .remarks.map(({ text }) => text)
      .filter((text) => text.includes('settings.routes'));
  expect(remarks('box')).toEqual([]);
  expect(remarks('score')).toEqual([expect.stringContaining('the module "score", and the deployment has "box" only')]);
});
