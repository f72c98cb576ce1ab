import { titles } from '../../format';
import type { GraphNode } from '../../catalog';
import { reviewNeeds } from '../questions/review-needs';
import { findingsOn, namedBriefly } from '../questions/safeguards';
import type { Rule } from '../rule';
import { wellArchitected } from '../well-architected';

/** Most faults last seconds: whoever tries again once does not notice them, and whoever tries for ever makes them worse. */
export const retriesAreLimited: Rule = {
  meta: {
    id: 'retries-are-limited',
    title: 'Steps are tried again, a limited number of times',
    severity: 'warning',
    family: 'reliability',
    pillar: 'reliability',
    stages: ['orchestration', 'data-transfer', 'deployment-batch'],
    sources: [wellArchitected.transientFaults],
    entries: [],
    docs: 'Where the plan asks for an availability or states a recovery time, orchestrators and jobs try a failed step again, a limited number of times and with growing pauses. Event Grid and Logic Apps do so by themselves.',
  },

  *check({ plan, graph }) {
    const needs = reviewNeeds(plan);
    if (needs.availability === undefined && needs.recoveryHours === undefined) return;
    yield* findingsOn(graph, {
      safeguard: 'retries',
      enough: ['limited'],
      nodes: graph.nodes.filter(isRun),
      wrong: ({ title }) => `A run of "${title}" fails at the first fault, even a brief one.`,
      unsaid: (nodes) => `Nothing says what ${titles(nodes)} ${nodes.length === 1 ? 'does' : 'do'} when a step fails for a moment.`,
      why: 'Throttling, restarts and lost connections pass by themselves. A few attempts with growing pauses hide them; attempts without end overload what has just come back.',
      doing: (nodes) => `Try failed steps of ${namedBriefly(nodes)} again, a limited number of times`,
    });
  },
};

/** Runs, rather than answers: something starts it, or it starts others. */
function isRun({ stage, in: into, out }: GraphNode): boolean {
  return stage !== 'deployment-realtime' && (stage === 'orchestration' || [...into, ...out].some(({ kind }) => kind === 'control'));
}
