import type { GraphNode } from '../../catalog';
import { prose } from '../parts/expression-text';
import { reference, type Factory } from './factory';

/** The integration runtime that a copy needs beside the one that Azure hosts. */
export interface Runtime {
  readonly name: string;
  readonly selfHosted: boolean;
}

/** @returns `undefined` for the runtime that every factory has */
export function runtimeOf(factory: Factory, worker: GraphNode): Runtime | undefined {
  const { context } = factory;
  const edge = context.out(worker, 'runs-on').find(({ to }) => to.node.service === 'self-hosted-integration-runtime');
  const kind = context.graph.value(worker, 'integrationRuntime');
  if (edge) {
    const name = factory.add(
      'integrationRuntime',
      edge.to.id,
      context.names.symbol(edge.to.id),
      { nodes: [edge.to, worker], edges: [edge.id] },
      ({ nodes }) =>
        selfHosted(
          nodes.filter((node) => node !== edge.to),
          edge.to,
        ),
    );
    return { name, selfHosted: true };
  }
  if (kind === 'self-hosted-ir') {
    const [only, ...more] = context.of('self-hosted-integration-runtime');
    if (only && more.length === 0) {
      const name = factory.add(
        'integrationRuntime',
        only.id,
        context.names.symbol(only.id),
        { nodes: [only, worker], edges: [] },
        ({ nodes }) =>
          selfHosted(
            nodes.filter((node) => node !== only),
            only,
          ),
      );
      return { name, selfHosted: true };
    }
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

function selfHosted(served: readonly GraphNode[], drawn: GraphNode | undefined): object {
  const title = drawn ? `${prose(drawn.title)}. ` : '';
  return { type: 'SelfHosted', description: `${title}Serves: ${served.map(({ id }) => id).join(', ')}.` };
}
