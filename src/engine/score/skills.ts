import type { GraphNode } from '../catalog';
import { skillLevels } from '../plan';
import { count, titles, type MeasureInput } from './measure';
import type { Score, ScorePart } from './scores';

/**
 * What the plan needs against what the team knows. Each skill's part is as large as the number of nodes that need it; what the
 * team knows changes how much of a part is met, never how large it is, so a skill gained never lowers the score.
 */
export function scoreSkills({ graph, scoring }: MeasureInput): Score {
  const team = graph.plan.context.team?.skills;
  if (graph.nodes.length === 0) return { value: null, parts: [], note: 'The plan has no nodes yet.' };
  if (!team) return { value: null, parts: [], note: 'The plan does not say what the team knows: fill in the skills of its context.' };

  const needs = new Map<string, { level: number; nodes: GraphNode[] }>();
  for (const node of graph.nodes) {
    for (const { skill, level } of node.service?.skills ?? []) {
      const need = needs.get(skill) ?? { level: 0, nodes: [] };
      need.level = Math.max(need.level, skillLevels.indexOf(level as (typeof skillLevels)[number]));
      need.nodes.push(node);
      needs.set(skill, need);
    }
  }
  const total = [...needs.values()].reduce((sum, { nodes }) => sum + nodes.length, 0);
  if (total === 0) return { value: 100, parts: [], note: 'Nothing in the plan asks for a skill.' };

  const { met, because, source } = scoring.skills;
  const parts = [...needs].map(([skill, need]): ScorePart => {
    const has = skillLevels.indexOf(team[skill] ?? 'none');
    const share = has >= need.level ? 1 : has > 0 ? met.partly : 0;
    const max = (100 * need.nodes.length) / total;
    const name = graph.catalog.skill(skill)?.name ?? skill;
    const level = skillLevels[need.level] ?? 'basic';
    return {
      id: skill,
      title: name,
      points: max * share,
      max,
      because:
        share === 1
          ? `${name} is needed (${level}) by ${count(need.nodes.length, 'node')}, and the team has it.`
          : `${name} is needed (${level}) by ${titles(need.nodes)}; the team has ${has > 0 ? 'only basics' : 'none'}.`,
      nodes: need.nodes.map(({ id }) => id),
      reason: graph.catalog.skill(skill)?.learn ?? because,
      source: scoring.sources[source] ?? { title: source },
    };
  });
  // the widest gaps first, so that the list reads as what to learn
  parts.sort((a, b) => b.max - b.points - (a.max - a.points) || b.max - a.max || (a.id < b.id ? -1 : 1));
  return { value: Math.round(parts.reduce((sum, part) => sum + part.points, 0)), parts };
}
