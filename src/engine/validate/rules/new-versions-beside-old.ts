import { titles } from '../../format';
import { answeringUsers } from '../../notions';
import { reviewNeeds } from '../questions/review-needs';
import { findingsOn, namedBriefly } from '../questions/safeguards';
import type { Rule } from '../rule';
import { wellArchitected } from '../well-architected';

/** A bad model is found out by its users, and until then there has to be a way back. */
export const newVersionsBesideOld: Rule = {
  meta: {
    id: 'new-versions-beside-old',
    title: 'New versions start beside the old one',
    severity: 'warning',
    family: 'reliability',
    pillar: 'reliability',
    stages: ['deployment-realtime'],
    sources: [wellArchitected.safeDeployments, wellArchitected.azureMl],
    entries: [],
    docs: 'Where the plan asks for an availability, a deployment that answers requests gets its new version beside the old one (blue-green), takes part of the requests first, and goes back by moving them. A version that replaces the old one at once is an outage while it starts, and has no way back if it is bad. A deployment for tests beside one for users is left out.',
  },

  *check({ plan, graph }) {
    if (reviewNeeds(plan).availability === undefined) return;
    yield* findingsOn(graph, {
      safeguard: 'rollout',
      enough: ['blue-green'],
      nodes: answeringUsers(graph),
      wrong: ({ title }) => `New versions of "${title}" replace the old one at once, so going back takes another release.`,
      unavailable: ({ title }, words, never) =>
        never === undefined
          ? `New versions of "${title}" cannot start beside the old one as it is set${words === undefined ? '' : `: that takes ${words}`}.`
          : `New versions of "${title}" cannot start beside the old one: ${never}.`,
      unsaid: (nodes) => `Nothing says how new versions of ${titles(nodes)} take over from the old ones.`,
      why: 'With both versions running, a part of the requests shows whether the new one is good, and going back is a matter of seconds.',
      doing: (nodes) => `Start new versions of ${namedBriefly(nodes)} beside the old ones`,
    });
  },
};
