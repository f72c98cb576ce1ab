import { isDeployment, offersModels, takesCare } from '#engine/notions';
import type { Plan } from '#engine/plan';
import { catalog } from '../../harness/resources.ts';
import { drawnPlan as anyPlan, graphOf, isNative, withoutStages } from '../../harness/scored-plans.ts';

/* Plans that the laws of edits are about. */

/** What belongs to others is left out of scores, and has a law of its own. */
export const drawnPlan = anyPlan.map((plan): Plan => ({
  ...plan,
  nodes: Object.fromEntries(
    Object.entries(plan.nodes).map(([id, node]) => [
      id,
      catalog.get(node.service)?.outside || node.stage === 'source' ? { service: 'azure-storage' } : node,
    ]),
  ),
}));

/**
 * True if what the plan joins can be compared with less of it. Where no more than one node does some of the work, nothing has to be joined,
 * so the part is left out once no edge works: then edges that need glue, or cannot work, are better left out.
 */
export function hasToBeJoined(plan: Plan): boolean {
  const { nodes, edges } = graphOf(plan);
  const working = nodes.filter(({ service }) => !service || !takesCare(service));
  return working.length > 1 || edges.every(isNative);
}

/**
 * The plan without stages, but for those that no edge can show: that a job scores all the time, and that people only try the models that a
 * vendor offers.
 */
export function leftToEdges(plan: Plan): Plan {
  const left = withoutStages(plan);
  const isUsual = ({ service: id, stage }: Plan['nodes'][string]) => {
    const service = catalog.get(id);
    return isDeployment(stage) ? service?.stages.find(isDeployment) === stage : !service || !offersModels(service);
  };
  return {
    ...left,
    nodes: Object.fromEntries(Object.entries(plan.nodes).map(([id, node]) => [id, isUsual(node) ? (left.nodes[id] ?? node) : node])),
  };
}

/** The plan without a node and its edges. */
export function without(plan: Plan, id: string): Plan {
  const { [id]: _, ...nodes } = plan.nodes;
  return { ...plan, nodes, edges: plan.edges.filter(({ from, to }) => from !== id && to !== id) };
}

/** The item at a number, counted round and round. */
export const at = <T>(list: readonly T[], index: number): T | undefined => list[index % Math.max(1, list.length)];
