import type { Rule } from '../rule';
import { ours } from '../sources';
import { agreeing, money, monthly, titles } from '../../format';

/** A total that leaves nodes out looks safer than it is. */
export const budgetWithUnknowns: Rule = {
  meta: {
    id: 'budget-with-unknowns',
    title: 'The budget is compared with the cost of every node',
    severity: 'info',
    family: 'cost',
    pillar: 'cost-optimization',
    stages: 'all',
    sources: [ours],
    entries: [],
    docs: 'A plan can appear to stay within its budget because some nodes do not state their usage. Their cost is unknown, not zero, so the rest of the budget may already be spent.',
  },

  *check({ plan, graph, cost }) {
    const budget = plan.context.budgetPerMonth;
    if (budget === undefined || cost.monthly.likely > budget || cost.unknown.length === 0) return;
    const left = new Set(cost.unknown);
    const unknown = graph.nodes.filter(({ id }) => left.has(id));
    yield {
      nodes: unknown.map(({ id }) => id),
      path: ['context', 'budgetPerMonth'],
      message: `The plan stays within its budget of ${monthly(budget, cost.currency)} only as far as its cost is known: the cost of ${titles(unknown)} is not counted, and ${money(budget - cost.monthly.likely, cost.currency)} ${agreeing(unknown.length, 'is left for it', 'is left for them')}.`,
      why: reasonOf(unknown.flatMap(({ id }) => cost.nodes[id]?.unknown ?? [])),
    };
  },
};

function reasonOf(lines: readonly { readonly missing: readonly string[]; readonly because: string }[]): string {
  return lines.some(({ missing }) => missing.length > 0)
    ? 'The cost of a node follows from its usage. Fill in the usage in the inspector, or take one of the sizes that the catalog proposes.'
    : 'The price book has no price for it. Ask for an offer, or keep the rest of the budget for it.';
}
