import type { GraphEdge, GraphNode } from '../../catalog';
import type { ExportContext } from '../context';
import { isCatalog, modelsOf, resourceFile, schemaName, servingName } from './bundle';
import { bundleFile, bundleFolder } from './places';
import { isJob } from './release-data';
import { bundleHoldLines, untrainedLines, type HeldEndpoint, type HeldMonitor } from './release-shell';
import { assetName, edgeAssetName } from './resources';
import { isWork } from './steps';

/*
 * Parts of a release that need a model which only a training of the plan registers. A first release deploys everything else, and says what it
 * leaves out.
 */

/** Name of the model that an endpoint of Azure ML serves, if a training of the plan registers it. */
export function trainedModel(context: ExportContext, endpoint: GraphNode): string | undefined {
  const sources = context.in(endpoint, 'model').map(({ from }) => from);
  const source = sources.find((one) => one.node.service === 'azure-ml-model-registry' || isWork(context, one)) ?? sources[0];
  if (!source) return undefined;
  if (source.node.service === 'azure-ml-model-registry')
    return trainersOf(context, source).length > 0 ? assetName(context, source) : undefined;
  const [training] = isWork(context, source)
    ? [source]
    : context.in(source, 'model').flatMap(({ from }) => (isWork(context, from) ? [from] : []));
  return training && context.names.asset(training.id);
}

/** The jobs whose model reaches a node, directly or through registries. */
export function trainersOf(context: ExportContext, node: GraphNode): readonly GraphNode[] {
  const seen = new Set([node]);
  for (const one of seen) if (one === node || !isJob(one)) for (const { from } of context.in(one, 'model')) seen.add(from);
  seen.delete(node);
  return [...seen].filter(isJob);
}

/** Lines that end a part while the model of an endpoint is not there; none for a model that no training of the plan makes. */
export function untilTrained(context: ExportContext, endpoint: GraphNode): readonly string[] {
  const model = trainedModel(context, endpoint);
  return model === undefined ? [] : untrainedLines('model', model);
}

/** Lines that end a part while the data that a monitor compares with is not there, or the model of an endpoint that it watches. */
export function untilWatched(context: ExportContext, monitor: GraphNode, endpoints: readonly GraphNode[]): readonly string[] {
  const sources = context.in(monitor, 'data').map(({ from }) => from);
  const behind = [...sources, ...sources.flatMap((one) => context.in(one, 'data').map(({ from }) => from))];
  return [
    ...endpoints.filter((endpoint) => behind.includes(endpoint)).flatMap((endpoint) => untilTrained(context, endpoint)),
    ...sources
      .filter((one, at) => isWork(context, one) && sources.indexOf(one) === at)
      .flatMap((one) => untrainedLines('data', edgeAssetName(context, one, monitor))),
  ];
}

/** Lines that leave the endpoints of a bundle out while their models are not there, and monitors while their tables are not. */
export function bundleHold(context: ExportContext): readonly string[] {
  return bundleHoldLines(
    context.of('databricks-model-serving').flatMap((node) => held(context, node, stated(context)) ?? []),
    heldMonitors(context).flatMap((node) => heldMonitor(context, node, stated(context)) ?? []),
  );
}

/** Monitors of a bundle that a release leaves out until their tables are there, which jobs of the plan or others write. */
export function heldMonitors(context: ExportContext): readonly GraphNode[] {
  return context.of('databricks-data-profiling').filter((node) => heldMonitor(context, node) !== undefined);
}

function heldMonitor(context: ExportContext, node: GraphNode, setting = unwritten): HeldMonitor | undefined {
  if (context.exists(node)) return undefined;
  const withPath = context.in(node, 'data').filter(({ from, edge }) => isCatalog(from) && (edge.path ?? '').trim() !== '');
  const own = node.node.settings?.['table'];
  const tables = withPath.map(({ from, edge }) => `${setting(from, 'catalog')}.${schemaName(context, from)}.${(edge.path ?? '').trim()}`);
  if (tables.length === 0 && typeof own === 'string' && own.trim() !== '') tables.push(own.trim());
  const file = resourceFile(context, node, 'monitor');
  const folder = bundleFolder(context);
  if (tables.length === 0 || !file.startsWith(folder)) return undefined;
  if (file === bundleFile(context) || context.graph.nodes.some((one) => one !== node && one.node.definition?.trim() === file)) {
    context.remark(
      `"${node.title}" shares its file with other resources, so a deployment before its table is there fails at it: deploy again once a job has written the table.`,
      [node],
    );
    return undefined;
  }
  return { tables: [...new Set(tables)], file: file.slice(folder.length) };
}

/** The text of a setting. */
type Setting = (node: GraphNode, id: string) => string;

/** A gap where the plan does not state it: the same one as in the bundle, so that both are filled in. */
function stated(context: ExportContext): Setting {
  return (node, id) => context.need(node, id);
}

/** For questions that write nothing. */
const unwritten: Setting = () => '';

/** True for an endpoint of a bundle that a release can leave out. */
export function isHeld(context: ExportContext, endpoint: GraphNode): boolean {
  return held(context, endpoint) !== undefined;
}

function held(context: ExportContext, node: GraphNode, setting = unwritten): HeldEndpoint | undefined {
  if (context.exists(node)) return undefined;
  const own = node.node.settings?.['model'];
  const registry = context.in(node, 'model')[0]?.from;
  if ((typeof own === 'string' && own.trim() !== '') || !registry || !isCatalog(registry)) return undefined;
  const [only, ...others] = modelsOf(context, registry);
  if (!only?.edge || others.length > 0) return undefined;
  const files = [node, ...appsOf(context, node)].map((one) => fileOf(context, one));
  const shared = files.some((file) => file === bundleFile(context) || othersIn(context, file));
  if (shared) {
    context.remark(
      `"${node.title}" shares its file with other resources, so a deployment before its model is trained fails at it: deploy again after the training.`,
      [node],
    );
    return undefined;
  }
  const folder = bundleFolder(context);
  if (!files.every((file) => file.startsWith(folder))) return undefined;
  return {
    name: servingName(context, node),
    model: `${setting(registry, 'catalog')}.${schemaName(context, registry)}.${only.name}`,
    version: setting(node, 'version'),
    files: files.map((file) => file.slice(folder.length)),
  };
}

/** Applications that may use an endpoint: they refer to it. */
function appsOf(context: ExportContext, endpoint: GraphNode): readonly GraphNode[] {
  const isUse = ({ kind }: GraphEdge) => kind === 'request';
  const ends = [...endpoint.in.filter(isUse).map(({ from }) => from), ...endpoint.out.filter(isUse).map(({ to }) => to)];
  return [...new Set(ends)].filter((one) => one.node.service === 'databricks-apps' && !context.exists(one));
}

const endings: Readonly<Record<string, string>> = { 'databricks-model-serving': 'serving', 'databricks-apps': 'app' };

function fileOf(context: ExportContext, node: GraphNode): string {
  return resourceFile(context, node, endings[node.node.service] ?? 'serving');
}

/** True if a file has resources that do not depend on an endpoint. */
function othersIn(context: ExportContext, file: string): boolean {
  return context.graph.nodes.some((one) => one.node.definition?.trim() === file && endings[one.node.service] === undefined);
}
