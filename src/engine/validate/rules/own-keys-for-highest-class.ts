import { titles } from '../../format';
import { reviewNeeds } from '../questions/review-needs';
import { findingsOn, keptBy, namedBriefly } from '../questions/safeguards';
import type { Rule } from '../rule';
import { wellArchitected } from '../well-architected';

/** For the highest class of data, auditors ask who could read it without anybody noticing. */
export const ownKeysForHighestClass: Rule = {
  meta: {
    id: 'own-keys-for-highest-class',
    title: 'The most sensitive data is encrypted with keys of your own',
    severity: 'warning',
    family: 'security',
    pillar: 'security',
    stages: 'all',
    sources: [wellArchitected.dataPlatform, wellArchitected.encryption, wellArchitected.azureMl],
    entries: [],
    docs: 'Azure encrypts everything at rest with keys that Microsoft manages. Where the data is highly confidential, the services that keep it use keys of your own in a key vault, so that access can be withdrawn and each use of the key is logged. Some services offer this only in certain tiers.',
  },

  *check({ plan, graph }) {
    if (!reviewNeeds(plan).highlyConfidential) return;
    yield* findingsOn(graph, {
      safeguard: 'encryption',
      enough: ['customer-keys'],
      nodes: graph.nodes.filter((node) => keptBy(graph, node) === 'data'),
      wrong: ({ title }) => `"${title}" is encrypted with keys that Microsoft manages, but the data is highly confidential.`,
      unavailable: ({ title }, words) =>
        `"${title}" cannot be encrypted with keys of your own as it is set${words === undefined ? '' : `: that takes ${words}`}.`,
      unsaid: (nodes) =>
        `Nothing says with whose keys ${titles(nodes)} ${nodes.length === 1 ? 'is' : 'are'} encrypted, and the data is highly confidential.`,
      why: 'With a key of your own you can withdraw access at once, and see each use of it. The key has to be backed up: without it the data is lost.',
      doing: (nodes) => `Encrypt ${namedBriefly(nodes)} with keys of your own`,
    });
  },
};
