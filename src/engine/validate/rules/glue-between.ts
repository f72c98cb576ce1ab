import type { GraphEdge } from '../../catalog';
import { glueOf } from '../../notions';
import type { Rule, RuleInput } from '../rule';
import { guide } from '../sources';
import { edgePath } from '../../plan';

/** An edge is drawn in a second; the code behind it is written, run and looked after by somebody. */
export const glueBetween: Rule = {
  meta: {
    id: 'glue-between',
    title: 'Services work together without glue code',
    severity: 'info',
    family: 'estate',
    pillar: 'operational-excellence',
    stages: 'all',
    sources: [guide('Introduction')],
    entries: ['gr-factor-architecture', 'gr-factor-maintainability', 'gr-devops-integration-limited'],
    docs: 'Reports data or control that passes between two services without built-in integration, and the glue that this takes. Data that both can leave in storage needs no glue, and storage needs none at either end. The orchestration rules check whether one may start the other.',
  },
  scope: { each: 'edge', within: 2 },

  *check(input) {
    for (const edge of input.graph.edges) {
      const glue = edge.kind === 'data' || edge.kind === 'control' ? glueOf(edge, input.catalog) : undefined;
      if (glue === undefined) continue;
      yield {
        nodes: [edge.from.id, edge.to.id],
        edges: [edge.edge],
        path: edgePath(input.plan, edge.edge),
        message: `"${edge.from.title}" and "${edge.to.title}" do not work together by themselves; it takes ${glue}.`,
        why: `${callBetween(input, edge)}Code or configuration of your own joins the two services: somebody has to write it, monitor it and change it when either service changes.`,
      };
    }
  },
};

/** The call that joins the two, if the table of starts has one, followed by a space. */
function callBetween({ catalog }: RuleInput, { kind, from, to }: GraphEdge): string {
  const start = kind === 'control' && from.service && to.service ? catalog.start(from.service, to.service) : undefined;
  return start ? `${start.how} ` : '';
}
