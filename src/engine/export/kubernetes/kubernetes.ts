import type { GraphNode } from '../../catalog';
import type { ExportContext } from '../context';
import { from, fromKey, type Draft } from '../emit/draft';
import type { Exporter } from '../exporter';
import { containerName, edgeWords, hasManifests, neededNumber, replicasOf } from '../parts/containers';
import { mainFile } from '../parts/places';

/** Load at which a replica more is started, in percent of the processors asked for. */
const usualLoad = 70;

/** Containers on AKS that serve outside of Azure ML. */
export const kubernetes: Exporter = {
  meta: {
    id: 'kubernetes',
    title: 'Kubernetes',
    group: 'hosting',
    covers: 'A Deployment, a Service and, where the replicas follow the load, a HorizontalPodAutoscaler.',
    services: ['azure-kubernetes-service'],
  },

  applies: (context) => served(context).length > 0,

  *write(context) {
    for (const node of served(context)) yield manifests(context, node);
  },
};

function served(context: ExportContext): readonly GraphNode[] {
  return context.of('azure-kubernetes-service').filter((node) => hasManifests(context, node));
}

function manifests(context: ExportContext, node: GraphNode): Draft {
  const name = containerName(context, node);
  const { min = 2, max } = replicasOf(context, node);
  const port = neededNumber(context, node, 'port');
  const stated = context.text(node, 'namespace') ?? 'default';
  const metadata = { name, namespace: stated, labels: { app: name }, annotations: annotations(context, node) };
  const follows = max !== undefined && max > min;
  const deployment = {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata,
    spec: {
      // the number of replicas belongs to the autoscaler where there is one
      ...(follows ? {} : { replicas: min }),
      selector: { matchLabels: { app: name } },
      template: { metadata: { labels: { app: name } }, spec: { containers: [container(context, node, name, port)] } },
    },
  };
  const documents: object[] = [];
  // "default" is in every cluster; any other has to be there before what is in it
  if (stated !== 'default') documents.push(from({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: stated } }, { nodes: [node.id] }));
  documents.push(from(deployment, { nodes: [node.id] }), from(service(context, node, metadata, name), { nodes: [node.id] }));
  if (follows) documents.push(from(autoscaler(metadata, name, min, max), { nodes: [node.id] }));
  return { path: mainFile(context, node) ?? '', nodes: [node.id], format: 'yaml-documents', values: documents };
}

function container(context: ExportContext, node: GraphNode, name: string, port: number | string): object {
  const images = context.in(node, 'image');
  const memory = context.need(node, 'memory');
  const health = context.text(node, 'health');
  const probe = health === undefined ? undefined : { httpGet: { path: health, port: 'http' } };
  const size = context.graph.value(node, 'vmSize');
  const isGpu = typeof size === 'string' && /^Standard_N/i.test(size);
  const value = {
    name,
    image: context.need(node, 'image'),
    ports: [{ name: 'http', containerPort: port }],
    resources: {
      requests: { cpu: context.need(node, 'cpu'), memory },
      limits: { memory, ...(isGpu ? { 'nvidia.com/gpu': 1 } : {}) },
    },
    ...(probe ? { readinessProbe: probe, livenessProbe: { ...probe, initialDelaySeconds: 30 } } : {}),
  };
  if (images.length > 0) fromKey(value, 'image', { edges: images.map(({ id }) => id), comment: edgeWords(images) });
  return value;
}

function service(context: ExportContext, node: GraphNode, metadata: Readonly<Record<string, unknown>>, name: string): object {
  const reach = context.text(node, 'ingress') ?? 'cluster';
  const own = metadata['annotations'] as Readonly<Record<string, string>>;
  const annotated = reach === 'internal' ? { ...own, 'service.beta.kubernetes.io/azure-load-balancer-internal': 'true' } : own;
  const value = {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { ...metadata, annotations: annotated },
    spec: {
      type: reach === 'cluster' ? 'ClusterIP' : 'LoadBalancer',
      selector: { app: name },
      ports: [{ name: 'http', port: 80, targetPort: 'http' }],
    },
  };
  const requests = context.in(node, 'request');
  if (requests.length > 0) fromKey(value, 'spec', { edges: requests.map(({ id }) => id), comment: edgeWords(requests) });
  return value;
}

function autoscaler(metadata: object, name: string, min: number, max: number): object {
  return {
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    metadata,
    spec: {
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name },
      minReplicas: Math.max(1, min),
      maxReplicas: max,
      metrics: [{ type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: usualLoad } } }],
    },
  };
}

/** The id of a node may be longer than a label, so it is an annotation. */
function annotations(context: ExportContext, node: GraphNode): Record<string, string> {
  const tags = Object.entries(context.map(node, 'tags') ?? {}).map(([key, value]) => [key, String(value)] as const);
  return { 'pipedraft-node': node.id, ...Object.fromEntries(tags) };
}
