import type { Catalog, Field, GraphNode } from '../../catalog';
import type { Fix, Rule } from '../rule';
import { ours } from '../sources';
import { canJoin, firstOfEach } from '../questions/connections';

/** Such a node costs nothing and nobody else pays for it either, so the total is too low without a word. */
export const attachedComputeInPlan: Rule = {
  meta: {
    id: 'attached-compute-in-plan',
    title: 'Attached compute stands in the plan',
    severity: 'warning',
    family: 'usage',
    stages: 'all',
    sources: [ours],
    entries: [],
    docs: 'A node whose compute is attached leaves the machine hours to the compute that it runs on. That compute must be a node of the plan, at the end of a "runs on" edge, or nobody counts the hours.',
  },

  *check({ graph, catalog }) {
    const machines = firstOfEach(graph.nodes.filter(({ service }) => service?.inputs['runs-on']));
    for (const node of graph.nodes) {
      const { id, title, service, out } = node;
      if (!service?.outputs['runs-on'] || out.some(({ kind }) => kind === 'runs-on')) continue;
      const field = service.usage.find((one) => one.type === 'choice' && graph.value(node, one.id) === 'attached');
      if (field?.type !== 'choice') continue;
      const many = (graph.amount(node, 'nodes') ?? 1) > 1;
      const fits = (other: GraphNode) =>
        canJoin(catalog, node, other, 'runs-on') && !(many && other.service?.compute?.distributed === false);
      // notebooks without any cluster have a rule of their own
      if (service.id === 'databricks-notebooks' && !machines.some(fits)) continue;
      yield {
        nodes: [id],
        path: ['nodes', id, 'usage', field.id],
        message: `"${title}" leaves its machine hours to the compute that it runs on, but no "runs on" edge leads to any.`,
        why: 'Nobody counts these hours now, so the plan looks cheaper than it is.',
        fixes: () => fixesOf(node, field, machines.filter(fits), catalog),
      };
    }
  },
};

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
