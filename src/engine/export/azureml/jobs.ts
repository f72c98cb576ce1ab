import type { GraphNode } from '../../catalog';
import type { ExportContext } from '../context';
import { fromKey, type Draft } from '../emit/draft';
import { mainFile } from '../parts/places';
import { assetName } from '../parts/resources';
import { codeComment, codeFolder, commandOf, distributionOf, imageEdges, instancesOf, kindOf, argumentsOf, sparkConf } from './component';
import { computeOf, type JobCompute } from './compute';
import { schemaOf } from './constants';
import { environmentOf } from './environment';
import { jobOf, type Job, type JobPort, type Step } from './job';
import { experimentOf, pipelineFiles, whole } from './pipeline';
import { automl, machines, searchOf, sparkMachines } from './step-entry';
import { seconds } from './step-settings';
import { edgeText, edgesText, headOf, originOf, present, tagsOf, titleOf } from './texts';

/* Jobs that no pipeline starts: one file each. */

export function* jobFiles(context: ExportContext, node: GraphNode): Iterable<Draft> {
  const job = jobOf(context, node);
  const [step] = job.steps;
  if (!step) return;
  // a parallel job has no file of its own: it is a pipeline of one step
  if (kindOf(step) === 'parallel') yield* pipelineFiles(context, node);
  else yield jobFile(context, job, step);
}

function jobFile(context: ExportContext, job: Job, step: Step): Draft {
  const { node } = job;
  const path = mainFile(context, node) ?? '';
  const kind = kindOf(step);
  const compute = kind === 'spark' ? noCompute : computeOf(context, node);
  const experiment = experimentOf(context, job);
  const images = imageEdges(context, job, step);
  const value = present({
    $schema: {
      command: schemaOf.commandJob,
      sweep: schemaOf.sweepJob,
      automl: schemaOf.autoMLJob,
      spark: schemaOf.sparkJob,
      parallel: schemaOf.pipelineJob,
    }[kind],
    type: kind,
    display_name: titleOf(node),
    experiment_name: experiment && assetName(context, experiment.to),
    tags: tagsOf(node),
    ...contentOf(context, job, step, path, compute),
  });
  if (experiment) fromKey(value, 'experiment_name', { ...originOf([node, experiment.to], [experiment]), comment: edgeText(experiment) });
  if (compute.edges.length > 0)
    fromKey(value, 'compute', {
      ...originOf([node, ...(compute.node ? [compute.node] : [])], compute.edges),
      comment: edgesText(compute.edges),
    });
  codeComment(step.settings, value);
  const all = whole(job, [...(experiment ? [experiment] : []), ...images]);
  return { ...all, path, head: headOf(context, node), format: 'yaml', value };
}

/** Serverless Spark has a size and no compute. */
const noCompute: JobCompute = { reference: undefined, instanceType: undefined, node: undefined, edges: [] };

function contentOf(context: ExportContext, job: Job, step: Step, path: string, compute: JobCompute): Record<string, unknown> {
  const { settings } = step;
  const images = imageEdges(context, job, step);
  const inputs = inputsOf(job, step);
  const outputs = outputsOf(job);
  const code = codeFolder(settings, path);
  const timeout = seconds(settings.text('timeout'));
  const shared = { inputs, outputs };
  const run = { environment: environmentOrNothing() };
  switch (kindOf(step)) {
    case 'automl':
      return { ...automlJob(context, job, step), compute: compute.reference, resources: machines(step, compute) };
    case 'spark':
      return {
        ...shared,
        code,
        entry: { file: settings.need('sparkEntry') },
        args: argumentsOf(step).join(' ') || undefined,
        conf: sparkConf(context, step),
        environment: images.length > 0 ? run.environment : undefined,
        ...sparkMachines(context, step, undefined),
      };
    case 'sweep':
      return {
        ...shared,
        compute: compute.reference,
        resources: machines(step, compute),
        trial: present({
          code,
          environment: run.environment,
          command: sweepCommand(),
          distribution: distributionOf(settings),
          resources: instancesOf(settings),
        }),
        ...searchOf(step, timeout),
      };
    default:
      return {
        compute: compute.reference,
        resources: machines(step, compute) ?? instancesOf(settings),
        distribution: distributionOf(settings),
        limits: timeout === undefined ? undefined : { timeout },
        ...shared,
        ...run,
        code,
        command: commandOf(step),
      };
  }

  function environmentOrNothing(): unknown {
    const kind = kindOf(step);
    if (kind === 'automl' || (kind === 'spark' && images.length === 0)) return undefined;
    return environmentOf(context, settings, path, images);
  }
  /** Parameters that a sweep searches are read from its space, not from its inputs. */
  function sweepCommand(): string {
    let command = commandOf(step);
    for (const name of Object.keys(settings.map('search')))
      if (!step.parameters.some((one) => one.name === name))
        command = command.replaceAll(`\${{inputs.${name}}}`, `\${{search_space.${name}}}`);
    return command;
  }
}

function automlJob(context: ExportContext, job: Job, step: Step): Record<string, unknown> {
  const [training] = job.inputs;
  const reads = training ? present({ type: 'mltable', path: training.value.path }) : undefined;
  const { type: _type, tags: _tags, outputs: _outputs, ...rest } = automl(context, step, reads);
  const model = job.outputs.find(({ edges }) => edges.some(({ kind }) => kind === 'model'));
  const outputs = model === undefined ? undefined : { best_model: present({ type: model.value.type, name: model.value.name }) };
  const value = { ...rest, outputs };
  if (training) fromKey(value, 'training_data', { ...originOf([step.node], training.edges), comment: edgesText(training.edges) });
  return value;
}

/** Inputs of a job that is no pipeline: a file's port and the job's are one. */
function inputsOf(job: Job, step: Step): unknown {
  const map: Record<string, unknown> = {};
  for (const port of job.inputs) put(map, port);
  for (const { name, value } of step.parameters) map[name] = value;
  return Object.keys(map).length > 0 ? map : undefined;
}

function outputsOf(job: Job): unknown {
  const map: Record<string, unknown> = {};
  for (const port of job.outputs) put(map, port);
  return Object.keys(map).length > 0 ? map : undefined;
}

function put(map: Record<string, unknown>, { name, value: { type, path, name: asset }, edges }: JobPort): void {
  map[name] = present({ type, path, name: asset });
  fromKey(map, name, {
    ...originOf(
      edges.flatMap(({ from, to }) => [from, to]),
      edges,
    ),
    comment: edgesText(edges),
  });
}
