import type { GraphEdge } from '../../catalog';
import type { SettingValue } from '../../plan';
import type { ExportContext } from '../context';
import { from, fromKey, type Draft } from '../emit/draft';
import { componentFile, relativePath } from '../parts/places';
import { sizeOf } from './compute';
import { schemaOf } from './constants';
import { environmentOf } from './environment';
import type { Job, Step, StepPort } from './job';
import { asMap, type StepSettings } from './step-settings';
import { idsOf, originOf, present, tagsOf } from './texts';

/* Components: one file for each step of a pipeline job. */

export type StepKind = 'command' | 'sweep' | 'parallel' | 'spark' | 'automl';
const kinds: readonly StepKind[] = ['command', 'sweep', 'parallel', 'spark', 'automl'];

/** What a step is: by its service, or as its settings say. */
export function kindOf(step: Step): StepKind {
  const { service } = step.node.node;
  if (step.settings.listed === undefined) {
    if (service === 'azure-ml-automl') return 'automl';
    if (service === 'azure-ml-serverless-spark' || service === 'azure-synapse-spark') return 'spark';
  }
  const stated = step.settings.text('kind');
  return kinds.find((kind) => kind === stated) ?? 'command';
}

/** The image edges of a step, or those of its pipeline. */
export function imageEdges(context: ExportContext, job: Job, step: Step): readonly GraphEdge[] {
  const own = context.in(step.node, 'image');
  // serverless Spark brings an environment
  return own.length > 0 || kindOf(step) === 'spark' ? own : context.in(job.node, 'image');
}

/** The file of a step's component; automated ML has none, its step says all. */
export function componentOf(context: ExportContext, job: Job, step: Step): Draft | undefined {
  const kind = kindOf(step);
  if (kind === 'automl') return undefined;
  const path = componentFile(context, step.file);
  const images = imageEdges(context, job, step);
  const schema = kind === 'spark' ? schemaOf.sparkComponent : kind === 'parallel' ? schemaOf.parallelComponent : schemaOf.commandComponent;
  const value = present({
    $schema: schema,
    type: kind === 'sweep' ? 'command' : kind,
    name: step.component,
    version: '1',
    display_name: step.title,
    tags: tagsOf(step.node),
    inputs: componentInputs(step, kind),
    outputs: componentPorts(step, step.outputs, kind),
    is_deterministic: step.settings.value('reuse') === false ? false : undefined,
    ...body(context, job, step, kind, path, images),
  });
  codeComment(step.settings, value);
  const near = [...step.inputs, ...step.outputs].flatMap(({ edges }) => edges);
  return {
    path,
    nodes: idsOf([step.node, ...images.map((edge) => edge.from)]),
    edges: [...new Set([...near, ...images].map(({ id }) => id))],
    head:
      job.steps.length === 1 &&
      job.node === step.node &&
      step.settings.listed === undefined &&
      job.node.node.service !== 'azure-ml-jobs-sdk'
        ? [
            'The plan draws this as one node, so it is one step. Draw its steps, or list them under settings.steps, and each',
            'becomes a component of its own.',
          ]
        : [],
    format: 'yaml',
    value,
  };
}

export function codeComment(settings: StepSettings, value: Record<string, unknown>): void {
  if (value['code'] === undefined) return;
  fromKey(value, 'code', {
    nodes: [settings.node.id],
    ...(settings.text('code') === undefined ? { comment: 'the folder with the code' } : {}),
  });
}

/** What a component runs. */
function body(
  context: ExportContext,
  job: Job,
  step: Step,
  kind: StepKind,
  path: string,
  images: readonly GraphEdge[],
): Record<string, unknown> {
  const { settings } = step;
  const code = codeFolder(settings, path);
  switch (kind) {
    case 'spark':
      return {
        code,
        entry: { file: settings.need('sparkEntry') },
        args: argumentsOf(step).join(' ') || undefined,
        conf: sparkConf(context, step),
        environment: images.length > 0 ? environmentOf(context, settings, path, images) : undefined,
      };
    case 'parallel':
      return {
        input_data: parallelInput(step),
        mini_batch_size: settings.need('miniBatch'),
        resources: instancesOf(settings),
        task: {
          type: 'run_function',
          code,
          entry_script: settings.need('entryScript'),
          environment: environmentOf(context, settings, path, images, job.node),
          program_arguments: argumentsOf(step, true).join(' ') || undefined,
        },
      };
    default:
      return {
        environment: environmentOf(context, settings, path, images, job.node),
        code,
        distribution: distributionOf(settings),
        resources: instancesOf(settings),
        command: commandOf(step),
      };
  }
}

/** The folder of the code as the file refers to it; the plan states it from the folder of the repository. */
export function codeFolder(settings: StepSettings, file: string): string {
  const stated = settings.text('code');
  if (stated === undefined) return settings.gap('code');
  return relativePath(file, stated.replace(/^\.\//, '').replace(/\/+$/, ''));
}

/** The command with its arguments, each on a line of its own. */
export function commandOf(step: Step, extra: readonly string[] = []): string {
  const parts = [step.settings.need('command'), ...argumentsOf(step), ...extra];
  return parts.join(parts.length > 1 ? ' \\\n  ' : '');
}

/** Arguments for the ports: `--customers ${{inputs.customers}}`. */
export function argumentsOf(step: Step, parallel = false): string[] {
  if (step.settings.text('arguments') === 'none') return [];
  const ports = [
    ...step.inputs.filter(({ argument }) => argument).map(({ name }) => ['inputs', name] as const),
    ...step.parameters.map(({ name }) => ['inputs', name] as const),
    ...step.outputs.filter(({ argument }) => argument).map(({ name }) => ['outputs', name] as const),
  ].filter(([where, name]) => !(parallel && where === 'inputs' && name === firstInput(step)));
  const search = Object.keys(kindOf(step) === 'sweep' ? step.settings.map('search') : {}).filter(
    (key) => !step.parameters.some(({ name }) => name === key),
  );
  return [...ports.map(([where, name]) => `--${name} \${{${where}.${name}}}`), ...search.map((name) => `--${name} \${{inputs.${name}}}`)];
}

function firstInput(step: Step): string | undefined {
  return step.inputs.find(({ argument }) => argument)?.name;
}

/** A parallel step divides its first input. */
function parallelInput(step: Step): string {
  const name = firstInput(step);
  return name === undefined ? step.settings.gap('inputs') : `\${{inputs.${name}}}`;
}

export function componentInputs(step: Step, kind: StepKind): unknown {
  const ports = componentPorts(step, step.inputs, kind) as Record<string, unknown> | undefined;
  const parameters = Object.fromEntries(step.parameters.map(({ name, type }) => [name, { type }]));
  const search = kind === 'sweep' ? Object.fromEntries(searchKeys(step).map((name) => [name, { type: searchType(step, name) }])) : {};
  const all = { ...ports, ...parameters, ...search };
  if (ports) for (const { name, edges } of step.inputs) mark(all, name, step, edges);
  return Object.keys(all).length > 0 ? all : undefined;
}

function searchKeys(step: Step): string[] {
  return Object.keys(step.settings.map('search')).filter((key) => !step.parameters.some(({ name }) => name === key));
}

function searchType(step: Step, name: string): string {
  const values = asMap(step.settings.map('search')[name])?.['values'];
  return Array.isArray(values) && values.some((value: SettingValue) => typeof value !== 'number') ? 'string' : 'number';
}

function componentPorts(step: Step, ports: readonly StepPort[], kind: StepKind): unknown {
  if (ports.length === 0) return undefined;
  const map: Record<string, unknown> = Object.fromEntries(
    ports.map(({ name, type }) => [name, present({ type, mode: kind === 'spark' ? 'direct' : undefined })]),
  );
  for (const { name, edges, type, argument } of ports) {
    mark(map, name, step, edges);
    if (type === 'mltable') fromKey(map, name, { comment: 'a folder with an MLTable file' });
    if (!argument) fromKey(map, name, { comment: 'empty: it only keeps the order of the steps' });
  }
  return map;
}

function mark(map: Record<string, unknown>, name: string, step: Step, edges: readonly GraphEdge[]): void {
  if (edges.length > 0) fromKey(map, name, originOf([step.node, ...edges.flatMap(({ from: start, to }) => [start, to])], edges));
}

export function distributionOf(settings: StepSettings): unknown {
  const type = settings.text('distribution');
  return type === undefined ? undefined : from({ type }, { nodes: [settings.node.id] });
}

export function instancesOf(settings: StepSettings): { instance_count: number } | undefined {
  const count = settings.whole('instances');
  return count === undefined ? undefined : { instance_count: count };
}

/** Spark divides its machines among executors: one machine is the driver's, the others have one executor each. */
export function sparkConf(context: ExportContext, step: Step): Record<string, unknown> {
  const nodes = Math.max(2, Math.round(context.graph.amount(step.node, 'nodes') ?? 3));
  const cores = Number(/^Standard_E(\d+)/i.exec(sizeOf(context, step.node) ?? '')?.[1] ?? 4);
  const each = { cores, memory: `${cores * 5}g` };
  return {
    'spark.driver.cores': each.cores,
    'spark.driver.memory': each.memory,
    'spark.executor.cores': each.cores,
    'spark.executor.memory': each.memory,
    'spark.executor.instances': nodes - 1,
  };
}
