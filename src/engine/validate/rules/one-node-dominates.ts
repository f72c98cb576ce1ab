import { costsOfAll } from '../live/live-cost';
import type { Rule } from '../rule';
import { guide } from '../sources';
import { monthly, percent } from '../../format';

/** More than this share of the total is one node's. */
const share = 0.6;
/** Below this total a month nobody would redesign for it. */
const worthwhile = 500;
/** With fewer paid nodes one of them always dominates. */
const paidNodes = 3;

/** If one node is most of the cost, only that node is worth an hour of thought. */
export const oneNodeDominates: Rule = {
  meta: {
    id: 'one-node-dominates',
    title: 'No node is most of the cost',
    severity: 'info',
    family: 'cost',
    pillar: 'cost-optimization',
    stages: 'all',
    sources: [guide('Introduction')],
    entries: ['gr-factor-cost'],
    docs: `Says when one node takes more than ${percent(share)} of a plan that costs more than ${worthwhile} a month and has at least ${paidNodes} nodes that cost something. Comparing that node with its alternatives, or estimating its usage more precisely, is worth more than all the others together.`,
  },

  *check({ graph, cost }) {
    const total = cost.monthly.likely;
    if (total <= worthwhile) return;
    const costs = costsOfAll(cost);
    const paid = graph.nodes.flatMap((node) => {
      const likely = costs[node.id]?.likely ?? 0;
      return likely > 0 ? [{ node, likely }] : [];
    });
    const first = paid.reduce<(typeof paid)[number] | undefined>(
      (dearest, one) => (dearest && dearest.likely >= one.likely ? dearest : one),
      undefined,
    );
    if (paid.length < paidNodes || !first || first.likely <= share * total) return;
    const { node, likely } = first;
    yield {
      nodes: [node.id],
      path: ['nodes', node.id, 'usage'],
      message: `"${node.title}" takes ${monthly(likely, cost.currency)}, ${percent(likely / total)} of the plan's ${monthly(total, cost.currency)}.`,
      why: 'What this node costs decides what the plan costs. Check its usage first, and compare it with other services of its stage.',
    };
  },
};
