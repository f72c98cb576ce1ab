import type { GraphNode } from '../../catalog';
import type { ExportContext } from '../context';
import { pipelineBehind } from '../parts/own-cluster';
import { onlineServices } from './services';
import { firstColour } from './constants';

export function isOnline(node: GraphNode): boolean {
  return onlineServices.includes(node.node.service);
}

/** The deployment of an endpoint: named after the model that it serves, or by a colour where several take turns. */
export function deploymentName(context: ExportContext, endpoint: GraphNode): string {
  if (isOnline(endpoint)) return firstColour;
  const stated = endpoint.node.settings?.['deployment'];
  if (typeof stated === 'string' && stated !== '') return stated;
  const source = endpoint.in.find(({ kind }) => kind === 'model')?.from ?? pipelineBehind(endpoint);
  return source ? context.names.local(source.id, 32) : 'default';
}
