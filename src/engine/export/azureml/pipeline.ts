import type { GraphEdge, GraphNode } from '../../catalog';
import type { ExportContext } from '../context';
import { fromKey, type Draft } from '../emit/draft';
import { mainFile } from '../parts/places';
import { assetName } from '../parts/resources';
import { componentOf, kindOf } from './component';
import { computeOf, drawnCompute, type JobCompute } from './compute';
import { schemaOf } from './constants';
import { jobOf, type Job, type JobPort, type Step } from './job';
import { stepEntry } from './step-entry';
import { edgesText, edgeText, headOf, idsOf, originOf, present, tagsOf, titleOf } from './texts';

/* Pipeline jobs: the job's own file, and a component for each step. */

export function* pipelineFiles(context: ExportContext, node: GraphNode): Iterable<Draft> {
  const job = jobOf(context, node);
  yield pipelineFile(context, job);
  for (const step of job.steps) {
    const component = componentOf(context, job, step);
    if (component) yield component;
  }
}

function pipelineFile(context: ExportContext, job: Job): Draft {
  const { node } = job;
  const path = mainFile(context, node) ?? '';
  const compute = computesOf(context, job);
  const experiment = experimentOf(context, job);
  const value: Record<string, unknown> = present({
    $schema: schemaOf.pipelineJob,
    type: 'pipeline',
    display_name: titleOf(node),
    experiment_name: experiment && assetName(context, experiment.to),
    tags: tagsOf(node),
    settings: { default_compute: compute.usual.reference },
    ...bodyOf(context, job, path, compute.ofStep),
  });
  if (experiment) fromKey(value, 'experiment_name', { ...originOf([node, experiment.to], [experiment]), comment: edgeText(experiment) });
  markCompute(value['settings'] as object, job, compute.usual);
  return { ...whole(job, experiment ? [experiment] : []), path, head: headOf(context, node), format: 'yaml', value };
}

/** The same pipeline as a component, for a batch endpoint that runs it. */
export function pipelineComponent(context: ExportContext, node: GraphNode): Draft {
  const job = jobOf(context, node);
  const path = pipelineComponentFile(context, node);
  const types = (ports: readonly JobPort[]) => Object.fromEntries(ports.map(({ name, value }) => [name, { type: value.type }]));
  const { ofStep } = computesOf(context, job);
  const body = bodyOf(context, job, path, ofStep);
  const value = present({
    $schema: schemaOf.pipelineComponent,
    type: 'pipeline',
    name: `${context.names.component(node.id)}_pipeline`.toLowerCase(),
    version: '1',
    display_name: titleOf(node),
    tags: tagsOf(node),
    inputs: job.inputs.length > 0 || hasParameters(job) ? { ...types(job.inputs), ...parameterTypes(job) } : undefined,
    outputs: job.outputs.length > 0 ? types(job.outputs) : undefined,
    jobs: body.jobs,
  });
  return { ...whole(job, []), path, head: ['A batch endpoint runs the pipeline through this file.'], format: 'yaml', value };
}

export function pipelineComponentFile(context: ExportContext, node: GraphNode): string {
  return `${context.folder('ml')}/components/${context.names.file(node.id)}.pipeline.yml`;
}

function hasParameters(job: Job): boolean {
  return job.steps.some(({ parameters }) => parameters.length > 0);
}

function parameterTypes(job: Job): Record<string, unknown> {
  return Object.fromEntries(
    job.steps.flatMap(({ parameters }) => parameters.map(({ input, type, value }) => [input, { type, default: value }])),
  );
}

function bodyOf(context: ExportContext, job: Job, path: string, ofStep: ReadonlyMap<Step, JobCompute>) {
  const inputs: Record<string, unknown> = {
    ...valuesOf(job.inputs),
    ...Object.fromEntries(job.steps.flatMap(({ parameters }) => parameters.map(({ input, value }) => [input, value]))),
  };
  for (const port of job.inputs) markPort(inputs, port);
  const outputs = valuesOf(job.outputs);
  for (const port of job.outputs) markPort(outputs, port);
  return {
    inputs: Object.keys(inputs).length > 0 ? inputs : undefined,
    outputs: job.outputs.length > 0 ? outputs : undefined,
    jobs: Object.fromEntries(job.steps.map((step) => [step.key, stepEntry(context, path, step, ofStep.get(step))])),
  };
}

function valuesOf(ports: readonly JobPort[]): Record<string, unknown> {
  return Object.fromEntries(ports.map(({ name, value: { type, path, name: asset } }) => [name, present({ type, path, name: asset })]));
}

function markPort(map: Record<string, unknown>, { name, edges }: JobPort): void {
  fromKey(map, name, {
    ...originOf(
      edges.flatMap(({ from: start, to }) => [start, to]),
      edges,
    ),
    comment: commentOf(edges),
  });
}

/** The edges, and what the output is for. */
function commentOf(edges: readonly GraphEdge[]): string {
  const [edge] = edges;
  const model = edges.some(({ kind, to }) => kind === 'model' && to.node.service === 'azure-ml-model-registry');
  const monitor = edge?.to.node.service === 'azure-ml-model-monitoring';
  return `${edgesText(edges)}${monitor ? ': what the monitor compares with' : model ? ': registers the model' : ''}`;
}

/** What all steps run on is the default of the job; a step that runs on something else says so. */
function computesOf(context: ExportContext, job: Job): { usual: JobCompute; ofStep: ReadonlyMap<Step, JobCompute> } {
  const own = new Map<Step, JobCompute>();
  const drawn = drawnCompute(context, job.node);
  for (const step of job.steps) {
    if (step.node === job.node) continue;
    const compute = drawnCompute(context, step.node) ?? drawn;
    if (compute) own.set(step, compute);
  }
  const clusters = job.steps.filter((step) => kindOf(step) !== 'spark');
  const [first] = clusters;
  const agreed = first && own.get(first);
  const agree = agreed !== undefined && clusters.every((step) => own.get(step)?.reference === agreed.reference);
  const usual =
    drawn ?? (agree ? { ...agreed, edges: clusters.flatMap((step) => own.get(step)?.edges ?? []) } : computeOf(context, job.node));
  const ofStep = new Map<Step, JobCompute>();
  for (const step of job.steps) {
    const compute = own.get(step) ?? usual;
    const differs = compute.reference !== usual.reference;
    if (kindOf(step) === 'spark') ofStep.set(step, own.get(step) ?? { ...usual, reference: undefined });
    else if (differs) ofStep.set(step, compute);
    else if (compute.instanceType !== undefined) ofStep.set(step, { ...compute, reference: undefined, edges: [] });
  }
  return { usual, ofStep };
}

function markCompute(settings: object, job: Job, { edges, node }: JobCompute): void {
  if (edges.length > 0)
    fromKey(settings, 'default_compute', { ...originOf([job.node, ...(node ? [node] : [])], edges), comment: edgesText(edges) });
}

/** The first edge to an experiment, of the job or one of its steps. */
export function experimentOf(context: ExportContext, job: Job): GraphEdge | undefined {
  return [job.node, ...job.steps.map(({ node }) => node)]
    .flatMap((node) => context.out(node, 'metrics'))
    .find(({ to }) => to.node.service === 'azure-ml-experiments');
}

/** Nodes and edges that the job's file is written from: its own, its steps, and what is at the other ends. */
export function whole(job: Job, more: readonly GraphEdge[]): { nodes: readonly string[]; edges: readonly string[] } {
  const steps = job.steps.map(({ node }) => node);
  const edges = [...job.inputs, ...job.outputs].flatMap((port) => port.edges);
  const inner = job.steps.flatMap(({ inputs, outputs }) => [...inputs, ...outputs].flatMap((port) => port.edges));
  const runsOn = [job.node, ...steps].flatMap((node) => node.out.filter(({ kind }) => kind === 'runs-on'));
  const all = [...edges, ...inner, ...runsOn, ...more];
  const ends = all.flatMap(({ from: start, to }) => [start, to]).filter((node) => node !== job.node && !steps.includes(node));
  return { nodes: idsOf([job.node, ...steps, ...ends]), edges: [...new Set(all.map(({ id }) => id))] };
}
