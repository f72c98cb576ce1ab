import type { Rule } from '../rule';
import { ours } from '../sources';
import { titles } from '../wording';
import { edgePath } from '../../plan';

/** Both nodes look right by themselves; only together do they count the same hours twice. */
export const computeCountedOnce: Rule = {
  meta: {
    id: 'compute-counted-once',
    title: 'Machine hours are counted once',
    severity: 'warning',
    family: 'usage',
    stages: 'all',
    sources: [ours],
    entries: [],
    docs: 'A job either pays for its own machines or runs on compute that stands in the plan and counts the hours. With both, the same work is in the total twice.',
  },

  *check({ plan, graph, cost }) {
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
        path: node.node.usage?.['compute'] === undefined && paid[0] ? edgePath(plan, paid[0].edge) : ['nodes', id, 'usage', 'compute'],
        message: `"${title}" pays for its own machines ("${chosen}") and runs on ${titles(paid.map(({ to }) => to))}, which ${paid.length === 1 ? 'is' : 'are'} paid too.`,
        why: 'The same work stands in the total twice. Either the compute in the plan counts the hours, or the job does.',
        fixes: () => [
          {
            title: `Leave the hours to ${titles(paid.map(({ to }) => to))}`,
            edits: [{ type: 'set-usage', id, set: { compute: 'attached' } }],
          },
          {
            title: `Let "${title}" pay, and remove the "runs on" ${paid.length === 1 ? 'edge' : 'edges'}`,
            edits: [{ type: 'remove-edges', edges: paid.map(({ edge }) => edge) }],
          },
        ],
      };
    }
  },
};
