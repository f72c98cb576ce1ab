import { costsOfAll } from '../live/live-cost';
import type { Rule } from '../rule';
import { guide } from '../sources';
import { counted, list, money, monthly } from '../../format';

/** The budget is the one number of the context that the whole plan has to meet. */
export const overBudget: Rule = {
  meta: {
    id: 'over-budget',
    title: 'The plan stays within its budget',
    severity: 'warning',
    family: 'cost',
    pillar: 'cost-optimization',
    stages: 'all',
    sources: [guide('Introduction')],
    entries: ['gr-factor-cost'],
    docs: 'The likely monthly cost is compared with the budget in the context. It is an error when even the lowest estimate is over it, since not even the lowest usage would help then.',
  },

  *check({ plan, graph, cost }) {
    const budget = plan.context.budgetPerMonth;
    if (budget === undefined || cost.monthly.likely <= budget) return;
    const { currency, monthly: total, unknown } = cost;
    const hopeless = total.low > budget;
    const end = hopeless ? 'low' : 'likely';
    const amount = total[end];
    const costs = costsOfAll(cost);
    const paid = graph.nodes.map((node) => ({ node, amount: costs[node.id]?.[end] ?? 0 })).filter((one) => one.amount > 0);
    const dearest = [...paid].sort((a, b) => b.amount - a.amount).slice(0, 3);
    const opening = hopeless && total.low < total.likely ? 'Even by its lowest estimate the plan costs' : 'The plan costs';
    const uncounted = unknown.length > 0 ? ` (not counting ${counted(unknown.length, 'node')} whose cost is not known)` : '';
    yield {
      nodes: dearest.map(({ node }) => node.id),
      path: ['context', 'budgetPerMonth'],
      severity: hopeless ? 'error' : 'warning',
      message: `${opening} ${monthly(amount, currency)}${uncounted}, ${money(amount - budget, currency)} over its budget of ${monthly(budget, currency)}; ${dearest.length === paid.length ? 'it' : 'most of it'} goes to ${list(dearest.map(({ node, amount }) => `"${node.title}" (${money(amount, currency)})`))}.`,
      why: hopeless
        ? 'No value within the ranges that the plan states brings it down to the budget. Either a dear node has to change, or the budget.'
        : 'The guide asks what the services cost at scale before they are chosen. The dearest nodes are where a change pays most.',
    };
  },
};
