import type { SettingValue } from '../../plan';
import type { ExportContext } from '../context';
import { from, fromKey } from '../emit/draft';
import { componentFile, relativePath } from '../parts/places';
import { kindOf } from './component';
import type { JobCompute } from './compute';
import { sizeOf } from './compute';
import { defaultSparkVersion } from './constants';
import type { Step, StepPort } from './job';
import { asMap, asNumber, asText, seconds } from './step-settings';
import { edgesText, originOf, present, tagsOf } from './texts';

/* Entries of `jobs` in a pipeline job. */

/** One step as the pipeline's file holds it. @param compute what it runs on, where that is not the pipeline's default */
export function stepEntry(context: ExportContext, file: string, step: Step, compute: JobCompute | undefined): Record<string, unknown> {
  const kind = kindOf(step);
  const component = relativePath(file, componentFile(context, step.file));
  const timeout = seconds(step.settings.text('timeout'));
  const ports = { inputs: bindings(step, step.inputs), outputs: outputBindings(step) };
  const common = {
    ...ports,
    compute: compute?.reference,
    resources: machines(step, compute),
    identity: undefined,
  };
  const value = ((): Record<string, unknown> => {
    switch (kind) {
      case 'automl':
        return { ...automl(context, step), compute: compute?.reference, resources: machines(step, compute) };
      case 'sweep':
        return { type: 'sweep', trial: component, ...common, ...searchOf(step, timeout) };
      case 'spark':
        return { type: 'spark', component, ...ports, ...sparkMachines(context, step, compute) };
      default:
        return { type: kind, component, ...common, limits: timeout === undefined ? undefined : { timeout } };
    }
  })();
  const entry = present(value);
  if (compute && compute.edges.length > 0)
    fromKey(entry, 'compute', {
      ...originOf([step.node, ...(compute.node ? [compute.node] : [])], compute.edges),
      comment: edgesText(compute.edges),
    });
  return from(
    entry,
    originOf(
      [step.node],
      [...step.inputs, ...step.outputs].flatMap(({ edges }) => edges),
    ),
  );
}

function bindings(step: Step, ports: readonly StepPort[]): unknown {
  const map = Object.fromEntries([
    ...ports.flatMap(({ name, bound }) => (bound === undefined ? [] : [[name, bound] as const])),
    ...step.parameters.map(({ name, input }) => [name, `\${{parent.inputs.${input}}}`] as const),
  ]);
  for (const { name, edges, argument } of ports)
    if (edges.length > 0)
      fromKey(map, name, {
        ...originOf([step.node], edges),
        ...(map[name]?.includes('parent.jobs.') === true
          ? { comment: argument ? edgesText(edges) : `${edgesText(edges)}: only keeps the order` }
          : {}),
      });
  return Object.keys(map).length > 0 ? map : undefined;
}

/** Outputs that another step reads have no binding of their own. */
function outputBindings(step: Step): unknown {
  if (step.outputs.length === 0) return undefined;
  const map = Object.fromEntries(step.outputs.map(({ name, bound, type }) => [name, bound ?? { type }]));
  for (const { name, edges } of step.outputs) if (edges.length > 0) fromKey(map, name, originOf([step.node], edges));
  return map;
}

/** Machines of a step on serverless compute, and how many of them. */
export function machines(step: Step, compute: JobCompute | undefined): unknown {
  const type = compute?.instanceType;
  return type === undefined ? undefined : present({ instance_type: type, instance_count: step.settings.whole('instances') });
}

/** Serverless Spark has a size and a version, an attached pool only its name. */
export function sparkMachines(context: ExportContext, step: Step, compute: JobCompute | undefined): Record<string, unknown> {
  if (step.node.node.service === 'azure-synapse-spark') return { compute: `azureml:${context.names.local(step.node.id, 24)}` };
  if (compute?.node?.node.service === 'azure-synapse-spark') return { compute: compute.reference };
  const size = (sizeOf(context, step.node) ?? 'Standard_E4s_v3').toLowerCase();
  const version = context.graph.value(step.node, 'sparkVersion');
  return { resources: { instance_type: size, runtime_version: typeof version === 'string' ? version : defaultSparkVersion } };
}

/** What a sweep tries, and what it is after. */
export function searchOf(step: Step, timeout: number | undefined): Record<string, unknown> {
  const { settings } = step;
  const search = Object.entries(settings.map('search')).map(([name, space]) => [name, spaceOf(space)] as const);
  const limits = present({
    max_total_trials: settings.whole('trials'),
    max_concurrent_trials: settings.whole('concurrent'),
    timeout,
  });
  return {
    search_space: search.length > 0 ? Object.fromEntries(search) : { [settings.gap('search')]: { type: 'choice', values: [] } },
    sampling_algorithm: settings.text('sampling') ?? 'random',
    objective: { goal: settings.need('goal'), primary_metric: settings.need('metric') },
    limits: Object.keys(limits).length > 0 ? limits : undefined,
  };
}

/** A space as the service writes it; a list is a choice among its values. */
function spaceOf(space: SettingValue): unknown {
  if (Array.isArray(space)) return { type: 'choice', values: space };
  return asMap(space) ?? { type: 'choice', values: [space] };
}

/** A step or job of automated ML. @param reads what it trains on, where that is not bound to an input of a pipeline */
export function automl(context: ExportContext, step: Step, reads?: unknown): Record<string, unknown> {
  const { node, settings } = step;
  const [training, ...more] = step.inputs.filter(({ argument }) => argument);
  if (more.length > 0)
    context.remark(`Automated ML trains on one table: of what "${node.id}" reads, only ${training?.name ?? ''} is.`, [node]);
  const limits = asMap(settings.value('limits')) ?? {};
  const model = step.outputs.find(({ edges }) => edges.some(({ kind }) => kind === 'model'));
  return {
    type: 'automl',
    task: settings.need('task'),
    primary_metric: settings.text('metric'),
    target_column_name: settings.need('target'),
    training_data: reads ?? training?.bound ?? settings.gap('training'),
    limits: someOf({
      max_trials: asNumber(limits['trials']),
      max_concurrent_trials: asNumber(limits['concurrent']),
      timeout_minutes: minutes(asText(limits['timeout'])),
    }),
    outputs: model === undefined ? undefined : { best_model: model.bound ?? { type: 'mlflow_model' } },
    tags: tagsOf(node),
  };
}

function someOf(map: Readonly<Record<string, unknown>>): Record<string, unknown> | undefined {
  const some = present(map);
  return Object.keys(some).length > 0 ? some : undefined;
}

function minutes(text: string | undefined): number | undefined {
  const all = seconds(text);
  return all === undefined ? undefined : Math.max(1, Math.round(all / 60));
}
