import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv, { type ValidateFunction } from 'ajv-draft-04';
import addFormats from 'ajv-formats';
import { PlanGraph } from '#engine/catalog';
import type { Exported, ExportInput } from '#engine/export';
import type { Plan } from '#engine/plan';
import { book, catalog } from '../../harness/resources.ts';
import { inputOf, planFrom, shared } from './harness.ts';

/* Checks of files of Data Factory: the schema of Azure Resource Manager, and what it does not check. */

const evaluation = inputOf(planFrom('pipedraft: 1\nname: x\nnodes: {}\n')).evaluation;

/** The input of exporters that ask for no findings, scores and costs: those of another plan, so that many plans take little time. */
export function quickInput(plan: Plan, file = 'plan.pipedraft.yaml'): ExportInput {
  return { graph: new PlanGraph(plan, catalog, book), file, evaluation };
}

const kinds = {
  pipeline: 'Pipeline',
  dataset: 'Dataset',
  linkedService: 'LinkedService',
  dataflow: 'DataFlow',
  integrationRuntime: 'IntegrationRuntime',
  managedVirtualNetwork: 'ManagedVirtualNetwork',
  trigger: 'Trigger',
} as const;
export type Kind = keyof typeof kinds;

type Value = Readonly<Record<string, unknown>>;
export interface FactoryFile {
  readonly kind: Kind;
  readonly path: string;
  readonly value: { readonly name: string; readonly properties: Value };
}

export function factoryFiles({ files }: Exported, root = 'adf'): FactoryFile[] {
  return files
    .filter(({ path }) => path.startsWith(`${root}/`) && path.split('/').length === 3)
    .map(({ path, text }) => ({ kind: path.split('/')[1] as Kind, path, value: JSON.parse(text) as FactoryFile['value'] }));
}

let validators: Map<Kind, ValidateFunction> | undefined;
function validatorOf(kind: Kind): ValidateFunction {
  if (!validators) {
    validators = new Map();
    const read = (name: string) => JSON.parse(readFileSync(join(shared, 'schemas', 'arm', name), 'utf8')) as { id: string };
    const ajv = new Ajv({ strict: false, unicodeRegExp: false, allErrors: false, validateFormats: true });
    addFormats.default(ajv as never);
    ajv.addSchema(read('common_definitions.json'));
    const factory = read('2018-06-01_Microsoft.DataFactory.json');
    ajv.addSchema(factory);
    for (const [one, definition] of Object.entries(kinds))
      validators.set(one as Kind, ajv.compile({ $ref: `${factory.id.replace(/#$/, '')}#/definitions/${definition}` }));
  }
  return validators.get(kind) as ValidateFunction;
}

/** Real files write types of parameters in lower case and "dataflow", and the schema knows them otherwise. A gap is no date. */
function normalised(value: unknown, key = '', path: readonly string[] = []): unknown {
  if (typeof value === 'string') return /^(?:start|end)Time$/.test(key) && value.startsWith('GAP(') ? '2026-12-01T00:00:00Z' : value;
  if (Array.isArray(value)) return value.map((one) => normalised(one, key, path));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => {
      // the parameters of a notebook keep their lower case in the schema
      const isDeclared = path.at(-2) === 'parameters' && !path.includes('typeProperties');
      const isType = name === 'type' && isDeclared && typeof inner === 'string' && inner === inner.toLowerCase();
      const written = isType ? inner.charAt(0).toUpperCase() + inner.slice(1) : normalised(inner, name, [...path, name]);
      return [name === 'dataflow' ? 'dataFlow' : name, written];
    }),
  );
}

export function schemaErrors({ kind, path, value }: FactoryFile): string[] {
  const validate = validatorOf(kind);
  if (validate(normalised(value.properties))) return [];
  return (validate.errors ?? [])
    .slice(-3)
    .map((error) => `${path}${error.instancePath} ${error.message ?? ''} ${JSON.stringify(error.params)}`);
}

interface Activity {
  readonly name: string;
  readonly type: string;
  readonly dependsOn?: readonly { readonly activity: string }[];
  readonly typeProperties?: Value;
}

/** What the schema does not see: names that nothing has, names that two have, and orders that never end. */
export function referenceErrors(files: readonly FactoryFile[]): string[] {
  const errors: string[] = [];
  const names = new Map<Kind, Map<string, FactoryFile>>();
  for (const file of files) {
    const known = names.get(file.kind) ?? new Map<string, FactoryFile>();
    names.set(file.kind, known);
    if (!file.path.endsWith(`/${file.value.name}.json`)) errors.push(`${file.path} has the name ${file.value.name}`);
    if (!/^[A-Za-z]\w*$/.test(file.value.name)) errors.push(`${file.path} has a name that the service refuses`);
    if (known.has(file.value.name.toLowerCase())) errors.push(`two ${file.kind} have the name ${file.value.name}`);
    known.set(file.value.name.toLowerCase(), file);
  }
  const referred: Record<string, Kind> = {
    DatasetReference: 'dataset',
    LinkedServiceReference: 'linkedService',
    PipelineReference: 'pipeline',
    DataFlowReference: 'dataflow',
    IntegrationRuntimeReference: 'integrationRuntime',
    ManagedVirtualNetworkReference: 'managedVirtualNetwork',
  };
  for (const file of files) {
    walk(file.value, (one) => {
      const kind = referred[String(one['type'])];
      if (!kind || typeof one['referenceName'] !== 'string') return;
      const target = names.get(kind)?.get(one['referenceName'].toLowerCase());
      if (target?.value.name !== one['referenceName']) return void errors.push(`${file.path} refers to ${kind} ${one['referenceName']}`);
      if (kind !== 'dataset' || file.kind === 'dataflow') return;
      const given = Object.keys((one['parameters'] ?? {}) as Value).join();
      const declared = Object.keys((target.value.properties['parameters'] ?? {}) as Value).join();
      if (given !== declared) errors.push(`${file.path} gives ${given} to ${target.path}, which declares ${declared}`);
    });
    if (file.kind === 'pipeline') errors.push(...pipelineErrors(file));
  }
  return errors;
}

function pipelineErrors({ path, value: { properties } }: FactoryFile): string[] {
  const errors: string[] = [];
  const seen = new Set<string>();
  const inOrder = (activities: readonly Activity[]) => {
    const before = new Set<string>();
    for (const activity of activities) {
      const { name, dependsOn = [], typeProperties = {} } = activity;
      if (name.length > 55 || !/^[A-Za-z]\w*$/.test(name)) errors.push(`${path}: the activity ${name} has a name that the service refuses`);
      if (seen.has(name.toLowerCase())) errors.push(`${path}: two activities ${name}`);
      seen.add(name.toLowerCase());
      for (const one of dependsOn)
        if (!before.has(one.activity)) errors.push(`${path}: ${name} waits for ${one.activity}, which is not before it`);
      before.add(name);
      for (const key of ['activities', 'ifTrueActivities', 'ifFalseActivities'])
        if (Array.isArray(typeProperties[key])) inOrder(typeProperties[key] as Activity[]);
    }
  };
  inOrder((properties['activities'] ?? []) as Activity[]);
  const text = JSON.stringify(properties);
  const declared = (key: string) => Object.keys((properties[key] ?? {}) as Value);
  for (const [, name] of text.matchAll(/activity\('(\w+)'\)/g))
    if (!seen.has(String(name).toLowerCase())) errors.push(`${path}: no activity ${name}`);
  for (const [, name] of text.matchAll(/variables\('(\w+)'\)/g))
    if (!declared('variables').includes(String(name))) errors.push(`${path}: no variable ${name}`);
  for (const [, name] of text.matchAll(/pipeline\(\)\.parameters\.(\w+)/g))
    if (!declared('parameters').includes(String(name))) errors.push(`${path}: no parameter ${name}`);
  return errors;
}

function walk(value: unknown, visit: (one: Value) => void): void {
  if (Array.isArray(value)) for (const one of value) walk(one, visit);
  else if (typeof value === 'object' && value !== null) {
    visit(value as Value);
    for (const one of Object.values(value)) walk(one, visit);
  }
}

/** Texts that the service would run: those that begin with "@", and the "@{…}" of others. */
export function expressionsOf(value: unknown): string[] {
  const found: string[] = [];
  const walkTexts = (one: unknown, key: string): void => {
    if (typeof one === 'string') {
      if (key === 'description' || key === 'annotations' || key === 'scriptLines') return;
      if (/^@(?![@{])/.test(one)) found.push(one);
      else found.push(...[...one.matchAll(/(?<!@)@\{[^}]*\}/g)].map((match) => match[0]));
    } else if (Array.isArray(one)) for (const inner of one) walkTexts(inner, key);
    else if (typeof one === 'object' && one !== null) for (const [name, inner] of Object.entries(one)) walkTexts(inner, name);
  };
  walkTexts(value, '');
  return found;
}
