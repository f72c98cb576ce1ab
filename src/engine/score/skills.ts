import { counted, titles } from '../format';
import { levelOf, skillName, skillNeeds, type SkillNeed } from '../notions';
import { idsOf, sizeOf, wholeScore, type MeasureInput } from './measure';
import { partsOf, sourceOf, type Judged } from './parts';
import type { Score } from './scores';

/**
 * The plan's needs against the team's skills. Each skill that is missing costs the same, however many nodes take it, since it is learnt once;
 * skills that the team has make up for none. So a gained skill never lowers the score, and an added node never raises it.
 */
export function scoreSkills({ graph, scoring }: MeasureInput): Score {
  const { plan, catalog } = graph;
  if (sizeOf(graph) === 0) return { value: null, parts: [], note: 'The plan has no nodes yet.' };
  if (!plan.context.team?.skills)
    return { value: null, parts: [], note: 'The plan does not say what the team knows: fill in the skills of its context.' };
  const needs = skillNeeds(graph);
  if (needs.length === 0) return { value: 100, parts: [], note: 'Nothing in the plan asks for a skill.' };

  const { missing, met, because, source } = scoring.skills;
  const shareOf = ({ skill, beyond }: SkillNeed) => (beyond.length === 0 ? 0 : levelOf(plan, skill) === 'none' ? 1 : 1 - met.partly);
  // a score has no more than 100 points to lose
  const total = missing * needs.reduce((sum, need) => sum + shareOf(need), 0);
  const max = total > 100 ? (100 * missing) / total : missing;
  const judged = needs.map((need): Judged => {
    const { skill, level, nodes, beyond } = need;
    const name = skillName(catalog, skill);
    const learn = catalog.skill(skill)?.learn ?? because;
    const basics = levelOf(plan, skill) !== 'none';
    return {
      id: skill,
      title: name,
      max,
      reason: learn,
      source: sourceOf(source, scoring),
      measured: {
        well: `${name} is needed (${level}) by ${counted(nodes.length, 'node')}, and the team has it.`,
        losses: [
          {
            share: shareOf(need),
            because: `${name} is needed (${level}) by ${titles(beyond)}; the team has ${basics ? 'only basics' : 'none'}.`,
            fix: `Learn ${name}: ${learn.replace(/\.$/, '')}.`,
            nodes: idsOf(beyond),
          },
        ],
      },
    };
  });
  const parts = [...partsOf(judged, 100)];
  // the widest gaps first, so that the list is a learning order
  const size = (id: string) => needs.find(({ skill }) => skill === id)?.nodes.length ?? 0;
  parts.sort((a, b) => b.lost - a.lost || size(b.id) - size(a.id) || (a.id < b.id ? -1 : 1));
  return { value: wholeScore(Math.max(0, 100 - parts.reduce((sum, { lost }) => sum + lost, 0))), parts };
}
