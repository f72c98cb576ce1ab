import type { GraphNode } from '../../catalog';
import type { Plan } from '../../plan';
import type { NodeCost } from '../../score';
import type { Rule } from '../rule';
import { guide, page } from '../sources';
import { list, money, monthly } from '../wording';

/** More than this share of the total is paid while nothing happens. */
const share = 0.5;
/** Below this total a month nobody would redesign for it. */
const worthwhile = 200;

/** Pipelines work for minutes a day; what is paid for the other hours is easily overlooked. */
export const mostlyIdle: Rule = {
  meta: {
    id: 'mostly-idle',
    title: 'Most of the cost is for work',
    severity: 'warning',
    family: 'cost',
    stages: 'all',
    sources: [
      guide('Introduction'),
      page('Azure ML compute targets', 'https://learn.microsoft.com/azure/machine-learning/concept-compute-target'),
    ],
    entries: ['gr-factor-cost', 'cr-idle-cost'],
    docs: `Warns when more than half of a plan that costs more than ${worthwhile} a month is paid while nothing happens. What answers requests in a plan that asks for real-time serving has to stay on, and is not counted as idle; nor are licences, stored data and rules of alerts, which cannot scale to nothing.`,
  },

  *check({ plan, graph, cost }) {
    const total = cost.monthly.likely;
    if (total <= worthwhile) return;
    const idle = graph.nodes
      .filter((node) => !mustStayOn(plan, node))
      .flatMap(({ id, title }) => {
        const amount = idleOf(cost.nodes[id]);
        return amount > 0 ? [{ id, title, amount }] : [];
      })
      .sort((a, b) => b.amount - a.amount);
    const sum = idle.reduce((all, { amount }) => all + amount, 0);
    if (sum <= share * total) return;
    yield {
      nodes: idle.map(({ id }) => id),
      message: `${sum >= 0.995 * total ? 'All' : money(sum, cost.currency)} of the plan's ${monthly(total, cost.currency)} is paid whether or not anything runs: ${list(
        idle.map(({ title, amount }) => `"${title}" (${money(amount, cost.currency)})`),
        'and',
        4,
      )}.`,
      why: 'A pipeline that runs now and then costs least on services that are paid by the run and scale to nothing in between.',
    };
  },
};

/** What is paid for machines and capacity that wait. Licences, stored data and rules of alerts are used all the time, and cannot scale to nothing. */
function idleOf(cost: NodeCost | undefined): number {
  const lines = (cost?.lines ?? []).filter(({ mode, unit }) => mode === 'always-on' && !usedAllTheTime.test(unit));
  return lines.reduce((sum, { amount }) => sum + amount, 0);
}

/** Units of meters, as the price book has them. */
const usedAllTheTime = /^(licence|gb|tb|(gb|user|job|key|rule|time-series)-month)$/;

function mustStayOn(plan: Plan, { stage }: GraphNode): boolean {
  return stage === 'deployment-realtime' && (plan.context.needs?.serving ?? []).includes('realtime');
}
