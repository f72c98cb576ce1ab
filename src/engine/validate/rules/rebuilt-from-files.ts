import { titles } from '../../format';
import { lacksDefinition } from '../../notions';
import { reviewNeeds } from '../questions/review-needs';
import type { Rule } from '../rule';
import { wellArchitected } from '../well-architected';

/** A step that was built in a portal has to be rebuilt from memory, during an outage. */
export const rebuiltFromFiles: Rule = {
  meta: {
    id: 'rebuilt-from-files',
    title: 'Every step can be redeployed from a file',
    severity: 'info',
    family: 'reliability',
    pillar: 'reliability',
    stages: 'all',
    sources: [wellArchitected.recovery, wellArchitected.operations],
    entries: [],
    docs: 'Where the plan states a recovery time, each step with logic of its own is defined by a file in a repository, so that it can be redeployed after a disaster. Reports steps whose service cannot be exported and for which the plan names no file under `definition`.',
  },

  *check({ plan, graph }) {
    const { recoveryTime } = reviewNeeds(plan);
    if (recoveryTime === undefined) return;
    const lost = graph.nodes.filter(lacksDefinition);
    const [first] = lost;
    if (!first) return;
    yield {
      nodes: lost.map(({ id }) => id),
      path: ['nodes', first.id, 'definition'],
      message: `No file defines ${titles(lost)}, so ${lost.length === 1 ? 'it is' : 'they are'} rebuilt by hand after a disaster, and recovery may take ${recoveryTime}.`,
      why: 'A definition in the repository is redeployed in minutes and is the same as before. Name its file in the plan, or keep an export of it.',
    };
  },
};
