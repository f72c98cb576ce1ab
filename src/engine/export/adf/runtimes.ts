import type { GraphEdge, GraphNode } from '../../catalog';
import { prose } from '../parts/expression-text';
import { orchestratorsOfStep } from '../parts/factory';
import { reference, type Factory } from './factory';

/** The integration runtime that a copy needs beside the one that Azure hosts. */
export interface Runtime {
  readonly name: string;
  readonly selfHosted: boolean;
}

/** @returns `undefined` for the runtime that every factory has */
export function runtimeOf(factory: Factory, worker: GraphNode): Runtime | undefined {
  const { context } = factory;
  const edge = runsOn(factory, worker) ?? orchestratorsOfStep(worker).flatMap((one) => runsOn(factory, one) ?? [])[0];
  const kind = context.graph.value(worker, 'integrationRuntime');
  if (edge) return drawnRuntime(factory, worker, edge.to, edge.id);
  if (kind === 'self-hosted-ir') {
    const [only, ...more] = context.of(selfHostedService);
    if (only && more.length === 0) return drawnRuntime(factory, worker, only, undefined);
    const name = factory.add('integrationRuntime', ' self-hosted', 'self_hosted', { nodes: [worker], edges: [] }, ({ nodes }) =>
      selfHosted(nodes, undefined),
    );
    return { name, selfHosted: true };
  }
  if (kind !== 'managed-vnet-ir') return undefined;
  const network = factory.add('managedVirtualNetwork', ' network', 'default', { nodes: [worker], edges: [] }, () => ({}));
  const name = factory.add('integrationRuntime', ' managed', 'managed_network', { nodes: [worker], edges: [] }, ({ nodes }) => ({
    type: 'Managed',
    description: `Serves: ${nodes.map(({ id }) => id).join(', ')}.`,
    typeProperties: { computeProperties: { location: 'AutoResolve' } },
    managedVirtualNetwork: reference(network, 'ManagedVirtualNetworkReference'),
  }));
  return { name, selfHosted: false };
}

const selfHostedService = 'self-hosted-integration-runtime';

/** The edge from a node to the runtime that it runs on. */
export function runsOn({ context }: Factory, node: GraphNode): GraphEdge | undefined {
  return context.out(node, 'runs-on').find(({ to }) => to.node.service === selfHostedService);
}

/** A runtime of the plan. One that exists already is referred to by its name. */
export function drawnRuntime(factory: Factory, worker: GraphNode, runtime: GraphNode, edge: string | undefined): Runtime {
  const { context } = factory;
  const wished = context.nameOf(runtime, context.names.symbol(runtime.id));
  if (context.exists(runtime)) return { name: wished, selfHosted: true };
  const origins = { nodes: [runtime, worker], edges: edge === undefined ? [] : [edge] };
  const name = factory.add('integrationRuntime', runtime.id, wished, origins, ({ nodes }) =>
    selfHosted(
      nodes.filter((node) => node !== runtime),
      runtime,
    ),
  );
  return { name, selfHosted: true };
}

function selfHosted(served: readonly GraphNode[], drawn: GraphNode | undefined): object {
  const title = drawn ? `${prose(drawn.title)}. ` : '';
  return { type: 'SelfHosted', description: `${title}Serves: ${served.map(({ id }) => id).join(', ')}.` };
}
