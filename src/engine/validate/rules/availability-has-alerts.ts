import { requestPath } from '../../notions';
import { reviewNeeds } from '../questions/review-needs';
import type { Rule } from '../rule';
import { wellArchitected } from '../well-architected';

/** An outage without an alert lasts until a user calls. */
export const availabilityHasAlerts: Rule = {
  meta: {
    id: 'availability-has-alerts',
    title: 'Failed answers raise an alert',
    severity: 'warning',
    family: 'reliability',
    pillar: 'reliability',
    stages: ['monitoring'],
    sources: [wellArchitected.alerting],
    entries: [],
    docs: 'Where the plan asks for an availability, its monitoring raises alerts. Reports a plan with real-time deployments whose Azure Monitor has no alert rules.',
  },

  *check({ plan, graph }) {
    if (reviewNeeds(plan).availability === undefined || requestPath(graph).length === 0) return;
    const counting = graph.nodes.filter(({ service }) => service?.usage.some(({ id }) => id === 'logAlertRules'));
    if (counting.length === 0 || counting.some((node) => (graph.amount(node, 'logAlertRules') ?? 1) > 0)) return;
    const [first] = counting;
    if (!first) return;
    yield {
      nodes: counting.map(({ id }) => id),
      path: ['nodes', first.id, 'usage', 'logAlertRules'],
      message: `"${first.title}" has no alert rules, so failed answers raise no alert.`,
      why: 'An outage lasts until somebody notices it. Have at least one alert on failed answers and one on slow answers.',
      fixes: () => [
        { title: `Give "${first.title}" two alert rules`, edits: [{ type: 'set-usage', id: first.id, set: { logAlertRules: 2 } }] },
      ],
    };
  },
};
