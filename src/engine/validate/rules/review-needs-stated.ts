import { list } from '../../format';
import type { Rule } from '../rule';
import { wellArchitected } from '../well-architected';

/** Every architecture review asks for these, and without an answer none of the rules on security and reliability can say anything. */
export const reviewNeedsStated: Rule = {
  meta: {
    id: 'review-needs-stated',
    title: 'The plan states its needs for security and reliability',
    severity: 'info',
    family: 'reliability',
    pillar: 'reliability',
    stages: 'all',
    sources: [wellArchitected.targets, wellArchitected.classification],
    entries: [],
    docs: 'A review asks how far the network is closed, how sensitive the data is, how often answers may fail and how long recovery from a disaster may take. A plan that states them is checked against them; of a plan that does not, nothing else is said about security and reliability. One line of advice names those that are open.',
  },

  *check({ plan, graph }) {
    if (graph.nodes.length === 0) return;
    const needs = plan.context.needs ?? {};
    const open = (
      [
        ['network', 'whether its network is private'],
        ['dataClassification', 'how sensitive its data is'],
        ['availability', 'how available its answers must be'],
        ['recoveryTime', 'how long recovery from a disaster may take'],
      ] as const
    ).filter(([key]) => needs[key] === undefined);
    const [first] = open;
    if (!first) return;
    yield {
      path: ['context', 'needs', first[0]],
      message: `The plan does not say ${list(open.map(([, words]) => words))}.`,
      why: 'Reviews ask for it, and each answer turns on the rules that check it. Until then no rule speaks of it.',
    };
  },
};
