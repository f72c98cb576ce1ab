import type { GraphEdge, GraphNode } from '../../catalog';
import type { ExportContext } from '../context';
import { from, fromKey, marksOfKey, type Draft } from '../emit/draft';
import { predecessors, purposeOf, reduced, topological } from '../parts/order';
import { relativePath } from '../parts/places';
import { isShared, JobMachines, tagsOf } from './compute';
import { jobServices } from './constants';
import { notebookOf, parametersOf } from './notebook';
import { resourceFile } from '../parts/bundle';
import { inert, type Resource } from './resource';
import { triggerOf } from './trigger';

/** Jobs with their tasks, and the notebooks that they run. */
export function jobResources(context: ExportContext): { readonly resources: readonly Resource[]; readonly stubs: readonly Draft[] } {
  const resources: Resource[] = [];
  // the notebooks that are run, with the parameters that their jobs give them
  const run: Runs = new Map();
  for (const node of context.of(...jobServices).filter((one) => isJob(context, one))) {
    if (context.exists(node)) continue;
    resources.push(jobOf(context, node, run));
  }
  // a notebook that something else than a job starts, such as Data Factory
  for (const node of context.of('databricks-notebooks')) {
    if (!context.in(node, 'control').some((edge) => edge.from !== node)) continue;
    if (!run.has(node)) run.set(node, new Set());
  }
  const stubs = new Map<string, Draft>();
  for (const [node, given] of run) {
    const { stub } = notebookOf(context, node, [...given]);
    if (stub) stubs.set(stub.path, stub);
  }
  return { resources, stubs: [...stubs.values()] };
}

type Runs = Map<GraphNode, Set<string>>;

/** True for a node that is a job of its own; a cluster that jobs run on, or that people share, is none. */
export function isJob(context: ExportContext, node: GraphNode): boolean {
  if (node.node.service === 'databricks-lakeflow-jobs') return true;
  if (node.node.service !== 'azure-databricks' || isShared(context, node)) return false;
  const workload = context.graph.value(node, 'workload');
  if (workload !== undefined && workload !== 'jobs') {
    context.remark(`"${node.title}" is a SQL warehouse or a declarative pipeline: the bundle does not write it.`, [node]);
    return false;
  }
  const isMachine = context.in(node, 'runs-on').length > 0;
  return !isMachine && (node.in.length > 0 || node.out.length > 0);
}

interface Work {
  readonly node: GraphNode;
  /** The control edges that lead to it inside of the job. */
  readonly edges: readonly GraphEdge[];
}

function jobOf(context: ExportContext, job: GraphNode, run: Runs): Resource {
  const path = resourceFile(context, job, 'job');
  const machines = new JobMachines(context);
  const started = workOf(context, job);
  const own = hasOwnWork(job, started) ? [job] : [];
  const nodes = started.map(({ node }) => node);
  const before = predecessors(nodes);
  const tasks: object[] = own.map((node) => from(notebookTask(context, node, node, path, machines, []), { nodes: [node.id] }));
  for (const node of topological(nodes, before)) {
    const edges = started.find((work) => work.node === node)?.edges ?? [];
    const after = reduced(node, before);
    const waits = (after.length > 0 ? after : own).map((one) => waitFor(context, one, edges));
    const task =
      node.node.service === 'databricks-notebooks'
        ? notebookTask(context, job, node, path, machines, waits)
        : {
            task_key: context.names.symbol(node.id),
            ...(waits.length > 0 ? { depends_on: waits } : {}),
            description: inert(node.title),
            run_job_task: { job_id: jobReference(context, node) },
          };
    const comment = edges.map(({ from: start, to }) => `${start.id} > ${to.id}`).join(', ');
    fromKey(task, 'task_key', { comment });
    tasks.push(from(task, { nodes: [node.id], edges: edges.map(({ id }) => id) }));
  }
  // what the edges of the job itself hand over, every notebook of it gets
  const parameters = own.length === 0 ? parametersOf(context, job) : {};
  for (const node of [...own, ...nodes]) {
    if (node !== job && node.node.service !== 'databricks-notebooks') continue;
    const given = run.get(node) ?? new Set();
    for (const name of Object.keys(parameters)) given.add(name);
    run.set(node, given);
  }
  const notify = (context.list(job, 'notify') ?? []).map(String);
  if (notify.length === 0) context.remark('No one is notified when a job fails. State "notify" at the job.', []);
  const value = {
    name: context.nameOf(job, context.names.asset(job.id)),
    description: inert(job.title),
    tags: { 'pipedraft-node': job.id, ...tagsOf(context, job) },
    ...triggerOf(context, job),
    max_concurrent_runs: 1,
    ...(notify.length > 0 ? { email_notifications: { on_failure: notify } } : {}),
    ...(Object.keys(parameters).length > 0 ? { parameters: jobParameters(parameters) } : {}),
    tasks,
    ...(machines.jobClusters.length > 0 ? { job_clusters: machines.jobClusters } : {}),
    ...(machines.environments.length > 0 ? { environments: machines.environments } : {}),
  };
  return { path, kind: 'jobs', key: context.names.symbol(job.id), value, nodes: [job.id, ...nodes.map(({ id }) => id)] };
}

function jobParameters(parameters: Readonly<Record<string, string>>): readonly object[] {
  return Object.entries(parameters).map(([name, value]) => from({ name, default: value }, marksOfKey(parameters, name) ?? {}));
}

/** A job that only starts others has no work of its own; one that hands over data, a model or metrics has. */
function hasOwnWork(job: GraphNode, started: readonly Work[]): boolean {
  if (started.some(({ node }) => node.node.service === 'databricks-notebooks')) return false;
  return started.length === 0 || job.out.some(({ kind }) => kind === 'data' || kind === 'model' || kind === 'metrics');
}

/** Notebooks and jobs that a job starts, directly or through a notebook. */
function workOf(context: ExportContext, job: GraphNode): readonly Work[] {
  const found = new Map<GraphNode, GraphEdge[]>();
  const open = [job];
  for (let start = open.shift(); start; start = open.shift()) {
    for (const edge of context.out(start, 'control')) {
      const { to } = edge;
      if (to === job || to === start || purposeOf(edge) !== 'start') continue;
      const isNotebook = to.node.service === 'databricks-notebooks';
      if (!isNotebook && !isJob(context, to)) {
        context.remark(`"${start.title}" starts "${to.title}": the notebook makes the call, no task does.`, [start], [edge]);
        continue;
      }
      if (!isNotebook && context.graph.downstream(to, ['control']).includes(job)) {
        context.remark(
          `"${job.title}" and "${to.title}" start each other: this task is left out, since a job cannot wait for itself.`,
          [job],
          [edge],
        );
        continue;
      }
      const known = found.get(to);
      if (known) known.push(edge);
      else {
        found.set(to, [edge]);
        if (isNotebook) open.push(to);
      }
    }
  }
  return [...found].map(([node, edges]) => ({ node, edges })).sort((a, b) => a.node.at - b.node.at);
}

function waitFor(context: ExportContext, before: GraphNode, edges: readonly GraphEdge[]): object {
  const edge = edges.find((one) => one.from === before);
  return from({ task_key: context.names.symbol(before.id) }, edge ? { edges: [edge.id] } : {});
}

function notebookTask(
  context: ExportContext,
  job: GraphNode,
  node: GraphNode,
  path: string,
  machines: JobMachines,
  waits: readonly object[],
): object {
  const { path: notebook, parameters } = notebookOf(context, node);
  const { task } = machines.of(node, job);
  return {
    task_key: context.names.symbol(node.id),
    ...(waits.length > 0 ? { depends_on: waits } : {}),
    description: inert(node.title),
    ...task,
    notebook_task: {
      notebook_path: relativePath(path, notebook),
      ...(Object.keys(parameters).length > 0 ? { base_parameters: parameters } : {}),
    },
  };
}

/** Number of another job: of one that the bundle writes, or of one that is there. */
function jobReference(context: ExportContext, job: GraphNode): string {
  return context.exists(job) ? `\${var.${context.names.symbol(job.id)}_job}` : `\${resources.jobs.${context.names.symbol(job.id)}.id}`;
}

/** Variables for jobs that somebody else owns: a bundle looks their numbers up by name. */
export function jobVariables(context: ExportContext): Record<string, object> {
  return Object.fromEntries(
    context
      .of(...jobServices)
      .filter((job) => context.exists(job) && isJob(context, job))
      .map((job) => [
        `${context.names.symbol(job.id)}_job`,
        from(
          { description: `Number of the job of ${job.id}`, lookup: { job: context.nameOf(job, context.names.asset(job.id)) } },
          { nodes: [job.id] },
        ),
      ]),
  );
}
