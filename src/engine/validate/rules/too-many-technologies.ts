import type { Rule } from '../rule';
import { guide } from '../sources';
import { count, list } from '../../format';
import { above, levelOf, skillName, skillNeeds } from '../../notions';

/** Skills that one person can maintain. */
const perPerson = 4;
/** Further skills that a team can maintain. */
const spare = 4;

/** Each service may be the best of its stage, and the plan still too much to know. */
export const tooManyTechnologies: Rule = {
  meta: {
    id: 'too-many-technologies',
    title: 'No more technologies than the team can maintain',
    severity: 'warning',
    family: 'skills',
    pillar: 'operational-excellence',
    stages: 'all',
    sources: [guide('Introduction')],
    entries: ['gr-factor-skills', 'gr-factor-maintainability', 'gr-combine-services'],
    docs: `Counts the different skills that the plan takes and warns when there are more than ${perPerson} for each person and ${spare} to spare. A team that has every one of them is left alone. The skills that a single node takes are named, since they are the first to save.`,
  },

  *check({ plan, graph, catalog }) {
    const size = plan.context.team?.size;
    if (size === undefined) return;
    const needs = skillNeeds(graph);
    const limit = perPerson * size + spare;
    if (needs.length <= limit || needs.every(({ skill, level }) => !above(level, levelOf(plan, skill)))) return;
    const single = needs.filter(({ nodes }) => nodes.length === 1);
    const names = single.map(({ skill, nodes }) => `${skillName(catalog, skill)} ("${nodes[0]?.title ?? ''}")`);
    yield {
      nodes: [...new Set(single.map(({ nodes }) => nodes[0]?.id ?? ''))],
      path: ['context', 'team', 'size'],
      message: `The plan takes ${count(needs.length)} different skills, where ${size === 1 ? 'one person' : `a team of ${size}`} keeps up about ${count(limit)}${names.length > 0 ? `; taken by one node each: ${list(names, 'and', 5)}` : ''}.`,
      why: 'Every technology has to be learnt, kept up and handed on when somebody leaves. Services that share their skills are easier to maintain than the best one for each stage.',
    };
  },
};
