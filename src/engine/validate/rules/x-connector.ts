import type { Rule } from '../rule';
import { guide, page } from '../sources';

/** The connector is still in the list of Logic Apps, and nothing there mentions that X charges for it. */
export const xConnector: Rule = {
  meta: {
    id: 'x-connector',
    title: 'The X connector needs a paid subscription',
    severity: 'warning',
    family: 'triggers',
    pillar: 'reliability',
    stages: ['orchestration'],
    sources: [page('X connector', 'https://learn.microsoft.com/connectors/twitter/'), guide('Trigger options with scheduling')],
    entries: ['cr-x-connector', 'gr-logicapps-many-events'],
    docs: 'The Logic Apps connector for X works only with an application that the team registers with X and pays for there. It is in no Azure price and in no estimate of this plan.',
    guide:
      'In the guide, Twitter is one of the many triggers of Logic Apps. Twitter is X today, and the application that Microsoft shared with everybody is gone since June 2023.',
  },

  *check({ plan, graph }) {
    const why =
      'Since June 2023 the connector needs an application of your own, which X charges for. The guide of 2020 still lists it as Twitter, without a word on that.';
    const events = plan.context.needs?.events ?? [];
    const at = events.indexOf('x');
    const without = events.filter((event) => event !== 'x');
    const unasked = at < 0 ? [] : [{ type: 'set-needs', set: { events: without.length > 0 ? without : undefined } } as const];
    const nodes = graph.ofService('twitter-x');
    for (const { id, title } of nodes) {
      yield {
        nodes: [id],
        path: ['nodes', id, 'service'],
        message: `"${title}" reaches the plan through the connector for X, which needs a paid application of your own.`,
        why,
        fixes: () => [
          {
            title: `Do without "${title}"`,
            edits: [{ type: 'remove-nodes', ids: [id], heal: false }, ...(nodes.length === 1 ? unasked : [])],
          },
        ],
      };
    }
    if (at < 0 || nodes.length > 0) return;
    yield {
      path: ['context', 'needs', 'events', at],
      message: 'The plan is to start on posts on X, and the connector for that needs a paid application of your own.',
      why,
      fixes: () => [{ title: 'Do without X', edits: unasked }],
    };
  },
};
