import { readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import Ajv, { type ValidateFunction } from 'ajv';
import { parse } from 'yaml';
import type { Exported, ExportInput } from '#engine/export';
import { hasShared, shared } from './harness.ts';

/* Checks of exported Azure ML files: the derived schema, and references from one file to another. */

type Json = Record<string, unknown>;
const definitions: Readonly<Record<string, string>> = {
  pipelineJob: 'pipelineJob',
  commandJob: 'commandJob',
  sweepJob: 'sweepJob',
  autoMLJob: 'automlNode',
  sparkJob: 'sparkNode',
  commandComponent: 'commandComponent',
  sparkComponent: 'sparkComponent',
  parallelComponent: 'parallelComponent',
  pipelineComponent: 'pipelineComponent',
  data: 'dataAsset',
  model: 'modelAsset',
  amlCompute: 'amlCompute',
  computeInstance: 'computeInstance',
  batchEndpoint: 'batchEndpoint',
  modelBatchDeployment: 'batchDeployment',
  pipelineComponentBatchDeployment: 'batchDeployment',
  managedOnlineEndpoint: 'onlineEndpoint',
  kubernetesOnlineEndpoint: 'onlineEndpoint',
  managedOnlineDeployment: 'managedOnlineDeployment',
  kubernetesOnlineDeployment: 'kubernetesOnlineDeployment',
};
let ajv: Ajv | undefined;

function validatorOf(definition: string): ValidateFunction {
  if (!ajv) {
    const path = join(shared, 'schemas', 'azureml', 'derived', 'azureml-cli-v2.derived.schema.json');
    ajv = new Ajv({ strict: false, allErrors: true }).addSchema(JSON.parse(readFileSync(path, 'utf8')) as Json, 'azureml');
  }
  return ajv.getSchema(`azureml#/definitions/${definition}`) as ValidateFunction; // one that is missing fails the test
}

/** Problems of the Azure ML files of an export. A choice and a cron text may be a gap; every other error is a problem. */
export function schemaProblems({ files }: Exported): string[] {
  if (!hasShared) return [];
  return files.flatMap(({ path, text, exporter }) => {
    if (exporter === 'azureml') return problemsOf(path, parse(text) as Json);
    return exporter === 'conda' ? condaProblems(path, parse(text) as Json) : [];
  });
}

let conda: ValidateFunction | undefined;
function condaProblems(path: string, value: Json): string[] {
  conda ??= new Ajv({ strict: false, allErrors: true }).compile(
    JSON.parse(readFileSync(join(shared, 'schemas', 'conda', 'environment.derived.schema.json'), 'utf8')) as Json,
  );
  return conda(value) ? [] : (conda.errors ?? []).map(({ instancePath, message }) => `${path}: ${instancePath} ${message ?? ''}`);
}

function problemsOf(path: string, value: Json): string[] {
  const schema = String(value['$schema']);
  if (schema.endsWith('Featureset.json')) return featureSetProblems(path, value);
  const kind = /([A-Za-z]+)\.schema\.json$/.exec(schema)?.[1] ?? '';
  const definition = kind === 'schedule' ? ('create_monitor' in value ? 'monitorSchedule' : 'jobSchedule') : definitions[kind];
  if (definition === undefined) return [`${path}: no schema for ${schema}`];
  const validate = validatorOf(definition);
  // a gap in the place of a choice or a cron text is filled: the rest of the file must be sound
  const filled = structuredClone(value);
  for (let round = 0; round < 20; round += 1) {
    if (validate(filled)) return [];
    const gap = (validate.errors ?? []).find(
      ({ keyword, instancePath }) => (keyword === 'enum' || keyword === 'pattern') && String(at(filled, instancePath)).includes('GAP('),
    );
    if (!gap) break;
    const { allowedValues } = gap.params as { allowedValues?: unknown[] };
    put(filled, gap.instancePath, allowedValues ? allowedValues[0] : '0 3 * * 0');
  }
  return (validate.errors ?? []).map(
    ({ instancePath, message }) =>
      `${path}: ${instancePath} ${message ?? ''} (${JSON.stringify(at(filled, instancePath))?.slice(0, 80) ?? ''})`,
  );
}

function featureSetProblems(path: string, value: Json): string[] {
  const known = ['$schema', 'name', 'version', 'description', 'specification', 'entities', 'stage', 'tags', 'materialization_settings'];
  const problems = Object.keys(value).filter((key) => !known.includes(key));
  return [...problems, ...['name', 'version', 'specification', 'entities'].filter((key) => !(key in value))].map(
    (key) => `${path}: ${key}`,
  );
}

function at(value: unknown, pointer: string): unknown {
  return pointer
    .split('/')
    .slice(1)
    .reduce<unknown>((inner, key) => (inner as Json | undefined)?.[key.replace(/~1/g, '/').replace(/~0/g, '~')], value);
}

function put(value: unknown, pointer: string, to: unknown): void {
  const keys = pointer.split('/').slice(1);
  const last = keys.pop() ?? '';
  (at(value, ['', ...keys].join('/')) as Json)[last] = to;
}

/** References that lead nowhere: files, ports, bindings, arguments, assets, datastores, computes. */
export function brokenReferences({ files }: Exported, { graph }: ExportInput): string[] {
  const paths = new Set(files.map(({ path }) => path));
  const values = new Map(files.filter(({ path }) => /\.ya?ml$/.test(path)).map(({ path, text }) => [path, parse(text) as Json]));
  const broken: string[] = [];
  const jobsWithOutputs = [...values.values()].flatMap((value) => Object.values((value['outputs'] ?? {}) as Json));
  const registered = new Set([
    ...jobsWithOutputs.flatMap((output) => ((output as Json | null)?.['name'] as string | undefined) ?? []),
    ...[...values].filter(([path]) => /\/(?:data|models)\//.test(path)).map(([, value]) => String(value['name'])),
  ]);
  const stores = new Set([
    'workspaceblobstore',
    ...graph.nodes.filter(({ node }) => node.service === 'azure-storage').map(({ id }) => id.replace(/-/g, '_').toLowerCase()),
  ]);
  for (const [path, value] of values) {
    const fileOf = (to: unknown) => posix.normalize(posix.join(posix.dirname(path), String(to)));
    walk(value, (key, inner) => {
      if (
        (key === 'component' || key === 'trial' || key === 'conda_file' || key === 'create_job') &&
        typeof inner === 'string' &&
        inner.startsWith('.')
      )
        if (!paths.has(fileOf(inner))) broken.push(`${path}: ${key} ${inner}`);
      if (typeof inner !== 'string' || inner.includes('GAP(')) return;
      const store = /^azureml:\/\/datastores\/([^/]+)\//.exec(inner)?.[1];
      if (store !== undefined && ![...stores].some((one) => store === one || store.startsWith(one.slice(0, 4))))
        broken.push(`${path}: datastore ${store}`);
      const asset = /^azureml:([^:/]+)(?:@latest|:1)$/.exec(inner)?.[1];
      if (asset !== undefined && !registered.has(asset)) broken.push(`${path}: asset ${inner}`);
    });
    if (value['jobs'] !== undefined) broken.push(...brokenBindings(path, value, (to) => values.get(fileOf(to))));
    broken.push(...brokenArguments(path, value));
  }
  return broken;
}

function brokenBindings(path: string, job: Json, componentAt: (to: unknown) => Json | undefined): string[] {
  const broken: string[] = [];
  const steps = job['jobs'] as Record<string, Json>;
  const portsOf = (step: Json | undefined, where: string) =>
    Object.keys(((step && componentAt(step['component'] ?? step['trial']))?.[where] ?? step?.[where] ?? {}) as Json);
  for (const [name, step] of Object.entries(steps)) {
    walk(step, (_, inner) => {
      for (const [, kind, port] of String(inner).matchAll(/\$\{\{parent\.(inputs|outputs)\.(\w+)\}\}/g))
        if (!((port as string) in ((job[kind as string] ?? {}) as Json))) broken.push(`${path}: ${name} reads ${kind ?? ''}.${port ?? ''}`);
      for (const [, other, port] of String(inner).matchAll(/\$\{\{parent\.jobs\.(\w+)\.outputs\.(\w+)\}\}/g))
        if (!portsOf(steps[other as string], 'outputs').includes(port as string))
          broken.push(`${path}: ${name} reads ${other ?? ''}.${port ?? ''}`);
    });
    const component = componentAt(step['component'] ?? step['trial']);
    if (!component) continue;
    const searched = Object.keys((step['search_space'] ?? {}) as Json);
    for (const port of Object.keys((component['inputs'] ?? {}) as Json))
      if (!(port in ((step['inputs'] ?? {}) as Json)) && !searched.includes(port)) broken.push(`${path}: ${name} has no ${port}`);
    for (const where of ['inputs', 'outputs'])
      for (const port of Object.keys((step[where] ?? {}) as Json))
        if (!(port in ((component[where] ?? {}) as Json))) broken.push(`${path}: ${name} binds ${where}.${port}`);
  }
  return broken;
}

/** Arguments of a command that name no port of the file. */
function brokenArguments(path: string, value: Json): string[] {
  const texts = [
    value['command'],
    value['args'],
    (value['task'] as Json | undefined)?.['program_arguments'],
    (value['trial'] as Json | undefined)?.['command'],
    value['input_data'],
  ];
  return texts.flatMap((text) =>
    [...String(text).matchAll(/\$\{\{(inputs|outputs|search_space)\.(\w+)\}\}/g)].flatMap(([, kind, port]) =>
      (port as string) in ((value[kind as string] ?? {}) as Json) ? [] : [`${path}: argument ${kind ?? ''}.${port ?? ''}`],
    ),
  );
}

export function walk(value: unknown, visit: (key: string, inner: unknown) => void, key = ''): void {
  visit(key, value);
  if (typeof value !== 'object' || value === null) return;
  for (const [name, inner] of Object.entries(value)) walk(inner, visit, Array.isArray(value) ? key : name);
}
