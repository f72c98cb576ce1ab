import { isBlank } from '../../plan';
import { reviewNeeds } from '../questions/review-needs';
import type { Rule } from '../rule';
import { wellArchitected } from '../well-architected';

/** Once it is in somebody else's system, no role and no network rule of yours protects it. */
export const confidentialDataStays: Rule = {
  meta: {
    id: 'confidential-data-stays',
    title: 'Confidential data stays where the plan protects it',
    severity: 'warning',
    family: 'security',
    pillar: 'security',
    stages: 'all',
    sources: [wellArchitected.classification],
    entries: [],
    docs: "Where the data is confidential, an edge that hands data to a system outside the plan needs a decision: who receives it, and under which agreement. A note on the edge's receiver, or a reason in its decision record, is that decision. A business application of your own that gets answers is not reported.",
  },

  *check({ plan, graph }) {
    const { confidential, security } = reviewNeeds(plan);
    if (!confidential || security === undefined) return;
    for (const node of graph.nodes) {
      const { id, title, service, node: said } = node;
      if (!service?.public && !(service?.outside && service.stages[0] === 'source')) continue;
      if (!isBlank(said.note ?? '') || !isBlank(said.decision?.because ?? '')) continue;
      const into = node.in.filter(({ kind, from }) => kind === 'data' && !from.service?.outside);
      const [first] = into;
      if (!first) continue;
      yield {
        nodes: [first.from.id, id],
        edges: into.map(({ edge }) => edge),
        path: ['nodes', id, 'note'],
        message: `"${first.from.title}" hands data to "${title}", outside the plan, and ${security}.`,
        why: 'Data that leaves is subject to the rules of its receiver. Say in the note of the receiver who it is and under which agreement, or hand over less.',
      };
    }
  },
};
