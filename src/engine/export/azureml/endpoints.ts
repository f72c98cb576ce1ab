import { regionId, type GraphEdge, type GraphNode } from '../../catalog';
import type { ExportContext } from '../context';
import { from, fromKey, type Draft } from '../emit/draft';
import { purposeOf } from '../parts/order';
import { ownClusterName, ownsCluster, pipelineBehind, runsPipeline } from '../parts/own-cluster';
import { deploymentFile, mainFile, relativePath } from '../parts/places';
import { hasGap } from '../gap';
import { computeName, endpointName, workspaceRegion } from '../parts/resources';
import { computeOf, drawnCompute, nodesOf, ownCluster, sizeOf, type JobCompute } from './compute';
import { schemaOf } from './constants';
import { deploymentName, isOnline } from './endpoint-names';
import { environmentOf } from './environment';
import { pipelineComponent, pipelineComponentFile } from './pipeline';
import { isWork } from '../parts/steps';
import { assetReference, modelType, ownModel, servesModels, onlineServices } from './services';
import { StepSettings, asMap, asText } from './step-settings';
import { edgeText, edgesText, headOf, idsOf, originOf, present, tagsOf, titleOf } from './texts';

/* Endpoints of Azure ML with one deployment each. */

export function* endpointFiles(context: ExportContext): Iterable<Draft> {
  for (const node of context.of('azure-ml-batch-endpoints')) yield* batch(context, node);
  for (const node of context.of(...onlineServices)) if (servesModels(node)) yield* online(context, node);
}

function* batch(context: ExportContext, node: GraphNode): Iterable<Draft> {
  if (!context.exists(node))
    yield endpointFile(context, node, {
      $schema: schemaOf.batchEndpoint,
      name: endpointName(context, node),
      description: titleOf(node),
      auth_mode: 'aad_token',
      tags: tagsOf(node),
    });
  const pipeline = pipelineBehind(node);
  if (pipeline && runsPipeline(context, node)) {
    yield pipelineDeployment(context, node, pipeline);
    yield pipelineComponent(context, pipeline);
    return;
  }
  yield modelDeployment(context, node);
  if (ownsCluster(context, node)) yield ownCluster(context, node);
}

/** No default deployment and no traffic: at the endpoint's creation there is no deployment yet. */
function endpointFile(context: ExportContext, node: GraphNode, value: Record<string, unknown>): Draft {
  const callers = node.in.filter((edge) => edge.kind === 'request' || (edge.kind === 'control' && purposeOf(edge) === 'start'));
  const stated = node.node.region?.trim();
  const home = workspaceRegion(context);
  const region = hasGap(home) ? 'its region' : home;
  if (stated !== undefined && stated !== '' && (regionId(stated) ?? stated) !== home)
    context.remark(
      `"${node.title}" is in the region of its workspace, ${region}, and not in ${stated}: an endpoint elsewhere needs a workspace there, in a plan of its own.`,
      [node],
    );
  fromKey(value, 'name', {
    ...originOf([node], callers),
    comment: `at most 32 characters, unique in ${region}${callers.length > 0 ? `; called by this name: ${edgesText(callers)}` : ''}`,
  });
  const later = isOnline(node)
    ? 'No traffic here: it is set once the deployment exists.'
    : 'No default deployment here: it does not exist yet when the endpoint is created. Set it with the deployment (--set-default).';
  return {
    path: mainFile(context, node) ?? '',
    nodes: [node.id],
    edges: callers.map(({ id }) => id),
    head: [...headOf(context, node), later],
    format: 'yaml',
    value,
  };
}

function modelDeployment(context: ExportContext, node: GraphNode): Draft {
  const path = deploymentFile(context, node);
  const model = modelOf(context, node);
  const compute = batchCompute(context, node);
  const settings = batchSettings(context, node);
  const code = codeOf(context, node, path, model.type);
  const instances = instancesOf(context, node, compute);
  const value = present({
    $schema: schemaOf.modelBatchDeployment,
    name: deploymentName(context, node),
    endpoint_name: endpointName(context, node),
    type: 'model',
    tags: tagsOf(node),
    model: model.reference,
    ...code.value,
    compute: compute.reference,
    resources: instances === undefined ? undefined : { instance_count: instances.count },
    settings,
  });
  markModel(context, value, node, model.edge);
  markCompute(value, node, compute);
  if (instances?.comment !== undefined)
    fromKey(value['resources'] as object, 'instance_count', { comment: instances.comment, nodes: [node.id] });
  return deploymentDraft(
    path,
    node,
    value,
    [...(model.edge ? [model.edge] : []), ...compute.edges, ...code.edges],
    [
      ...(model.type === 'mlflow_model' && code.edges.length === 0
        ? ['An MLflow model brings its own scoring script and environment.']
        : []),
    ],
  );
}

function pipelineDeployment(context: ExportContext, node: GraphNode, pipeline: GraphNode): Draft {
  const path = deploymentFile(context, node);
  const edges = context.out(node, 'control').filter(({ to }) => to === pipeline);
  const compute = drawnCompute(context, pipeline) ?? drawnCompute(context, node) ?? computeOf(context, pipeline);
  const value: Record<string, unknown> = {
    $schema: schemaOf.pipelineComponentBatchDeployment,
    name: deploymentName(context, node),
    endpoint_name: endpointName(context, node),
    type: 'pipeline',
    tags: tagsOf(node),
    component: relativePath(path, pipelineComponentFile(context, pipeline)),
    settings: { default_compute: compute.reference },
  };
  fromKey(value, 'component', { ...originOf([node, pipeline], edges), comment: edgesText(edges) });
  markCompute(value['settings'] as object, node, compute, 'default_compute');
  return deploymentDraft(
    path,
    node,
    value,
    [...edges, ...compute.edges],
    ['The endpoint runs a pipeline: its inputs and outputs are those of a call.'],
  );
}

function* online(context: ExportContext, node: GraphNode): Iterable<Draft> {
  const kubernetes = node.node.service === 'azure-ml-kubernetes-compute';
  const endpoint = present({
    $schema: kubernetes ? schemaOf.kubernetesOnlineEndpoint : schemaOf.managedOnlineEndpoint,
    name: endpointName(context, node),
    description: titleOf(node),
    compute: kubernetes ? `azureml:${clusterName(context, node)}` : undefined,
    auth_mode: context.text(node, 'auth') ?? 'aad_token',
    tags: tagsOf(node),
  });
  if (!context.exists(node)) yield endpointFile(context, node, endpoint);
  yield onlineDeployment(context, node, kubernetes);
  if (asMap(context.setting(node, 'traffic')))
    context.remark(`Traffic of "${titleOf(node)}" is set after its deployments exist: az ml online-endpoint update --traffic.`, [node]);
}

/** The node is the compute and the endpoint: a stated name is the endpoint's. */
function clusterName(context: ExportContext, node: GraphNode): string {
  return node.node.settings?.['name'] === undefined ? computeName(context, node) : context.names.local(node.id, 24);
}

function onlineDeployment(context: ExportContext, node: GraphNode, kubernetes: boolean): Draft {
  const path = deploymentFile(context, node);
  const model = modelOf(context, node);
  const code = codeOf(context, node, path, model.type);
  const readers = context.out(node, 'data').filter(({ to }) => to.node.service === 'azure-ml-model-monitoring');
  const collect = node.node.settings?.['collect'];
  const collects = collect === undefined ? readers.length > 0 : collect === true;
  const insights = context.out(node, 'telemetry').filter(({ to }) => to.node.service === 'application-insights');
  const requests = present({
    request_timeout_ms: whole(context.number(node, 'requestTimeoutMs')),
    max_concurrent_requests_per_instance: whole(context.number(node, 'concurrency')),
  });
  const value = present({
    $schema: kubernetes ? schemaOf.kubernetesOnlineDeployment : schemaOf.managedOnlineDeployment,
    name: deploymentName(context, node),
    endpoint_name: endpointName(context, node),
    ...(kubernetes ? { type: 'kubernetes' } : {}),
    tags: tagsOf(node),
    model: model.reference,
    ...code.value,
    ...(kubernetes ? kubernetesSize(context, node) : managedSize(context, node)),
    request_settings: Object.keys(requests).length > 0 ? requests : undefined,
    app_insights_enabled: insights.length > 0 ? true : undefined,
    data_collector: collects ? { collections: { model_inputs: { enabled: 'True' }, model_outputs: { enabled: 'True' } } } : undefined,
  });
  markModel(context, value, node, model.edge);
  if (collects && readers.length > 0)
    fromKey(value, 'data_collector', { ...originOf([node, ...readers.map(({ to }) => to)], readers), comment: edgesText(readers) });
  if (insights.length > 0)
    fromKey(value, 'app_insights_enabled', {
      ...originOf([node, ...insights.map(({ to }) => to)], insights),
      comment: edgesText(insights),
    });
  return deploymentDraft(
    path,
    node,
    value,
    [...(model.edge ? [model.edge] : []), ...code.edges, ...(collects ? readers : []), ...insights],
    [
      ...(model.type === 'mlflow_model' && code.edges.length === 0
        ? ['An MLflow model brings its own scoring script and environment.']
        : []),
    ],
  );
}

/** As many machines as the cost counts: those of the plan, or those that the peak load takes. */
function managedSize(context: ExportContext, node: GraphNode): Record<string, unknown> {
  const [peak, each] = [
    context.graph.amount(node, 'peakRequestsPerSecond') ?? 0,
    context.graph.amount(node, 'requestsPerSecondPerInstance') ?? 0,
  ];
  const needed = each > 0 ? Math.ceil(peak / each) : 0;
  const count = Math.max(1, Math.ceil(context.graph.amount(node, 'instances') ?? 1), needed);
  return { instance_type: sizeOf(context, node) ?? context.gapOf(node, 'size'), instance_count: count };
}

function kubernetesSize(context: ExportContext, node: GraphNode): Record<string, unknown> {
  const stated = context.map(node, 'resources') ?? {};
  const gap = () => context.gapOf(node, 'resources');
  const limits = present({ cpu: asText(stated['cpuLimit']), memory: asText(stated['memoryLimit']) });
  return {
    instance_count: Math.max(1, whole(context.number(node, 'instances')) ?? 1),
    resources: {
      requests: { cpu: asText(stated['cpu']) ?? gap(), memory: asText(stated['memory']) ?? gap() },
      ...(Object.keys(limits).length > 0 ? { limits } : {}),
    },
  };
}

interface ServedModel {
  readonly reference: string;
  readonly type: string;
  readonly edge: GraphEdge | undefined;
}

/** The model that an endpoint serves: of a registry, or the one that a training registers. */
function modelOf(context: ExportContext, node: GraphNode): ServedModel {
  const edges = context.in(node, 'model');
  const edge = edges.find(({ from: source }) => source.node.service === 'azure-ml-model-registry' || isWork(context, source)) ?? edges[0];
  if (edges.length > 1)
    context.remark(
      `"${titleOf(node)}" has one deployment, for ${edge?.from.id ?? ''}.`,
      [node],
      edges.filter((one) => one !== edge),
    );
  const source = edge?.from;
  if (source?.node.service === 'azure-ml-model-registry')
    return { reference: assetReference(context, source), type: modelType(context, source, undefined), edge };
  if (source && isWork(context, source))
    return { reference: `azureml:${ownModel(context, source)}@latest`, type: modelType(context, undefined, source), edge };
  // a workspace or an experiment in between keeps the models of the job behind it
  const behind = source?.in.find(({ kind, from: job }) => kind === 'model' && isWork(context, job))?.from;
  if (behind) return { reference: `azureml:${ownModel(context, behind)}@latest`, type: modelType(context, undefined, behind), edge };
  const stated = context.text(node, 'model') ?? context.gapOf(node, 'model');
  return {
    reference: stated.startsWith('azureml:') ? stated : `azureml:${stated}`,
    type: node.node.settings?.['code'] === undefined ? 'mlflow_model' : 'custom_model',
    edge,
  };
}

function markModel(context: ExportContext, value: Record<string, unknown>, node: GraphNode, edge: GraphEdge | undefined): void {
  if (!edge) return;
  const release = context.in(node, 'control').find((one) => purposeOf(one) === 'deploy');
  const later = release ? `; the release puts the approved version here (${edgeText(release)})` : '';
  fromKey(value, 'model', { ...originOf([node, edge.from], [edge]), comment: `${edgeText(edge)}${later}` });
}

function batchCompute(context: ExportContext, node: GraphNode): JobCompute {
  const drawn = drawnCompute(context, node);
  if (drawn && drawn.reference !== 'azureml:serverless') return drawn;
  if (!ownsCluster(context, node)) return computeOf(context, node);
  return { reference: `azureml:${ownClusterName(context, node)}`, instanceType: undefined, node: undefined, edges: [] };
}

function markCompute(value: object, node: GraphNode, { edges, node: compute }: JobCompute, key = 'compute'): void {
  if (edges.length > 0) fromKey(value, key, { ...originOf([node, ...(compute ? [compute] : [])], edges), comment: edgesText(edges) });
}

function instancesOf(context: ExportContext, node: GraphNode, compute: JobCompute): { count: number; comment?: string } | undefined {
  const stated = whole(context.number(node, 'instances'));
  if (stated !== undefined) return { count: Math.max(1, stated) };
  const count = compute.node ? nodesOf(context, compute.node) : nodesOf(context, node);
  if (count === undefined) return undefined;
  context.took(node, 'instances', count);
  return { count, comment: compute.node ? `all nodes of ${compute.node.id}` : 'all nodes of its own cluster' };
}

function batchSettings(context: ExportContext, node: GraphNode): Record<string, unknown> {
  const retry = present({ max_retries: whole(context.number(node, 'retries')), timeout: whole(context.number(node, 'timeoutSeconds')) });
  return present({
    mini_batch_size: whole(context.number(node, 'miniBatch')),
    max_concurrency_per_instance: whole(context.number(node, 'concurrency')),
    output_action: context.text(node, 'action') ?? 'append_row',
    retry_settings: Object.keys(retry).length > 0 ? retry : undefined,
  });
}

/** The scoring script with its environment. An MLflow model brings both, unless the plan states a script. */
function codeOf(
  context: ExportContext,
  node: GraphNode,
  path: string,
  type: string,
): { value: Record<string, unknown>; edges: readonly GraphEdge[] } {
  const images = context.in(node, 'image');
  const stated = asMap(node.node.settings?.['code']);
  if (!stated && type === 'mlflow_model') {
    if (images.length > 0)
      context.remark(
        `An MLflow model brings its environment, so "${titleOf(node)}" does not take the one that is drawn. State "code" to use it.`,
        [node],
        images,
      );
    return { value: {}, edges: [] };
  }
  const settings = new StepSettings(context, node);
  const folder = asText(stated?.['folder']);
  return {
    value: {
      code_configuration: from(
        {
          code: folder === undefined ? settings.gap('code') : relativePath(path, folder.replace(/\/+$/, '')),
          scoring_script: asText(stated?.['script']) ?? settings.gap('code'),
        },
        { nodes: [node.id] },
      ),
      environment: environmentOf(context, settings, path, images),
    },
    edges: images,
  };
}

function deploymentDraft(
  path: string,
  node: GraphNode,
  value: Record<string, unknown>,
  edges: readonly GraphEdge[],
  head: readonly string[],
): Draft {
  const ends = edges.flatMap(({ from: start, to }) => [start, to]);
  return { path, nodes: idsOf([node, ...ends]), edges: [...new Set(edges.map(({ id }) => id))], head, format: 'yaml', value };
}

function whole(value: number | undefined): number | undefined {
  return value === undefined ? undefined : Math.round(value);
}
