import type { GraphNode } from '../../catalog';
import { couldReplace, keptStage, worksAsWell } from '../fixes/replacements';
import type { Fix, Rule, RuleInput } from '../rule';
import { above, levelOf, skillName, skillNeeds, withinSkills, type SkillNeed } from '../questions/skill-needs';
import { guide } from '../sources';
import { agreeing, titles } from '../wording';
import { PlanDraft } from '../fixes/plan-draft';

/** The first of the guide's four questions: whether the team can work with what is planned. */
export const skillMissing: Rule = {
  meta: {
    id: 'skill-missing',
    title: 'The team has the skills that the plan takes',
    severity: 'warning',
    family: 'skills',
    stages: 'all',
    sources: [guide('Introduction')],
    entries: ['gr-factor-skills', 'gr-sdk-upskill', 'gr-notebook-or-script'],
    docs: 'Holds what each service takes against the skills in the context. Where a service speaks several languages, the one that the team knows best counts. A skill that is there but should be stronger is only remarked on. Nothing is said while the context names no skills.',
  },

  *check(input) {
    const { plan, graph, catalog } = input;
    const skills = plan.context.team?.skills;
    if (!skills || Object.keys(skills).length === 0) return;
    for (const need of skillNeeds(graph)) {
      const had = levelOf(plan, need.skill);
      if (!above(need.level, had)) continue;
      const name = skillName(catalog, need.skill);
      yield {
        nodes: need.beyond.map(({ id }) => id),
        path: ['context', 'team', 'skills', ...(need.skill in skills ? [need.skill] : [])],
        severity: had === 'none' ? 'warning' : 'info',
        message: `${titles(need.beyond)} ${agreeing(need.beyond.length, 'takes', 'take')} ${name} at the level "${need.level}", and the team has ${had === 'none' ? 'none of it' : `"${had}"`}.`,
        why: `${had === 'none' ? 'Somebody has to learn it before the plan can be run, or join who knows it' : 'The basics are enough to use it; running it in production takes more'}. It means ${lowered(catalog.skill(need.skill)?.learn ?? name)}.`,
        fixes: () => (had === 'none' ? replacements(input, need) : []),
      };
    }
  },
};

function lowered(sentence: string): string {
  return sentence.charAt(0).toLowerCase() + sentence.slice(1);
}

/** Another service that the team can work with, where one node alone takes the skill. */
function replacements({ plan, graph, catalog }: RuleInput, need: SkillNeed): Fix[] {
  const [node] = need.beyond;
  if (!node || need.beyond.length > 1 || node.stage === 'orchestration') return [];
  return catalog.services
    .filter(
      (candidate) => couldReplace(plan, catalog, node, candidate) && worksAsWell(catalog, node, candidate) && withinSkills(candidate, plan),
    )
    .sort((a, b) => integrated(b.id, node) - integrated(a.id, node))
    .slice(0, 2)
    .flatMap((candidate) => {
      const draft = new PlanDraft(plan, catalog);
      return draft.swap(node.id, candidate.id, keptStage(node, candidate))
        ? [{ title: `Swap to ${candidate.shortName}`, edits: draft.edits }]
        : [];
    });

  function integrated(id: string, { in: into, out }: GraphNode): number {
    return [...into.map(({ from }) => from), ...out.map(({ to }) => to)].filter(({ id: at }) =>
      catalog.integrates(id, graph.get(at)?.node.service ?? ''),
    ).length;
  }
}
