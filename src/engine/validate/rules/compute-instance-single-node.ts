import { nodesWhere, type GraphEdge, type GraphNode } from '../../catalog';
import type { Fix, Found, Rule, RuleInput } from '../rule';
import { guide, page } from '../sources';
import { agreeing, counted, titles } from '../../format';
import { isAutomated, isStartedOrStarts } from '../../notions';
import { shortName } from '../wording';
import { PlanDraft } from '../fixes/plan-draft';
import { computesFor, isSingleMachine } from '../questions/compute-for';

const cluster = 'azure-ml-compute';
const spark = 'azure-ml-serverless-spark';

const singleMachines = nodesWhere(isSingleMachine);

/** A workstation and a cluster look alike on a canvas, and the guide of 2020 mixes the two in one row. */
export const computeInstanceSingleNode: Rule = {
  meta: {
    id: 'compute-instance-single-node',
    title: 'Workstations run only work that fits one machine',
    severity: 'error',
    family: 'compute',
    pillar: 'performance-efficiency',
    stages: ['experimentation', 'compute', 'training'],
    sources: [
      page('Azure ML compute targets', 'https://learn.microsoft.com/azure/machine-learning/concept-compute-target', '2025-11-13'),
      guide('Notebooks'),
    ],
    entries: ['gr-nbvm-single-vm', 'cr-instance-vs-cluster', 'cr-notebook-vm-renamed'],
    docs: 'A compute instance and a Data Science VM are single machines: they take no job that needs several nodes, and a plan whose work must be spread over machines needs something else. Scheduled work runs on them only as long as their owner keeps them running, which is a warning.',
    guide:
      'The guide calls compute instances scalable and means clusters. Today the two are distinct: an instance is one machine, a cluster has nodes that come and go.',
  },

  *check(input) {
    const { plan, graph } = input;
    for (const machine of singleMachines(graph)) {
      for (const edge of machine.in) {
        if (edge.kind !== 'runs-on') continue;
        const nodes = statedNodes(input, edge.from);
        if (nodes > 1) yield severalNodes(input, edge, nodes);
        else if (isInstance(machine) && isAutomated(plan) && isStartedOrStarts(edge.from)) yield scheduled(input, edge);
      }
    }
    if (plan.context.needs?.distributed) yield* onlySingleMachines(input);
  },
};

function severalNodes(input: RuleInput, edge: GraphEdge, nodes: number): Found {
  const { from: job, to: machine } = edge;
  return {
    nodes: [job.id, machine.id],
    edges: [edge.edge],
    path: ['nodes', job.id, 'usage', 'nodes'],
    message: `"${job.title}" wants ${counted(nodes, 'node')}, but "${machine.title}" is a single machine.`,
    why: 'A compute instance or a virtual machine has one node and does not grow. Work for several nodes needs a cluster, or serverless compute.',
    fixes: () => [
      ...moveToCluster(input, edge),
      { title: `Run "${job.title}" on one node`, edits: [{ type: 'set-usage', id: job.id, set: { nodes: 1 } }] },
    ],
  };
}

function scheduled(input: RuleInput, edge: GraphEdge): Found {
  const { from: job, to: machine } = edge;
  return {
    nodes: [job.id, machine.id],
    edges: [edge.edge],
    severity: 'warning',
    message: `"${job.title}" starts by itself, but runs on "${machine.title}", a compute instance that one person owns and stops.`,
    why: 'A compute instance belongs to one person, shuts down when it idles and has one node. Work that runs on a schedule or an event belongs on a cluster, which starts nodes when there is work.',
    fixes: () => moveToCluster(input, edge),
  };
}

/** The plan's work must be distributed, but all its compute is single machines. */
function* onlySingleMachines(input: RuleInput): Iterable<Found> {
  const { graph } = input;
  const working = graph.nodes.filter(
    ({ service, out }) =>
      service?.compute && service.stages.some((stage) => workStages.has(stage)) && !out.some(({ kind }) => kind === 'runs-on'),
  );
  const machines = working.filter(isSingleMachine);
  if (machines.length === 0 || working.some(({ service }) => service?.compute?.distributed !== false)) return;
  if (graph.inStage('data-transformation', 'compute', 'training').length > 0) return; // big-data-needs-distribution reports those
  yield {
    nodes: machines.map(({ id }) => id),
    path: ['context', 'needs', 'distributed'],
    message: `The plan's processing must be spread over machines, but ${titles(machines)} ${agreeing(machines.length, 'is a single machine', 'are single machines')} and there is no other compute.`,
    why: 'Single machines share no work among them. A cluster runs jobs on several nodes, and Spark also divides the data among its own.',
    fixes: () => withSpark(input, machines),
  };
}

const workStages: ReadonlySet<string> = new Set(['experimentation', 'data-transformation', 'compute', 'training']);

function withSpark({ plan, catalog }: RuleInput, machines: readonly GraphNode[]): Fix[] {
  const [first] = machines;
  const draft = new PlanDraft(plan, catalog);
  const added = first && draft.node(spark, { beside: first.id, side: 'after' });
  if (added === undefined) return [];
  for (const { id } of machines) draft.edge(id, added, 'runs-on');
  return [{ title: `Add ${shortName(catalog, spark)}`, edits: draft.edits }];
}

function moveToCluster({ plan, graph, catalog }: RuleInput, { edge, from: job, to: machine }: GraphEdge): Fix[] {
  const there = computesFor(graph, job).find(({ service }) => service?.compute && service.compute.distributed !== false);
  const draft = new PlanDraft(plan, catalog);
  const target = there?.id ?? draft.node(cluster, { beside: machine.id, side: 'after' });
  draft.do({ type: 'remove-edges', edges: [edge] });
  if (target === undefined || !draft.edge(job.id, target, 'runs-on')) return [];
  return [{ title: `Run "${job.title}" on ${there ? `"${there.title}"` : `a new ${shortName(catalog, cluster)}`}`, edits: draft.edits }];
}

/** Number of nodes that a job states; a default does not count. */
function statedNodes({ graph }: RuleInput, node: GraphNode): number {
  const nodes = graph.usage(node).values['nodes'];
  return nodes && nodes.from !== 'default' && typeof nodes.likely === 'number' ? nodes.likely : 1;
}

function isInstance({ node }: GraphNode): boolean {
  return node.service === 'azure-ml-compute-instance-notebooks';
}
