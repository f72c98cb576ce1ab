import { oncePer, type Catalog, type Field, type GraphNode, type PlanGraph } from '../../catalog';
import { isStartedOrStarts, releases } from '../../notions';
import type { Fix, Rule } from '../rule';
import { ours } from '../sources';
import { canJoin, firstOfEach } from '../questions/connections';
import { isSingleMachine } from '../questions/compute-for';

/** Such a node costs nothing and no other node pays for it, so the total is too low without a warning. */
export const attachedComputeInPlan: Rule = {
  meta: {
    id: 'attached-compute-in-plan',
    title: 'Attached compute is a node of the plan',
    severity: 'warning',
    family: 'usage',
    pillar: 'cost-optimization',
    stages: 'all',
    sources: [ours],
    entries: [],
    docs: 'A node whose compute is attached leaves the machine hours to the compute that it runs on. That compute must be a node of the plan, at the end of a "runs on" edge, otherwise the hours are not counted. For a job that only starts a notebook, and for a step that a pipeline starts, the edge of that other node is enough.',
  },
  scope: { each: 'node', within: 2 },

  *check({ graph, catalog }) {
    const machines = machinesIn(graph);
    for (const node of graph.nodes) {
      const { id, service, out } = node;
      if (!service?.outputs['runs-on'] || out.some(({ kind }) => kind === 'runs-on') || runsByWayOfOthers(node, graph)) continue;
      const field = service.usage.find((one) => one.type === 'choice' && graph.value(node, one.id) === 'attached');
      if (field?.type !== 'choice') continue;
      const many = (graph.amount(node, 'nodes') ?? 1) > 1;
      const fits = (other: GraphNode) =>
        canJoin(catalog, node, other, 'runs-on') &&
        !(many && other.service?.compute?.distributed === false) &&
        !(isSingleMachine(other) && isStartedOrStarts(node));
      // notebooks without any cluster have a rule of their own
      if (service.id === 'databricks-notebooks' && !machines.some(fits)) continue;
      yield {
        nodes: [id],
        path: ['nodes', id, 'usage', field.id],
        message: `"${node.title}" leaves its machine hours to the compute that it runs on, but has no "runs on" edge.`,
        why: 'These hours are not counted, so the plan looks cheaper than it is.',
        fixes: () => fixesOf(node, field, machines.filter(fits), catalog),
      };
    }
  },
};

const machinesIn = oncePer((graph: PlanGraph) => firstOfEach(graph.nodes.filter(({ service }) => service?.inputs['runs-on'])));

/** A job whose notebook runs on the cluster, or a step of a pipeline that does: what starts a node, or what it starts, has the edge. */
function runsByWayOfOthers({ in: into, out }: GraphNode, graph: PlanGraph): boolean {
  const beside = [...into.map(({ kind, from }) => ({ kind, other: from })), ...out.map(({ kind, to }) => ({ kind, other: to }))];
  if (beside.some(({ kind, other }) => kind === 'control' && isWork(other) && other.out.some((edge) => edge.kind === 'runs-on')))
    return true;
  // a notebook that a job starts runs on the machines of the job
  return into.some(({ kind, from }) => kind === 'control' && graph.value(from, 'compute') === 'job-cluster');
}

/** A release tool on an agent of its own says nothing about the jobs that it starts. */
function isWork({ service }: GraphNode): boolean {
  return service !== undefined && !releases(service);
}

function fixesOf(
  { id, node }: GraphNode,
  field: Extract<Field, { type: 'choice' }>,
  able: readonly GraphNode[],
  catalog: Catalog,
): readonly Fix[] {
  const native = (other: GraphNode) => Number(catalog.integrates(node.service, other.node.service));
  const fixes: Fix[] = [...able]
    .sort((a, b) => native(b) - native(a))
    .slice(0, 2)
    .map((other) => ({
      title: `Run it on "${other.title}"`,
      edits: [{ type: 'add-edge', edge: { from: id, to: other.id, kind: 'runs-on' } }],
    }));
  const [own] = ['serverless', field.default].flatMap((value) =>
    field.options.filter((option) => option.value === value && value !== 'attached'),
  );
  if (own)
    fixes.push({ title: `Set "${field.title}" to "${own.title}"`, edits: [{ type: 'set-usage', id, set: { [field.id]: own.value } }] });
  return fixes;
}
