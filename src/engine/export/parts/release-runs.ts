import type { GraphEdge, GraphNode } from '../../catalog';
import type { ExportContext } from '../context';
import { purposeOf } from './order';
import { mainFile } from './places';
import { longestRun } from './recurrence';
import { endpointServices, type Need, type ReleasePart } from './release-part';
import { bundlePaths, endpointPart, monitorPart, servingPart } from './release-parts';
import { appPart } from './release-app';
import { hasDataFile, isVersioned } from './release-data';
import { isHeld } from './first-models';
import { jobPaths } from './release-gate';
import { isTarget, linksOf, type Approval, type Link } from './release-tools';
import { assetName, datastoreName, edgeAssetName } from './resources';
import { isWork, membersOf, pipelineServices, pipelinesOf, stepServices } from './steps';
import * as shell from './release-shell';

/*
 * The work that a release tool starts: trainings, above all. Each has a file of its own, with what follows from it: an approval, and the
 * release of the model.
 */

/** Azure DevOps waits two days for a job at most. */
const longestWait = 48;
/** An agent ends after this many hours. */
const longestCommand = 6;

export interface ReleaseRun {
  readonly id: string;
  readonly title: string;
  readonly node: GraphNode;
  readonly link: Link;
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
  /** Files and folders that must be free of gaps. */
  readonly paths: readonly string[];
  readonly lines: readonly string[];
  readonly needs: readonly Need[];
  /** True if the commands give the name of a job that has to be waited for, in $job. */
  readonly waits: boolean;
  /** Longest expected time in hours, if the plan states it. */
  readonly longest: number | undefined;
  /** The wait ends after this many hours. */
  readonly limit: number;
  readonly start: RunStart;
  /** Endpoints, apps and monitors that take the model of the run. */
  readonly release: readonly ReleasePart[];
  readonly approval: Approval | undefined;
  /** Nodes whose results the approval is about, such as the experiments. */
  readonly runs: GraphNode | undefined;
}

export interface RunStart {
  /** Five fields in UTC, or a gap. */
  readonly cron: string | undefined;
  readonly runsPerMonth: number | undefined;
  /** Folders whose change starts the run. */
  readonly folders: readonly string[] | undefined;
}

/** The runs of a tool, in an order in which they can follow each other. */
export function runsOf(context: ExportContext, tool: GraphNode | undefined): readonly ReleaseRun[] {
  if (!tool) return [];
  return linksOf(context, tool).flatMap((link) => (link.does === 'start' ? (runOf(context, link) ?? []) : []));
}

/** Endpoints, apps and monitors that the runs of all tools deploy. */
export function releasedByRuns(context: ExportContext, tools: readonly GraphNode[]): ReadonlySet<GraphNode> {
  const later = new Set<GraphNode>();
  for (const tool of tools)
    for (const link of linksOf(context, tool)) if (link.does === 'start') for (const node of takers(context, link)) later.add(node);
  return later;
}

function runOf(context: ExportContext, link: Link): ReleaseRun | undefined {
  const { to: node, tool } = link;
  const work = workOf(context, link);
  if (!work) return undefined;
  const names = context.names;
  const release: ReleasePart[] = [];
  const taking = takers(context, link);
  for (const taker of taking) {
    if (endpointServices.includes(taker.node.service))
      release.push(endpointPart(context, tool, taker, isAzureMlJob(node) ? node : undefined, []));
    else if (taker.node.service === 'databricks-model-serving') {
      if (isTarget(context, 'databricks') && isHeld(context, taker) && (longestRun(context, node) ?? 0) <= longestCommand)
        release.push(servingPart(context, tool, taker));
    } else if (taker.node.service !== 'azure-ml-model-monitoring') {
      const part = appPart(context, tool, taker, []);
      if (part) release.push(part);
    }
  }
  const before = release.map(({ id }) => id);
  for (const monitor of taking.filter((taker) => taker.node.service === 'azure-ml-model-monitoring'))
    release.push(monitorPart(context, tool, monitor, referenceOf(context, node, monitor), before));
  const longest = longestRun(context, node);
  return {
    id: names.symbol(node.id),
    title: node.title,
    node,
    link,
    edges: link.edges,
    longest,
    limit: Math.min(longestWait, longest === undefined ? longestWait : Math.max(1, 2 * longest)),
    start: startOf(context, link),
    release,
    approval: release.find(({ approval }) => approval)?.approval,
    runs: [node, ...membersOf(node)].flatMap((one) => context.out(one, 'metrics').map(({ to }) => to))[0],
    ...work,
  };
}

type Work = Pick<ReleaseRun, 'nodes' | 'paths' | 'lines' | 'needs' | 'waits'>;

/** The commands that start a node. */
function workOf(context: ExportContext, { to: node, tool, edges }: Link): Work | undefined {
  const { service } = node.node;
  if (isAzureMlJob(node) && isWork(context, node) && isTarget(context, 'azureml')) {
    if (pipelinesOf(context, node).length > 0) {
      context.remark(`"${tool.title}" does not start "${node.title}": it is a step of a pipeline, which starts it.`, [node], edges);
      return undefined;
    }
    return jobWork(context, node);
  }
  if (service === 'azure-ml-batch-endpoints' && isTarget(context, 'azureml')) {
    const store = context.in(node, 'data').find(({ from }) => from.node.service === 'azure-storage');
    const input =
      store && `azureml://datastores/${datastoreName(context, store.from)}/paths/${store.edge.path ?? context.need(node, 'input')}`;
    return { nodes: [node], paths: [], lines: [...shell.mlHead, ...shell.invokeLines(context, node, input)], needs: [], waits: true };
  }
  if ((service === 'databricks-lakeflow-jobs' || service === 'databricks-notebooks') && isTarget(context, 'databricks')) {
    const longest = longestRun(context, node);
    const waits = longest === undefined || longest <= longestCommand;
    if (!waits) context.remark(`The run of "${node.title}" is started and not waited for: an agent ends after 6 hours.`, [node], edges);
    const lines = [...shell.bundleHead(context), shell.bundleRunLine(context.names.symbol(node.id), waits)];
    return { nodes: [node], paths: bundlePaths(context), lines, needs: ['databricks'], waits: false };
  }
  if (service === 'azure-data-factory' && isTarget(context, 'adf'))
    return {
      nodes: [node],
      paths: [context.folder('adf')],
      lines: shell.factoryRunLines(context.names.symbol(node.id)),
      needs: [],
      waits: false,
    };
  context.remark(`"${tool.title}" starts "${node.title}" by a command that the plan does not give.`, [tool, node], edges);
  return undefined;
}

function isAzureMlJob(node: GraphNode): boolean {
  return pipelineServices.includes(node.node.service) || stepServices.includes(node.node.service);
}

/** Registers the data of the run, submits the job, and gives all that the run makes one version. */
function jobWork(context: ExportContext, node: GraphNode): Work {
  const inside = [node, ...membersOf(node)];
  const isInside = (one: GraphNode) => inside.includes(one);
  const port = (other: GraphNode) => context.names.symbol(other.id);
  const lines: string[] = [...shell.mlHead];
  const inputs: string[] = [];
  const outputs: string[] = [];
  const nodes = new Set<GraphNode>(inside);
  const unique = (edges: readonly GraphEdge[], end: 'from' | 'to') =>
    [...new Map(edges.map((edge) => [edge[end], edge])).values()].sort((a, b) => a[end].at - b[end].at);
  for (const { from: data } of unique(
    inside.flatMap((one) => context.in(one, 'data')),
    'from',
  )) {
    if (data.node.service !== 'azure-ml-datasets' || !isVersioned(data) || !hasDataFile(context, data)) continue;
    nodes.add(data);
    lines.push(shell.dataLine(mainFile(context, data) ?? '', true, datedPath(context, data)));
    inputs.push(shell.versionOf(`inputs.${port(data)}.path`, assetName(context, data)));
  }
  const written = inside.flatMap((one) => one.out.filter(({ kind, to }) => !isInside(to) && isRegistered(kind, to)));
  for (const { to } of unique(written, 'to')) {
    nodes.add(to);
    outputs.push(shell.versionOf(`outputs.${port(to)}.version`, undefined));
  }
  lines.push(...shell.submitLines(mainFile(context, node) ?? '', [...inputs, ...outputs]));
  return { nodes: [...nodes], paths: jobPaths(context, node), lines, needs: [], waits: true };
}

/** Path of a data asset that has the day or the run in it, which its file cannot say. */
function datedPath(context: ExportContext, data: GraphNode): string | undefined {
  const store = context.in(data, 'data').find(({ from }) => from.node.service === 'azure-storage');
  const stated = data.node.settings?.['path'] ?? store?.edge.path;
  if (!store || typeof stated !== 'string' || !/<(?:day|run)>/.test(stated)) return undefined;
  return `azureml://datastores/${datastoreName(context, store.from)}/paths/${stated}`;
}

/** True if what a job writes is an asset with a version: a model, or the data that a monitor compares with. */
function isRegistered(kind: GraphEdge['kind'], to: GraphNode): boolean {
  if (kind === 'model') return to.node.service === 'azure-ml-model-registry';
  return kind === 'data' && to.node.service === 'azure-ml-model-monitoring';
}

function referenceOf(context: ExportContext, training: GraphNode, monitor: GraphNode): string | undefined {
  const edge = context
    .in(monitor, 'data')
    .find(({ from, edge: { role } }) => role !== 'production' && (from === training || membersOf(training).includes(from)));
  return edge && isAzureMlJob(training) ? edgeAssetName(context, edge.from, monitor) : undefined;
}

/** What a tool deploys and that takes the model of a run: along models and images, through registries and the tool itself. */
function takers(context: ExportContext, { to: node, tool }: Link): readonly GraphNode[] {
  const deployed = linksOf(context, tool).filter(({ does }) => does === 'deploy');
  const seen = new Set([node, ...membersOf(node)]);
  const found = new Set<GraphNode>();
  for (const one of seen) {
    for (const { kind, to } of one.out) {
      if (kind !== 'model' && kind !== 'image') continue;
      if (deployed.some((link) => link.to === to)) found.add(to);
      else if (to === tool) for (const { to: image } of context.out(tool, 'image')) seen.add(image);
      else if (!isAzureMlJob(to)) seen.add(to);
    }
  }
  if (found.size === 0) return [];
  for (const monitor of context.of('azure-ml-model-monitoring')) {
    const feeds = context.in(monitor, 'data').flatMap(({ from }) => [from, ...context.in(from, 'data').map((edge) => edge.from)]);
    if (feeds.some((from) => seen.has(from) || found.has(from))) found.add(monitor);
  }
  return [...found].sort((a, b) => a.at - b.at);
}

/** When a tool starts a run: as its node states, or a gap where the plan asks for a schedule. Something else may start it already. */
function startOf(context: ExportContext, { to: node, tool, edges }: Link): RunStart {
  const runsPerMonth = context.graph.amount(node, 'runsPerMonth');
  const { schedule = 'none', events = [] } = context.plan.context.needs ?? {};
  const none = { cron: undefined, runsPerMonth, folders: undefined };
  const others = node.in.filter(
    (edge) => edge.kind === 'control' && edge.from !== tool && edge.from.node.service !== 'human-approval' && purposeOf(edge) === 'start',
  );
  const stated = node.node.settings?.['schedule'];
  if (typeof stated === 'string' && stated !== '') {
    const zone = node.node.settings?.['timeZone'];
    if (typeof zone === 'string' && zone !== '' && zone !== 'UTC')
      context.remark(`The schedule of "${node.title}" is read as UTC by "${tool.title}", not as ${zone}.`, [tool, node], edges);
    return { ...none, cron: stated };
  }
  if (others.length > 0) return none;
  if (schedule !== 'none') return { ...none, cron: context.gapOf(node, 'schedule') };
  if (events.includes('branch')) {
    const code = node.node.settings?.['code'];
    return { ...none, folders: [context.folder('ml'), ...(typeof code === 'string' && code !== '' ? [code] : [])] };
  }
  context.remark(`A person starts "${node.title}" at "${tool.title}": the plan asks for no schedule.`, [tool, node], edges);
  return none;
}
