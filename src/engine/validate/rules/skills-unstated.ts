import type { Rule } from '../rule';
import { skillNeeds } from '../questions/skill-needs';
import { guide } from '../sources';
import { counted } from '../wording';

/** Without the team's skills a plan cannot be judged by the guide's first question. */
export const skillsUnstated: Rule = {
  meta: {
    id: 'skills-unstated',
    title: "The context names the team's skills",
    severity: 'info',
    family: 'skills',
    stages: 'all',
    sources: [guide('Introduction')],
    entries: ['gr-factor-skills'],
    docs: 'The guide names the skills of the team first among what decides about a service. While the context says nothing of them, no gap can be found and the skills score has nothing to go by.',
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
