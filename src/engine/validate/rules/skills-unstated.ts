import type { Rule } from '../rule';
import { guide } from '../sources';
import { counted } from '../../format';
import { skillNeeds } from '../../notions';

/** Without the team's skills a plan cannot be assessed by the guide's first question. */
export const skillsUnstated: Rule = {
  meta: {
    id: 'skills-unstated',
    title: "The context names the team's skills",
    severity: 'info',
    family: 'skills',
    pillar: 'operational-excellence',
    stages: 'all',
    sources: [guide('Introduction')],
    entries: ['gr-factor-skills'],
    docs: 'Of the factors that decide about a service, the guide names the skills of the team first. While the context does not name them, Pipedraft cannot find gaps, and the skills score has nothing to go by.',
  },

  *check({ plan, graph }) {
    if (Object.keys(plan.context.team?.skills ?? {}).length > 0) return;
    const needed = skillNeeds(graph);
    if (needed.length === 0) return;
    yield {
      path: ['context', 'team', 'skills'],
      message: `The plan takes ${counted(needed.length, 'skill')}, but does not say which of them the team has.`,
      why: 'Whether a service suits depends on who works with it. Enter what the team knows under the context, and the gaps are listed with who has to learn what.',
    };
  },
};
