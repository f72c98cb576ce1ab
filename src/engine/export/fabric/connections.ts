import type { GraphNode } from '../../catalog';
import type { ExportContext } from '../context';
import { orGap } from '../parts/expression-text';

/** What a map of a pipeline's settings says about another node. */
export function entryOf(context: ExportContext, by: GraphNode, setting: string, node: GraphNode): string | undefined {
  const value = context.map(by, setting)?.[node.id];
  return value === undefined || typeof value === 'object' || value === '' ? undefined : String(value);
}

/** Id of the connection to a node; people make connections in Fabric, so a plan has to state it. */
export function connectionOf(context: ExportContext, by: GraphNode, node: GraphNode): string {
  return orGap(entryOf(context, by, 'connections', node), () => context.gapOf(by, 'connections'));
}
