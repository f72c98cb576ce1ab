import { eachNode, oncePer, type Catalog, type GraphNode, type PlanGraph, type Service } from '../catalog';
import { skillLevels, type Plan, type SkillLevel } from '../plan';

/*
 * The skills that a plan takes of a team. They follow the approach, since a service that has a studio of its own takes no Python of those
 * who only click, and the way a service is used. A service names every language it supports; a team needs one of them, not all: where
 * several are named, the one that the team knows best counts, or the first where it knows none well enough.
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
/** Skills of those who write code, definitions, commands and queries; the other way to use most services is to click. */
const written = new Set([...programming, 'jupyter', 'mlflow', 'yaml', 'json', 'git', 'azure-cli', 'scripting', 'rest', 'kql', 'docker']);

interface Skill {
  readonly skill: string;
  readonly level: SkillLevel;
}

/** Every skill that the plan's nodes take, in the order in which they are first met. */
export const skillNeeds = oncePer((graph: PlanGraph): readonly SkillNeed[] => {
  const needs = new Map<string, { level: SkillLevel; had: SkillLevel; nodes: GraphNode[]; beyond: GraphNode[] }>();
  for (const { node, skills } of takers(graph)) {
    for (const { skill, level } of skills) {
      let need = needs.get(skill);
      if (!need) needs.set(skill, (need = { level: 'none', had: levelOf(graph.plan, skill), nodes: [], beyond: [] }));
      if (above(level, need.level)) need.level = level;
      need.nodes.push(node);
      if (above(level, need.had)) need.beyond.push(node);
    }
  }
  return [...needs].map(([skill, { level, nodes, beyond }]) => ({ skill, level, nodes, beyond }));
});

/** The nodes that take skills. */
const takers = eachNode((node, { plan }): readonly { readonly node: GraphNode; readonly skills: readonly Skill[] }[] => {
  const skills = node.service ? skillsTakenIn(plan)(node.service) : [];
  return skills.length > 0 ? [{ node, skills }] : [];
});

/** The skills that each service takes, worked out once for a service. */
const skillsTakenIn = oncePer((plan: Plan): ((service: Service) => readonly Skill[]) => {
  const { approach, team } = plan.context;
  const context: Plan['context'] = { ...(approach !== undefined && { approach }), ...(team && { team }) };
  const known = new Map<Service, readonly Skill[]>();
  return (service) => {
    let skills = known.get(service);
    if (!skills) known.set(service, (skills = skillsOf(service, { context })));
    return skills;
  };
});

/**
 * Skills that a service takes of this plan's team. They depend on the approach and not on the edges: what is not connected yet has to be
 * known all the same.
 */
export function skillsOf(service: Service, plan: Pick<Plan, 'context'>): readonly Skill[] {
  const listed = service.skills.map(({ skill, level }) => ({ skill, level: level as SkillLevel })); // the schema takes only these levels
  const needed = isClicked(service, plan) ? listed.filter(({ skill }) => !written.has(skill)) : listed;
  const { languages: named } = service;
  const supported = named.includes('any') ? [...named, ...programming] : named;
  const spoken = needed.filter(({ skill }) => programming.has(skill) && supported.includes(skill));
  const languages = spoken.filter(({ level }) => level !== 'basic' || !isCommanded(service, plan));
  const machines = needed.filter(({ skill }) => systems.has(skill));
  const rest = needed.filter((one) => !spoken.includes(one) && !machines.includes(one));
  return [...best(languages, supported, plan), ...best(machines, [], plan), ...rest];
}

/**
 * True if people use a service of this plan without writing anything: it has a studio or a designer, and the plan asks for that, wholly or in
 * part. The compute that the vendor runs for them is made by clicking as well.
 */
function isClicked({ approach, managed, stages, inputs }: Service, { context }: Pick<Plan, 'context'>): boolean {
  if (context.approach === undefined || context.approach === 'code') return false;
  return approach !== 'code' || (managed === 'fully-managed' && stages[0] === 'compute' && inputs['runs-on'] !== undefined);
}

/** True if a team can describe in YAML what it wants of a service and send it by the Azure CLI, with no language of its own. */
function isCommanded({ languages }: Service, plan: Pick<Plan, 'context'>): boolean {
  return languages.includes('yaml') && ['yaml', 'azure-cli'].every((skill) => levelOf(plan, skill) !== 'none');
}

/**
 * Of several that will each do, the one that the team knows best among those that it knows well enough; one that the service supports
 * without asking for it will do too. Where it knows none well enough, the first has to be learnt: another that it half knows would be a
 * second gap beside that of the services that only take the first.
 */
function best(alternatives: readonly Skill[], spoken: readonly string[], plan: Pick<Plan, 'context'>): readonly Skill[] {
  const [first] = alternatives;
  if (!first) return [];
  const others = spoken.filter((skill) => programming.has(skill) && !alternatives.some((one) => one.skill === skill));
  const all = [...alternatives, ...others.map((skill) => ({ skill, level: first.level }))];
  const enough = all.filter(({ skill, level }) => !above(level, levelOf(plan, skill)));
  return [enough.reduce((known, one) => (above(levelOf(plan, one.skill), levelOf(plan, known.skill)) ? one : known), enough[0] ?? first)];
}

/** True if the team has every skill that a service takes. */
export function withinSkills(service: Service, plan: Plan): boolean {
  return skillsOf(service, plan).every(({ skill, level }) => !above(level, levelOf(plan, skill)));
}

/** Level at which the team knows a skill; a skill that it does not name it does not know. */
export function levelOf(plan: Pick<Plan, 'context'>, skill: string): SkillLevel {
  const skills = plan.context.team?.skills;
  return skills && Object.hasOwn(skills, skill) ? (skills[skill] ?? 'none') : 'none';
}

/** True if one level is higher than another. */
export function above(level: SkillLevel, other: SkillLevel): boolean {
  return skillLevels.indexOf(level) > skillLevels.indexOf(other);
}

/** A skill's name as people say it. */
export function skillName(catalog: Catalog, skill: string): string {
  return catalog.skill(skill)?.name ?? skill;
}
