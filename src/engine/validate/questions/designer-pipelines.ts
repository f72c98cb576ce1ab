import type { GraphNode, PlanGraph } from '../../catalog';

/*
 * Designer nodes of one pipeline, and the kind of components that each is made of.
 */

/** True if a node is made of components of a kind; the service has to know the difference. */
export function isMadeOf(graph: PlanGraph, node: GraphNode, components: 'classic' | 'custom'): boolean {
  return isDesigner(node) && graph.value(node, 'components') === components;
}

/** The nodes that are joined to a node by edges between nodes of the designer, itself first. */
export function pipelineOf(node: GraphNode): readonly GraphNode[] {
  const seen = new Set([node]);
  for (const current of seen) {
    for (const { to } of current.out) if (isDesigner(to)) seen.add(to);
    for (const { from } of current.in) if (isDesigner(from)) seen.add(from);
  }
  return [...seen];
}

function isDesigner({ service }: GraphNode): boolean {
  return (
    service?.usage.some(
      (field) => field.id === 'components' && field.type === 'choice' && field.options.some(({ value }) => value === 'classic'),
    ) ?? false
  );
}
