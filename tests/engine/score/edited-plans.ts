import {
  dataKeepers,
  isDeployment,
  isPinned,
  modelKeepers,
  offersModels,
  recordsByItself,
  runKeepers,
  serves,
  takesCare,
  trains,
} from '#engine/notions';
import type { Plan } from '#engine/plan';
import { catalog } from '../../harness/resources.ts';
import { drawnPlan as anyPlan, graphOf, isNative, shipped, withoutStages } from '../../harness/scored-plans.ts';

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

/** What a training leaves: runs, models, data with versions, pinned environments. */
export const traceKinds = ['runs', 'models', 'data', 'environments'] as const;

/** Shipped plans with trainings that keep nothing by themselves and have every trace; what trains says so, whatever its edges are. */
export const traced: readonly Plan[] = shipped.flatMap((plan) => {
  const training = graphOf(plan).nodes.filter(trains);
  if (training.length === 0 || training.some((node) => recordsByItself(node) || !isPinned(node))) return [];
  const said = training.map(({ id, node }) => [id, { ...node, stage: 'training' as const }]);
  return [{ ...plan, nodes: { ...plan.nodes, ...Object.fromEntries(said) } }];
});

/** The plan without what keeps one of the traces of its trainings. */
export function withoutTrace(plan: Plan, kind: (typeof traceKinds)[number]): Plan {
  const graph = graphOf(plan);
  const keepers = { runs: runKeepers, models: modelKeepers, data: dataKeepers };
  if (kind !== 'environments') return keepers[kind](graph).reduce((left, { id }) => without(left, id), plan);
  const pins = new Set(
    graph.edges
      .filter(({ kind, from, to }) => !serves(to) && (kind === 'image' || from.node.service === 'conda-environments'))
      .map(({ edge }) => edge),
  );
  return { ...plan, edges: plan.edges.filter((edge) => !pins.has(edge)) };
}

/** The item at a number, counted round and round. */
export const at = <T>(list: readonly T[], index: number): T | undefined => list[index % Math.max(1, list.length)];
