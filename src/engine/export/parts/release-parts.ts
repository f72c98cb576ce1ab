import type { GraphEdge, GraphNode } from '../../catalog';
import type { ExportContext } from '../context';
import { factoryPipelines } from './factory';
import { infrastructureLanguage, loadedWorkflows } from './infrastructure/files';
import { predecessors, purposeOf, topological } from './order';
import { imageName } from './image-name';
import { appPart } from './release-app';
import {
  bundleServices,
  endpointServices,
  factoryServices,
  isMachineLearning,
  nodePart,
  withoutResources,
  type ReleasePart,
} from './release-part';
import { bundleHold, trainedModel, untilTrained, untilWatched } from './first-models';
import { bundleFile, bundleFolder, mainFile } from './places';
import { endpointPaths, jobPaths } from './release-gate';
import { isTarget, deployerOf, homeTool, linkTo } from './release-tools';
import { isPipeline, jobsAlone, pipelineServices } from './steps';
import { resourceName } from './resources';
import { hasDataFile, isJob, isVersioned, startedReader, storeDataFile } from './release-data';
import { infrastructureFolder, infrastructureLines, needsTerraform } from './release-infrastructure';
import { ownClusterFile, ownsCluster } from './own-cluster';
import * as shell from './release-shell';

/*
 * The parts that a release deploys: infrastructure, the factory, the workspace, the bundle, apps. One part is one stage or job.
 */

const resourceServices = /^(?:azure-|adf-|databricks-(?!dbutils)|synapse-|application-insights$|data-science-vm$|microsoft-foundry$)/;

/** True if the plan has something that infrastructure creates. */
export function hasInfrastructure(context: ExportContext): boolean {
  return (
    infrastructureLanguage(context) !== undefined &&
    context.graph.nodes.some(
      (node) => resourceServices.test(node.node.service) && !withoutResources.test(node.node.service) && !context.exists(node),
    )
  );
}

/** What a tool deploys with every change. @param later endpoints and monitors that a training's own release deploys */
export function partsOf(context: ExportContext, tool: GraphNode | undefined, later: ReadonlySet<GraphNode>): readonly ReleasePart[] {
  const isHome = tool === homeTool(context);
  const parts: ReleasePart[] = [];
  const mine = (node: GraphNode) => deployerOf(context, node) === tool;
  const infra = isHome && hasInfrastructure(context) ? infraPart(context) : undefined;
  if (infra) parts.push(infra);
  const after = infra ? [infra.id] : [];
  const images = imagePart(context, tool, after);
  if (images) parts.push(images);
  const factory = factoryPart(context, tool, after, mine);
  if (factory) parts.push(factory);
  const workspace = isTarget(context, 'azureml') ? workspacePart(context, tool, after, mine) : undefined;
  if (workspace) parts.push(workspace);
  const bundle = bundlePart(context, tool, after, mine);
  if (bundle) parts.push(bundle);
  const afterImages = images ? [images.id] : after;
  const served = isTarget(context, 'azureml') ? context.of(...endpointServices).filter((node) => mine(node) && !later.has(node)) : [];
  const endpoints = served.map((node) => endpointPart(context, tool, node, undefined, workspace ? [workspace.id] : after));
  parts.push(...endpoints);
  for (const monitor of context.of('azure-ml-model-monitoring'))
    if (isTarget(context, 'azureml') && mine(monitor) && !later.has(monitor))
      parts.push(
        monitorPart(
          context,
          tool,
          monitor,
          undefined,
          endpoints.length > 0 ? endpoints.map(({ id }) => id) : workspace ? [workspace.id] : after,
          untilWatched(context, monitor, served),
        ),
      );
  for (const node of context.graph.nodes) {
    if (!mine(node) || later.has(node)) continue;
    const app = appPart(context, tool, node, afterImages);
    if (app) parts.push(app);
  }
  return parts;
}

function infraPart(context: ExportContext): ReleasePart {
  return {
    id: 'infra',
    title: 'Infrastructure',
    nodes: [],
    edges: [],
    paths: [infrastructureFolder(context), ...loadedWorkflows(context).map(({ path }) => path)],
    lines: infrastructureLines(context),
    needs: needsTerraform(context) ? ['terraform'] : [],
    after: [],
    approval: undefined,
  };
}

/** A tool with an edge to a registry builds the images of the plan there. */
function imagePart(context: ExportContext, tool: GraphNode | undefined, after: readonly string[]): ReleasePart | undefined {
  const edges = tool ? context.out(tool, 'image').filter(({ to }) => to.node.service === 'azure-container-registry') : [];
  const [edge] = edges;
  if (!edge) return undefined;
  // Azure ML builds the images of its own jobs and endpoints
  const files = isTarget(context, 'docker')
    ? context.of('docker').filter((node) => {
        const takes = context.out(node, 'image').map(({ to }) => to);
        return takes.length === 0 || takes.some((to) => !isMachineLearning(to));
      })
    : [];
  if (files.length === 0) {
    context.remark('No image is built: the plan has no Docker node for what is deployed from the registry.', [edge.from, edge.to], edges);
    return undefined;
  }
  const lines = files.map((node) =>
    shell.imageLine(resourceName(context, edge.to), imageName(context, node, files), mainFile(context, node) ?? ''),
  );
  return {
    id: nodePart(context, edge.to),
    title: edge.to.title,
    nodes: [edge.to.id, ...files.map(({ id }) => id)],
    edges,
    paths: files.map((node) => mainFile(context, node) ?? ''),
    lines,
    needs: [],
    after,
    approval: undefined,
  };
}

type Mine = (node: GraphNode) => boolean;

function factoryPart(context: ExportContext, tool: GraphNode | undefined, after: readonly string[], mine: Mine): ReleasePart | undefined {
  if (!isTarget(context, 'adf')) return undefined;
  const all = context.of(...factoryServices);
  const drawn = context.of('azure-data-factory');
  const lead = drawn.find((node) => linkTo(context, tool, node)) ?? drawn[0] ?? all[0];
  if (!lead || !mine(lead)) return undefined;
  const links = all.flatMap((node) => linkTo(context, tool, node) ?? []);
  // a pipeline that another one calls has to be there first
  const order = topological(drawn, predecessors(drawn)).filter((node) =>
    node.out.some(({ kind, to }) => kind === 'control' && drawn.includes(to)),
  );
  const called = order.flatMap((node) => node.out.filter(({ kind, to }) => kind === 'control' && drawn.includes(to)).map(({ to }) => to));
  const folder = context.folder('adf');
  const placed = (nodes: readonly GraphNode[], inside: string) =>
    nodes.map((node) => mainFile(context, node) ?? '').filter((path) => path.replace(/[^/]*$/, '') !== `${folder}/${inside}/`);
  const first = [...new Set(called)].reverse().map((node) => mainFile(context, node) ?? '');
  const pipelines = placed(factoryPipelines(context, 'adf'), 'pipeline');
  const dataFlows = placed(context.of('adf-data-flows'), 'dataflow');
  return {
    id: nodePart(context, lead),
    title: lead.title,
    nodes: all.map(({ id }) => id),
    edges: links.flatMap(({ edges }) => edges),
    paths: [folder, ...[...pipelines, ...dataFlows].filter((path) => !path.startsWith(`${folder}/`))],
    lines: shell.factoryLines(context, { pipelines: [...new Set([...first, ...pipelines])], dataFlows }),
    needs: ['jq'],
    after,
    approval: links.find(({ approval }) => approval)?.approval,
  };
}

/** Data, computes, models, endpoints without a deployment, and the schedules of what nothing else starts. */
function workspacePart(context: ExportContext, tool: GraphNode | undefined, after: readonly string[], mine: Mine): ReleasePart | undefined {
  const lines: string[] = [];
  const paths: string[] = [];
  const nodes: GraphNode[] = [];
  const edges: GraphEdge[] = [];
  const add = (node: GraphNode, path: string, ...more: readonly string[]) => {
    nodes.push(node);
    paths.push(path);
    lines.push(...more);
    edges.push(...(linkTo(context, tool, node)?.edges ?? []));
  };
  const owned = (...services: readonly string[]) => context.of(...services).filter(mine);
  const file = (node: GraphNode) => mainFile(context, node) ?? '';
  if (infrastructureLanguage(context) === undefined)
    for (const node of owned('azure-ml-compute')) if (!context.exists(node)) add(node, file(node), shell.createLine('compute', file(node)));
  for (const node of owned('azure-ml-datasets'))
    if (hasDataFile(context, node) && !startedReader(context, node)) add(node, file(node), shell.dataLine(file(node), isVersioned(node)));
  for (const node of owned('azure-storage')) {
    const monitors = context.out(node, 'data').filter(({ to }) => to.node.service === 'azure-ml-model-monitoring');
    const asset = storeDataFile(context, node);
    if (monitors.length === 1) add(node, asset, shell.dataLine(asset, false));
    // one file for all, or one for each where they read different folders
    else if (monitors.length > 1) add(node, `${context.folder('ml')}/data`, ...shell.dataLines(asset));
  }
  for (const node of owned('azure-ml-model-registry'))
    if (!context.in(node, 'model').some(({ from }) => isJob(from)) && !context.exists(node))
      add(node, file(node), shell.createLine('model', file(node)));
  for (const node of owned(...endpointServices)) if (!context.exists(node)) add(node, file(node), ...shell.endpointLines(context, node));
  const jobs = [...context.of(...pipelineServices).filter((node) => isPipeline(context, node)), ...jobsAlone(context)].filter(mine);
  for (const node of jobs) {
    const isStarted = node.in.some((edge) => edge.kind === 'control' && purposeOf(edge) === 'start');
    const isAsked = context.plan.context.needs?.schedule !== undefined && (context.graph.amount(node, 'runsPerMonth') ?? 0) > 0;
    if (isStarted || (node.node.settings?.['schedule'] === undefined && !isAsked)) continue;
    const schedule = `${context.folder('ml')}/schedules/${context.names.file(node.id)}.yml`;
    add(node, schedule, shell.createLine('schedule', schedule));
    paths.push(...jobPaths(context, node));
  }
  if (lines.length === 0) return undefined;
  return {
    id: 'ml',
    title: 'Azure ML',
    nodes: nodes.map(({ id }) => id),
    edges,
    paths: [...new Set(paths)].filter((path, _, all) => !all.some((other) => other !== path && path.startsWith(`${other}/`))),
    lines: [...shell.mlHead, ...lines],
    needs: [],
    after,
    approval: undefined,
  };
}

function bundlePart(context: ExportContext, tool: GraphNode | undefined, after: readonly string[], mine: Mine): ReleasePart | undefined {
  if (!isTarget(context, 'databricks')) return undefined;
  const all = context.of(...bundleServices);
  const linked = all.filter((node) => linkTo(context, tool, node));
  const lead = linked[0] ?? all.find((node) => mine(node));
  // one bundle is deployed as a whole, by the first tool that has an edge to a part of it
  const deployer = all.map((node) => deployerOf(context, node)).find((one) => one !== homeTool(context)) ?? homeTool(context);
  if (!lead || deployer !== tool) return undefined;
  const links = all.flatMap((node) => linkTo(context, tool, node) ?? []);
  return {
    id: 'databricks',
    title: 'Databricks',
    nodes: all.map(({ id }) => id),
    edges: links.flatMap(({ edges }) => edges),
    paths: bundlePaths(context),
    ...bundleWork(context),
    after,
    approval: links.find(({ approval }) => approval)?.approval,
  };
}

/** The commands that deploy a bundle. */
function bundleWork(context: ExportContext): Pick<ReleasePart, 'lines' | 'needs'> {
  const hold = bundleHold(context);
  return {
    lines: [...shell.bundleHead(context), ...hold, ...shell.bundleDeployLines()],
    needs: hold.some((line) => line.includes('| jq ')) ? ['databricks', 'jq'] : ['databricks'],
  };
}

/** Files of a bundle that must be free of gaps: its folder, or in the root of the repository what the nodes of the plan give. */
export function bundlePaths(context: ExportContext): readonly string[] {
  const folder = bundleFolder(context).replace(/\/$/, '');
  if (folder !== '') return [folder];
  const files = context.of(...bundleServices).filter((node) => !context.exists(node) && node.node.service !== 'databricks-notebooks');
  return [...new Set([bundleFile(context), ...files.flatMap((node) => mainFile(context, node) ?? [])])];
}

/** Deploys a bundle again after a run, with the endpoint whose model the run has registered. */
export function servingPart(context: ExportContext, tool: GraphNode | undefined, node: GraphNode): ReleasePart {
  const link = linkTo(context, tool, node);
  return {
    id: nodePart(context, node),
    title: node.title,
    nodes: [node.id],
    edges: link?.edges ?? [],
    paths: bundlePaths(context),
    ...bundleWork(context),
    after: [],
    approval: link?.approval,
  };
}

/** Puts a model behind an endpoint of Azure ML. @param training the run whose version it is */
export function endpointPart(
  context: ExportContext,
  tool: GraphNode | undefined,
  node: GraphNode,
  training: GraphNode | undefined,
  after: readonly string[],
): ReleasePart {
  const link = linkTo(context, tool, node);
  const model = training && shell.modelName(context, training, node);
  const cluster = ownsCluster(context, node) ? [ownClusterFile(context, node)] : [];
  return {
    id: nodePart(context, node),
    title: node.title,
    nodes: [node.id, ...(training ? [training.id] : [])],
    edges: link?.edges ?? [],
    paths: [...endpointPaths(context, node), ...cluster],
    lines: [
      ...shell.mlHead,
      ...(training ? [] : untilTrained(context, node)),
      ...cluster.map((file) => shell.createLine('compute', file)),
      ...shell.deploymentLines(context, node, model),
    ],
    needs: [],
    after,
    approval: link?.approval,
    isUntrained: !training && trainedModel(context, node) !== undefined,
  };
}

/** Creates a monitor. @param reference name of the data of a run that it compares with @param untrained lines that end it before a training */
export function monitorPart(
  context: ExportContext,
  tool: GraphNode | undefined,
  node: GraphNode,
  reference: string | undefined,
  after: readonly string[],
  untrained: readonly string[] = [],
): ReleasePart {
  const drifts = (context.graph.value(node, 'signals') ?? 'drift') === 'drift';
  return {
    id: nodePart(context, node),
    title: node.title,
    nodes: [node.id],
    edges: linkTo(context, tool, node)?.edges ?? [],
    paths: [mainFile(context, node) ?? ''],
    lines: [...shell.mlHead, ...untrained, ...shell.monitorLines(context, node, drifts ? reference : undefined)],
    needs: [],
    after,
    approval: undefined,
    isUntrained: untrained.length > 0,
  };
}
