import type { GraphNode } from '../catalog';
import { skillLevels } from '../plan';
import { count, idsOf, titles, wholeScore, type MeasureInput } from './measure';
import { partsOf, sourceOf, type Judged } from './parts';
import type { Score } from './scores';

/**
 * What the plan needs against what the team knows. Each skill's part is as large as the number of nodes that need it; what the
 * team knows changes how much of a part is met, never how large it is, so a skill gained never lowers the score.
 */
export function scoreSkills({ graph, scoring }: MeasureInput): Score {
  const team = graph.plan.context.team?.skills;
  if (graph.nodes.length === 0) return { value: null, parts: [], note: 'The plan has no nodes yet.' };
  if (!team) return { value: null, parts: [], note: 'The plan does not say what the team knows: fill in the skills of its context.' };

  const needs = new Map<string, { readonly node: GraphNode; readonly level: number }[]>();
  for (const node of graph.nodes) {
    for (const { skill, level } of node.service?.skills ?? []) {
      const needed = needs.get(skill) ?? [];
      needed.push({ node, level: skillLevels.indexOf(level as (typeof skillLevels)[number]) });
      needs.set(skill, needed);
    }
  }
  if (needs.size === 0) return { value: 100, parts: [], note: 'Nothing in the plan asks for a skill.' };
  const total = [...needs.values()].reduce((sum, nodes) => sum + nodes.length, 0);

  const { met, because, source } = scoring.skills;
  const judged = [...needs].map(([skill, needed]): Judged => {
    const has = skillLevels.indexOf(team[skill] ?? 'none');
    const name = graph.catalog.skill(skill)?.name ?? skill;
    const learn = graph.catalog.skill(skill)?.learn ?? because;
    const short = needed.filter(({ level }) => has < level);
    const levelOf = (some: typeof needed) => skillLevels[Math.max(...some.map(({ level }) => level))] ?? 'basic';
    const nodes = short.map(({ node }) => node);
    return {
      id: skill,
      title: name,
      max: (100 * needed.length) / total,
      reason: learn,
      source: sourceOf(source, scoring),
      measured: {
        well: `${name} is needed (${levelOf(needed)}) by ${count(needed.length, 'node')}, and the team has it.`,
        losses:
          short.length === 0
            ? []
            : [
                {
                  share: ((1 - (has > 0 ? met.partly : 0)) * short.length) / needed.length,
                  because: `${name} is needed (${levelOf(short)}) by ${titles(nodes)}; the team has ${has > 0 ? 'only basics' : 'none'}.`,
                  mend: `Learn ${name}: ${learn.replace(/\.$/, '')}.`,
                  nodes: idsOf(nodes),
                },
              ],
      },
    };
  });
  const parts = [...partsOf(judged)];
  // the widest gaps first, so that the list reads as what to learn
  parts.sort((a, b) => b.lost - a.lost || b.max - a.max || (a.id < b.id ? -1 : 1));
  return { value: wholeScore(parts.reduce((sum, part) => sum + part.points, 0)), parts };
}
