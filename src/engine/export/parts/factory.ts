import type { GraphNode } from '../../catalog';
import type { ExportContext } from '../context';
import { lettersOf, reservedNames } from '../names';
import { purposeOf } from './order';

/*
 * Pipelines of Data Factory and Synapse: which nodes have one, what it is called, and what it takes. Releases deploy them and workflows
 * start them by these names.
 */

export type FactoryHost = 'adf' | 'synapse';

const hosts: Readonly<Record<string, FactoryHost>> = { 'azure-data-factory': 'adf', 'synapse-pipelines': 'synapse' };
/** Services whose nodes are activities of the pipeline that starts them, and have a pipeline of their own otherwise. */
export const factoryStepServices: readonly string[] = ['adf-copy-activity', 'adf-data-flows'];
/** Services that run these activities too, but keep their pipelines elsewhere. */
const otherHosts: readonly string[] = ['fabric-data-factory'];

/** Nodes whose pipelines are in a factory or a Synapse workspace, in the plan's order. */
export function factoryPipelines(context: ExportContext, host: FactoryHost): readonly GraphNode[] {
  return context.graph.nodes.filter((node) => {
    const { service } = node.node;
    if (hosts[service] !== undefined) return hosts[service] === host;
    return host === 'adf' && factoryStepServices.includes(service) && orchestratorsOfStep(node).length === 0;
  });
}

/** The pipelines that a copy or a data flow is an activity of. */
export function orchestratorsOfStep(step: GraphNode): readonly GraphNode[] {
  return step.in
    .filter((edge) => edge.kind === 'control' && edge.from !== step && purposeOf(edge) === 'start')
    .map(({ from }) => from)
    .filter(({ node }) => hosts[node.service] !== undefined || otherHosts.includes(node.service));
}

/** True for a node that is an orchestrator of Data Factory or Synapse. */
export function isFactoryOrchestrator(node: GraphNode): boolean {
  return hosts[node.node.service] !== undefined;
}

/** Name of a node's pipeline or data flow: that of its own file, which has to be the same, or else the node's symbol. Case does not tell two apart. */
export function factoryObjectName(context: ExportContext, node: GraphNode): string {
  const stated = /([^/]+)\.json$/.exec(node.node.definition?.trim() ?? '')?.[1];
  if (stated !== undefined && /^[A-Za-z]\w{0,139}$/.test(stated)) return stated;
  const symbol = context.names.symbol(node.id);
  const same = context.graph.nodes.some((one) => one !== node && context.names.symbol(one.id).toLowerCase() === symbol.toLowerCase());
  return same || reservedNames.test(symbol) ? `${symbol}_${lettersOf(node.id)}` : symbol;
}

/** True if a node only tells of events, so that it starts a pipeline by a trigger. */
export function raisesEvents({ node }: GraphNode): boolean {
  return node.service === 'azure-storage' || node.service === 'azure-event-grid';
}

/** True if no work starts a pipeline, so that a trigger does. */
export function isTriggered(node: GraphNode): boolean {
  return !node.in.some((edge) => edge.kind === 'control' && edge.from !== node && purposeOf(edge) === 'start' && !raisesEvents(edge.from));
}

/** True if a pipeline runs for windows of time and takes their start and end. */
export function isWindowed(context: ExportContext, node: GraphNode): boolean {
  if (context.plan.context.needs?.schedule !== 'tumbling-window') return false;
  const seen = new Set([node]);
  for (const one of seen) {
    if (isTriggered(one) && !one.in.some(({ kind, from }) => kind === 'control' && raisesEvents(from))) return true;
    for (const edge of one.in)
      if (edge.kind === 'control' && purposeOf(edge) === 'start' && isFactoryOrchestrator(edge.from)) seen.add(edge.from);
  }
  return false;
}

/** Parameters that a caller of a pipeline hands over. */
export function pipelineParameters(context: ExportContext, node: GraphNode): readonly string[] {
  return isWindowed(context, node) ? ['windowStart', 'windowEnd'] : [];
}
