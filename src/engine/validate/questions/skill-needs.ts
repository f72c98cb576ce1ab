import { oncePer, type Catalog, type GraphNode, type PlanGraph, type Service } from '../../catalog';
import { skillLevels, type Plan, type SkillLevel } from '../../plan';

/*
 * What a plan asks of a team's skills. A service names every language it speaks; a team needs one of them, not all: where
 * several are named, the one that the team knows best counts, or the first where it knows none.
 */

/** One skill, the level that the plan takes, and the nodes that take it. */
export interface SkillNeed {
  readonly skill: string;
  readonly level: SkillLevel;
  /** Every node that takes the skill at some level. */
  readonly nodes: readonly GraphNode[];
  /** Those of them that take it at a higher level than the team has. */
  readonly beyond: readonly GraphNode[];
}

const programming = new Set(['python', 'r', 'scala', 'sql', 'dotnet', 'nodejs']);
const systems = new Set(['linux', 'windows']);

/** Every skill that the plan's nodes take, in the order in which they are first met. */
export const skillNeeds = oncePer((graph: PlanGraph): readonly SkillNeed[] => {
  const needs = new Map<string, { level: SkillLevel; nodes: GraphNode[]; beyond: GraphNode[] }>();
  for (const node of graph.nodes) {
    if (!node.service) continue;
    for (const { skill, level } of skillsOf(node.service, graph.plan)) {
      const need = needs.get(skill) ?? { level: 'none', nodes: [], beyond: [] };
      if (above(level, need.level)) need.level = level;
      need.nodes.push(node);
      if (above(level, levelOf(graph.plan, skill))) need.beyond.push(node);
      needs.set(skill, need);
    }
  }
  return [...needs].map(([skill, need]) => ({ skill, ...need }));
});

/** What a service takes of this plan's team. */
export function skillsOf(service: Service, plan: Plan): readonly { readonly skill: string; readonly level: SkillLevel }[] {
  const listed = service.skills.map(({ skill, level }) => ({ skill, level: level as SkillLevel })); // the schema takes only these levels
  const languages = listed.filter(({ skill }) => programming.has(skill) && service.languages.includes(skill));
  const machines = listed.filter(({ skill }) => systems.has(skill));
  const rest = listed.filter((one) => !languages.includes(one) && !machines.includes(one));
  return [...best(languages, service.languages, plan), ...best(machines, [], plan), ...rest];
}

/** Of several that will each do, the one that the team knows best; one that the service speaks without asking for it will do too. */
function best(
  alternatives: readonly { readonly skill: string; readonly level: SkillLevel }[],
  spoken: readonly string[],
  plan: Plan,
): readonly { readonly skill: string; readonly level: SkillLevel }[] {
  const [first] = alternatives;
  if (!first) return [];
  const others = spoken.filter((skill) => programming.has(skill) && !alternatives.some((one) => one.skill === skill));
  const all = [...alternatives, ...others.map((skill) => ({ skill, level: first.level }))];
  return [all.reduce((known, one) => (above(levelOf(plan, one.skill), levelOf(plan, known.skill)) ? one : known), first)];
}

/** Whether the team has every skill that a service takes. */
export function withinSkills(service: Service, plan: Plan): boolean {
  return skillsOf(service, plan).every(({ skill, level }) => !above(level, levelOf(plan, skill)));
}

/** How well the team knows something; what it does not name it does not know. */
export function levelOf(plan: Plan, skill: string): SkillLevel {
  const skills = plan.context.team?.skills;
  return skills && Object.hasOwn(skills, skill) ? (skills[skill] ?? 'none') : 'none';
}

/** Whether one level is higher than another. */
export function above(level: SkillLevel, other: SkillLevel): boolean {
  return skillLevels.indexOf(level) > skillLevels.indexOf(other);
}

/** A skill's name as people say it. */
export function skillName(catalog: Catalog, skill: string): string {
  return catalog.skill(skill)?.name ?? skill;
}
