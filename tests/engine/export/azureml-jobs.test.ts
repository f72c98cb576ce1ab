import { describe, expect, it } from 'vitest';
import { brokenReferences, schemaProblems } from './azureml-checks.ts';
import { exported, inputOf, planFrom, textOf, valueOf } from './harness.ts';

type Json = Record<string, unknown>;

function exportOf(nodes: readonly string[], edges: readonly string[] = [], more: readonly string[] = []) {
  const lines = edges.map((edge) => {
    const [from, kind, to, path] = edge.split(' ');
    return `  - {from: ${from ?? ''}, to: ${to ?? ''}, kind: ${kind ?? ''}${path === undefined ? '' : `, path: ${path}`}}`;
  });
  const text = [
    'pipedraft: 1',
    'name: A plan',
    ...more,
    'nodes:',
    ...nodes.map((node) => `  ${node}`),
    ...(lines.length > 0 ? ['edges:', ...lines] : []),
  ];
  const input = inputOf(planFrom(`${text.join('\n')}\n`));
  const all = exported(input, 'azureml', 'conda', 'docker');
  expect(schemaProblems(all)).toEqual([]);
  expect(brokenReferences(all, input)).toEqual([]);
  return all;
}

const gapsOf = ({ gaps }: ReturnType<typeof exportOf>) => [...new Set(gaps.map(({ node, setting }) => `${node ?? ''}.${setting}`))];

describe('steps of a pipeline', () => {
  const steps = [
    'flow: {service: azure-ml-pipelines, settings: {environment: "base:2"}}',
    'prepare: {service: azure-ml-jobs-sdk}',
    'train: {service: azure-ml-jobs-sdk}',
    'check: {service: azure-ml-jobs-sdk}',
    'raw: {service: azure-ml-datasets}',
    'features: {service: azure-storage}',
    'cluster: {service: azure-ml-compute}',
    'models: {service: azure-ml-model-registry, settings: {type: custom_model}}',
  ];
  const starts = ['flow control prepare', 'flow control train', 'flow control check'];
  const all = exportOf(steps, [
    'check control train', // an order without data
    ...starts,
    'prepare data features',
    'features data train',
    'prepare data check',
    'raw data prepare',
    'train model models',
    'prepare runs-on cluster',
    'train runs-on cluster',
    'check runs-on cluster',
  ]);
  const job = valueOf(all, 'ml/pipelines/flow.yml') as {
    jobs: Record<string, { inputs: Json; outputs: Json }>;
    inputs: Json;
    outputs: Json;
    settings: Json;
  };

  it('come in an order in which they can run', () => {
    expect(Object.keys(job.jobs)).toEqual(['prepare', 'check', 'train']);
    expect(job.settings).toEqual({ default_compute: 'azureml:cluster' });
    // what the pipeline states is for all of its steps
    expect(valueOf(all, 'ml/components/train.yml')).toMatchObject({ environment: 'azureml:base:2' });
  });

  it('are bound to each other, directly and through a store', () => {
    expect(job.jobs['check']?.inputs).toMatchObject({ prepare: '${{parent.jobs.prepare.outputs.check}}' });
    expect(job.jobs['train']?.inputs).toMatchObject({ features: '${{parent.jobs.prepare.outputs.features}}' });
    expect(job.jobs['prepare']?.outputs).toMatchObject({ features: '${{parent.outputs.features}}' });
    expect(job.outputs['features']).toMatchObject({ path: 'azureml://datastores/features/paths/prepare/${{name}}/' });
    expect(job.outputs['models']).toMatchObject({ name: 'plan-models', type: 'custom_model' });
    expect(job.inputs['raw']).toMatchObject({ path: 'azureml:plan-raw@latest' });
  });

  it('wait for each other by an empty output where they hand over no data', () => {
    expect(job.jobs['train']?.inputs).toMatchObject({ after_check: '${{parent.jobs.check.outputs.after_check}}' });
    expect(textOf(all, 'ml/components/train.yml')).not.toContain('--after_check');
  });

  it('that are a circle lose the edge that closes it, and the reader is told', () => {
    const circle = exportOf(
      ['flow: {service: azure-ml-pipelines}', 'a: {service: azure-ml-jobs-sdk}', 'b: {service: azure-ml-jobs-sdk}'],
      ['flow control a', 'flow control b', 'a control b', 'a data b', 'b data a'],
    );
    expect(circle.remarks.map(({ text }) => text).join(' ')).toContain('b > a is left out');
  });

  it('that come last together leave open who writes what is drawn at the pipeline', () => {
    const nodes = [
      'flow: {service: azure-ml-pipelines}',
      'a: {service: azure-ml-jobs-sdk}',
      'b: {service: azure-ml-jobs-sdk}',
      's: {service: azure-storage}',
    ];
    const edges = ['flow control a', 'flow control b', 'flow data s'];
    expect(gapsOf(exportOf(nodes, edges))).toContain('flow.outputs.s');
    const stated = exportOf(['flow: {service: azure-ml-pipelines, settings: {outputs: {s: {step: b}}}}', ...nodes.slice(1)], edges);
    expect(gapsOf(stated)).not.toContain('flow.outputs.s');
    expect((valueOf(stated, 'ml/pipelines/flow.yml') as typeof job).jobs['b']?.outputs).toEqual({ s: '${{parent.outputs.s}}' });
  });

  it('include the pipeline itself where it reads what a step writes', () => {
    const both = exportOf(
      [
        'train: {service: azure-ml-pipelines}',
        'prepare: {service: azure-ml-serverless-spark}',
        'models: {service: azure-ml-model-registry}',
        'runs: {service: azure-ml-experiments}',
      ],
      ['train control prepare', 'prepare data train', 'train model models', 'train metrics runs'],
    );
    const value = valueOf(both, 'ml/pipelines/train.yml') as typeof job;
    expect(Object.keys(value.jobs)).toEqual(['prepare', 'train']);
    expect(value.jobs['train']).toMatchObject({
      inputs: { prepare: '${{parent.jobs.prepare.outputs.train}}' },
      outputs: { models: '${{parent.outputs.models}}' },
    });
  });

  it('can be listed in the settings', () => {
    const listed = exportOf(
      [
        'flow:',
        '  service: azure-ml-pipelines',
        '  settings:',
        '    steps:',
        '      prepare: {code: src/prepare, command: python prepare.py, environment: "base:2", outputs: {features: uri_folder}}',
        '      fit: {kind: sweep, code: src/fit, command: python fit.py, environment: "base:2", inputs: {features: prepare.features}, search: {rate: [0.1, 0.2]}, metric: auc, goal: maximize}',
        'raw: {service: azure-ml-datasets, settings: {path: raw/}}',
        'models: {service: azure-ml-model-registry, settings: {type: mlflow_model}}',
      ],
      ['raw data flow', 'flow model models'],
    );
    const value = valueOf(listed, 'ml/pipelines/flow.yml') as typeof job;
    expect(value.jobs['prepare']?.inputs).toEqual({ raw: '${{parent.inputs.raw}}' });
    expect(value.jobs['fit']).toMatchObject({
      type: 'sweep',
      inputs: { features: '${{parent.jobs.prepare.outputs.features}}' },
      outputs: { models: '${{parent.outputs.models}}' },
      search_space: { rate: { type: 'choice', values: [0.1, 0.2] } },
    });
    expect(listed.gaps).toEqual([]);
  });
});

describe('jobs alone', () => {
  it('are files of their own, with what they read and write', () => {
    const all = exportOf(
      [
        'fit: {service: azure-ml-jobs-sdk, settings: {parameters: {epochs: 20}, timeout: 4 h, distribution: pytorch, instances: 2}}',
        's: {service: azure-storage}',
      ],
      ['s data fit raw/2026', 'fit data s'],
    );
    const value = valueOf(all, 'ml/jobs/fit.yml') as Json;
    expect(value).toMatchObject({ type: 'command', limits: { timeout: 14400 }, distribution: { type: 'pytorch' } });
    expect(String(value['command'])).toContain('--epochs ${{inputs.epochs}}');
    expect(String(value['command'])).toContain('--s_out ${{outputs.s_out}}');
  });

  it.each([
    ['sweep', 'sweep', ['fit.code', 'fit.command', 'fit.environment', 'fit.goal', 'fit.metric', 'fit.search']],
    ['parallel', 'pipeline', ['fit.code', 'fit.entryScript', 'fit.environment', 'fit.inputs', 'fit.miniBatch']],
    ['spark', 'spark', ['fit.code', 'fit.sparkEntry']],
  ])('of kind %s say what they lack', (kind, type, gaps) => {
    const all = exportOf([`fit: {service: azure-ml-jobs-sdk, settings: {kind: ${kind}}}`]);
    expect(valueOf(all, 'ml/jobs/fit.yml')).toMatchObject({ type });
    expect(gapsOf(all)).toEqual(gaps);
  });

  it('of automated ML register their best model', () => {
    const all = exportOf(
      [
        'fit: {service: azure-ml-automl, settings: {task: regression, target: price, limits: {trials: 20, timeout: 2 h}}}',
        'd: {service: azure-ml-datasets, settings: {path: t/}}',
        'm: {service: azure-ml-model-registry}',
      ],
      ['d data fit', 'fit model m'],
    );
    expect(valueOf(all, 'ml/jobs/fit-automl.yml')).toMatchObject({
      training_data: { type: 'mltable', path: 'azureml:plan-d@latest' },
      limits: { max_trials: 20, timeout_minutes: 120 },
      outputs: { best_model: { type: 'mlflow_model', name: 'plan-m' } },
    });
    expect(all.gaps).toEqual([]);
  });

  it('have a schedule where nothing starts them', () => {
    const nodes = ['fit: {service: azure-ml-jobs-sdk, usage: {runsPerMonth: 30}}', 'ci: {service: azure-devops}'];
    const needs = ['context: {needs: {schedule: cron}}'];
    expect(gapsOf(exportOf(nodes, [], needs))).toContain('fit.schedule');
    expect(exportOf(nodes, ['ci control fit'], needs).files.map(({ path }) => path)).not.toContain('ml/schedules/fit.yml');
  });
});

describe('endpoints', () => {
  it('run a pipeline as a component', () => {
    const all = exportOf(
      ['score: {service: azure-ml-batch-endpoints}', 'flow: {service: azure-ml-pipelines}', 'raw: {service: azure-ml-datasets}'],
      ['score control flow', 'raw data flow'],
    );
    expect(valueOf(all, 'ml/endpoints/score/deployment.yml')).toMatchObject({
      type: 'pipeline',
      component: '../../components/flow.pipeline.yml',
    });
    expect(valueOf(all, 'ml/components/flow.pipeline.yml')).toMatchObject({
      inputs: { raw: { type: 'uri_folder' } },
      jobs: { flow: { component: './flow.yml' } },
    });
  });

  it('on Kubernetes name the compute and ask for its resources', () => {
    const all = exportOf(
      [
        'k: {service: azure-ml-kubernetes-compute}',
        'm: {service: azure-ml-model-registry, settings: {type: custom_model, path: models/m}}',
        'e: {service: conda-environments}',
      ],
      ['m model k', 'e image k'],
    );
    expect(valueOf(all, 'ml/endpoints/k/endpoint.yml')).toMatchObject({ compute: 'azureml:k-compute', auth_mode: 'aad_token' });
    expect(gapsOf(all)).toEqual(['k.code', 'k.resources', 'e.packages']);
    expect(valueOf(all, 'ml/models/m.yml')).toMatchObject({ type: 'custom_model', path: 'models/m' });
  });

  it('collect data where a monitor reads it, and the monitor names the deployment', () => {
    const all = exportOf(
      [
        'api: {service: azure-ml-managed-online-endpoints}',
        'm: {service: azure-ml-model-registry, settings: {type: mlflow_model, path: m}}',
        'watch: {service: azure-ml-model-monitoring, usage: {runsPerMonth: 30}}',
      ],
      ['m model api', 'api data watch'],
    );
    expect(valueOf(all, 'ml/endpoints/api/blue.yml')).toHaveProperty('data_collector');
    expect(valueOf(all, 'ml/endpoints/api/endpoint.yml')).not.toHaveProperty('traffic');
    expect(valueOf(all, 'ml/schedules/watch-monitor.yml')).toMatchObject({
      create_monitor: { monitoring_target: { endpoint_deployment_id: 'azureml:plan-api:blue' } },
    });
    expect(all.gaps).toEqual([]);
  });
});

it('two monitors of one store that read other folders have an asset each', () => {
  const monitor = '{service: azure-ml-model-monitoring, usage: {runsPerMonth: 30, collectsOutside: true}}';
  const all = exportOf(['s: {service: azure-storage}', `one: ${monitor}`, `two: ${monitor}`], ['s data one a/', 's data two b/']);
  const paths = all.files.map(({ path }) => path).filter((path) => path.includes('/data/'));
  expect(paths).toEqual(['ml/data/s.one.yml', 'ml/data/s.two.yml']);
});

it('clusters have files where no infrastructure is exported', () => {
  const nodes = ['big: {service: azure-ml-compute, usage: {nodes: 4, vmSize: Standard_DS4_v2}}'];
  expect(exportOf(nodes).files).toEqual([]);
  const all = exportOf(nodes, [], ['exports: {targets: [azureml]}']);
  expect(valueOf(all, 'ml/compute/big.yml')).toMatchObject({
    type: 'amlcompute',
    max_instances: 4,
    size: 'Standard_DS4_v2',
    idle_time_before_scale_down: 120,
  });
});

it('feature sets ask for their specification and entities', () => {
  const all = exportOf(['f: {service: azure-ml-feature-store, usage: {runsPerMonth: 30}}']);
  expect(gapsOf(all)).toEqual(['f.entities', 'f.specification']);
  expect(valueOf(all, 'ml/featurestore/f/featureset_asset.yaml')).toMatchObject({
    materialization_settings: { schedule: { frequency: 'Day' } },
  });
});

it('a Dockerfile takes the packages of a conda environment, and a step builds it', () => {
  const all = exportOf(
    [
      'fit: {service: azure-ml-jobs-sdk}',
      'box: {service: docker, settings: {run: ["pip install x"], command: python serve.py}}',
      'e: {service: conda-environments, settings: {packages: [x]}}',
    ],
    ['e image box', 'box image fit'],
  );
  expect(textOf(all, 'docker/box/Dockerfile')).toContain('COPY ["ml/environments/e.conda.yml","/tmp/environment.yml"]');
  expect(textOf(all, 'docker/box/Dockerfile')).toMatch(/^# Exported from .*\n# Built from .*\nFROM mcr\.microsoft\.com/);
  expect(valueOf(all, 'ml/jobs/fit.yml')).toMatchObject({
    environment: { build: { path: '../..', dockerfile_path: 'docker/box/Dockerfile' } },
  });
});

it('says that a path with a day in it is not whole', () => {
  const all = exportOf(
    ['s: {service: azure-storage}', 'd: {service: azure-ml-datasets, settings: {path: snapshots/<day>/}}'],
    ['s data d'],
  );
  expect(all.remarks.map(({ text }) => text)).toContainEqual(expect.stringContaining('snapshots/<day>/'));
});
