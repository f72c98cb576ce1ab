import type { GraphEdge, GraphNode } from '../../catalog';
import type { Fix, Rule } from '../rule';
import { ours } from '../sources';
import { agreeing, titles } from '../../format';
import type { PlanEdit } from '../../plan';

/** Both nodes look right by themselves; only together do they count the same hours twice. */
export const computeCountedOnce: Rule = {
  meta: {
    id: 'compute-counted-once',
    title: 'Machine hours are counted once',
    severity: 'warning',
    family: 'usage',
    pillar: 'cost-optimization',
    stages: 'all',
    sources: [ours],
    entries: [],
    docs: 'A job either pays for its own machines or runs on compute in the plan, which counts the hours. With both, the same work is in the total twice. A "runs on" edge to compute that takes the work leaves the hours to that compute, unless the usage of the job says otherwise.',
  },
  scope: { each: 'node', within: 1 },

  *check({ graph, cost }) {
    for (const node of graph.nodes) {
      const { id, title, service } = node;
      const field = service?.usage.find((one) => one.id === 'compute' && one.type === 'choice');
      const value = graph.value(node, 'compute');
      if (
        field?.type !== 'choice' ||
        value === undefined ||
        value === 'attached' ||
        !field.options.some((option) => option.value === 'attached')
      )
        continue;
      const own = cost.nodes[id];
      const paid = node.out.filter(
        ({ kind, to }) => kind === 'runs-on' && to.service?.inputs['runs-on'] !== undefined && to.service.cost.kind === 'metered',
      );
      if (paid.length === 0 || service?.cost.kind !== 'metered' || !own || own.lines.length + own.unknown.length === 0) continue;
      const chosen = field.options.find((option) => option.value === value)?.title ?? String(value);
      yield {
        nodes: [id, ...paid.map(({ to }) => to.id)],
        edges: paid.map(({ edge }) => edge),
        path: ['nodes', id, 'usage', 'compute'],
        message: `"${title}" pays for its own machines ("${chosen}") and runs on ${titles(paid.map(({ to }) => to))}, which ${agreeing(paid.length, 'is', 'are')} paid too.`,
        why: 'The total counts the same work twice. Either the compute in the plan counts the hours, or the job does.',
        fixes: () => [
          {
            title: `Leave the hours to ${titles(paid.map(({ to }) => to))}`,
            edits: [{ type: 'set-usage', id, set: { compute: 'attached' } }],
          },
          ...payItself(node, paid),
        ],
      };
    }
  },
};

/** The job pays and leaves the compute, which goes too where nothing else needs it. */
function payItself(node: GraphNode, paid: readonly GraphEdge[]): Fix[] {
  const [first] = paid;
  // without another edge the job would be joined to nothing
  if (!first || node.in.length + node.out.length === paid.length) return [];
  const unused = [...new Set(paid.map(({ to }) => to))].filter(
    ({ in: into, out }) => out.length === 0 && into.every(({ from }) => from === node),
  );
  const edits: PlanEdit[] = [{ type: 'remove-edges', edges: paid.map(({ edge }) => edge) }];
  if (unused.length > 0) edits.push({ type: 'remove-nodes', ids: unused.map(({ id }) => id), heal: false });
  const rest =
    unused.length > 0 ? `${titles(unused)}, which nothing else runs on` : `the "runs on" ${agreeing(paid.length, 'edge', 'edges')}`;
  return [{ title: `Let "${node.title}" pay, and remove ${rest}`, edits }];
}
