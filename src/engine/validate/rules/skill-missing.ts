import type { GraphNode } from '../../catalog';
import { couldReplace, keptStage, worksAsWell } from '../fixes/replacements';
import type { Fix, Rule, RuleInput } from '../rule';
import { guide } from '../sources';
import { agreeing, titles } from '../../format';
import { above, levelOf, skillName, type SkillNeed, skillNeeds, withinSkills } from '../../notions';
import { PlanDraft } from '../fixes/plan-draft';

/** The first of the guide's four questions: whether the team can work with what is planned. */
export const skillMissing: Rule = {
  meta: {
    id: 'skill-missing',
    title: 'The team has the skills that the plan needs',
    severity: 'warning',
    family: 'skills',
    pillar: 'operational-excellence',
    stages: 'all',
    sources: [guide('Introduction')],
    entries: ['gr-factor-skills', 'gr-sdk-upskill', 'gr-notebook-or-script'],
    docs: 'Compares the skills that each service takes with those in the context. Where a service supports several languages, the one that the team knows best counts. A skill that the team has at too low a level is only advice, and so are the basics of tools and notations that are learnt on the way, such as Git, YAML, queries of logs or the formulas of reports and data flows. The rule finds nothing while the context names no skills.',
  },

  *check(input) {
    const { plan, graph, catalog } = input;
    const skills = plan.context.team?.skills;
    if (!skills || Object.keys(skills).length === 0) return;
    for (const need of skillNeeds(graph)) {
      const had = levelOf(plan, need.skill);
      const beyond = need.skill === 'docker' ? need.beyond.filter((node) => !isDeployedAsCode(node)) : need.beyond;
      if (!above(need.level, had) || beyond.length === 0) continue;
      const name = skillName(catalog, need.skill);
      yield {
        nodes: beyond.map(({ id }) => id),
        path: ['context', 'team', 'skills', ...(need.skill in skills ? [need.skill] : [])],
        severity: had === 'none' && !isSoonLearnt(need) ? 'warning' : 'info',
        message: `${titles(beyond)} ${agreeing(beyond.length, 'takes', 'take')} ${name} at the level "${need.level}", and the team has ${had === 'none' ? 'none of it' : `"${had}"`}.`,
        why: `${had === 'none' ? 'Somebody has to learn it before the plan can be run, or join who knows it' : 'The basics are enough to use it; running it in production takes more'}. It means ${lowered(catalog.skill(need.skill)?.learn ?? name)}.`,
        fixes: () => (had === 'none' ? replacements(input, need) : []),
      };
    }
  },
};

/** App Service and others run code as well as containers; with code alone, nobody builds an image. */
function isDeployedAsCode({ in: into }: GraphNode): boolean {
  return into.some(({ kind }) => kind === 'code') && !into.some(({ kind }) => kind === 'image');
}

/** Tools and notations whose basics are learnt on the way by whoever does the work; a programming language or a platform is not. */
const learntOnTheWay: ReadonlySet<string> = new Set([
  'yaml',
  'json',
  'git',
  'azure-cli',
  'scripting',
  'rest',
  'kql',
  'mlflow',
  'jupyter',
  'power-query',
  'dax',
  'data-flow-expression',
]);

function isSoonLearnt({ skill, level }: SkillNeed): boolean {
  return level === 'basic' && learntOnTheWay.has(skill);
}

function lowered(sentence: string): string {
  return sentence.charAt(0).toLowerCase() + sentence.slice(1);
}

/** Another service that the team can work with, where one node alone takes the skill. */
function replacements({ plan, graph, catalog }: RuleInput, need: SkillNeed): Fix[] {
  const [node] = need.beyond;
  if (!node || need.beyond.length > 1 || node.stage === 'orchestration') return [];
  return catalog.proposable
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
