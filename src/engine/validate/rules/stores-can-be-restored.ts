import { titles } from '../../format';
import { reviewNeeds } from '../questions/review-needs';
import { findingsOn, keptBy, namedBriefly } from '../questions/safeguards';
import type { Rule } from '../rule';
import { wellArchitected } from '../well-architected';

/** Zones protect from a fire, not from a deletion. */
export const storesCanBeRestored: Rule = {
  meta: {
    id: 'stores-can-be-restored',
    title: 'What the plan keeps can be restored',
    severity: 'warning',
    family: 'reliability',
    pillar: 'reliability',
    stages: ['data-transfer', 'data-versioning', 'deployment-realtime', 'model-registry'],
    sources: [wellArchitected.recovery, wellArchitected.azureMl],
    entries: [],
    docs: 'Where the plan states a recovery time, services that keep data, images or models have a backup or a copy in a second region, from which they are restored after a deletion or a disaster. Azure ML has no failover of its own: its workspace and what belongs to it are part of the plan for recovery.',
  },

  *check({ plan, graph }) {
    const { recoveryTime } = reviewNeeds(plan);
    if (recoveryTime === undefined) return;
    yield* findingsOn(graph, {
      safeguard: 'copies',
      enough: ['second-region', 'backup'],
      nodes: graph.nodes.filter((node) => !['telemetry', undefined].includes(keptBy(graph, node))),
      wrong: ({ title }) => `Nothing restores "${title}" after a deletion, but recovery may take only ${recoveryTime}.`,
      unsaid: (nodes) =>
        `Nothing says from what ${titles(nodes)} ${nodes.length === 1 ? 'is' : 'are'} restored, and recovery may take only ${recoveryTime}.`,
      why: 'Redundancy copies a deletion as faithfully as anything else. A backup goes back to before it.',
      doing: (nodes) => `Plan a backup of ${namedBriefly(nodes)}`,
    });
  },
};
