import type { Evaluation } from '../evaluate';
import { knownMoney } from '../format';
import { applyEdits, readPlan, type Plan } from '../plan';
import { families, pillars, waiverRule, type Finding, type Fix, type PackInUse, type RuleMeta } from '../validate';
import type { Knowledge, Statement } from './knowledge';

/** A plan that keeps or breaks a rule: one of the rule's own test cases. */
export interface RuleExample {
  /** The plan's name, which says why it is an example. */
  readonly title: string;
  /** The plan, as YAML that Pipedraft can open. */
  readonly text: string;
}

/** The examples of one rule: plans, as YAML. */
export interface RuleExamples {
  readonly wrong: string;
  readonly right: string;
}

/** All information about a rule, as plain data: the window shows it, the documentation prints it. */
export interface RulePage {
  readonly rule: Pick<RuleMeta, 'id' | 'title' | 'severity' | 'docs' | 'guide' | 'sources'>;
  /** Its subject, in words. */
  readonly family: string;
  /** The pillar of the Well-Architected Framework that it serves, in words. */
  readonly pillar: string;
  /** The statements that it rests on. */
  readonly statements: readonly Statement[];
  readonly wrong: WrongExample | null;
  readonly right: RuleExample | null;
  /** Lines to paste into a plan's file, with places of the wrong example; `null` for a rule that cannot be waived. */
  readonly waiver: string | null;
}

export interface WrongExample extends RuleExample {
  /** The day it was evaluated on. */
  readonly day: string;
  /** Findings of the rule in this plan. */
  readonly findings: readonly Pick<Finding, 'message' | 'why' | 'severity'>[];
  /** Titles of the fixes. */
  readonly fixes: readonly string[];
  /** Effects of the first fix on the scores and the cost. */
  readonly effects: readonly Effect[];
}

/** A figure of the plan before and after a fix. */
export interface Effect {
  readonly title: string;
  readonly before: string;
  readonly after: string;
}

/** Parts of a page. */
export interface RulePageInput {
  /** `undefined` for a rule without cases. */
  readonly examples: RuleExamples | undefined;
  readonly knowledge: Knowledge;
  /** Evaluates an example as of a day, with packs. */
  readonly evaluate: (plan: Plan, today: string, packs: readonly PackInUse[]) => Evaluation;
}

/** The day that counts as today in an example that names none. */
export const exampleDay = '2026-11-21';

/** The page of a rule: the same rule and cases give the same page on every day. */
export function rulePage(meta: RuleMeta, { examples, knowledge, evaluate }: RulePageInput): RulePage {
  const { id, title, severity, docs, guide, sources } = meta;
  const wrong = examples ? evaluated(meta, examples.wrong, evaluate) : null;
  return {
    rule: { id, title, severity, docs, sources, ...(guide === undefined ? {} : { guide }) },
    family: families.find((family) => family.id === meta.family)?.title ?? meta.family,
    pillar: pillars.find((pillar) => pillar.id === meta.pillar)?.title ?? meta.pillar,
    statements: knowledge.entries.filter((entry) => meta.entries.includes(entry.id)),
    wrong: wrong && wrong.example,
    right: examples ? { title: readPlan(examples.right, `${id}.yaml`).plan.name, text: examples.right } : null,
    waiver: id === waiverRule.id ? null : waiverOf(id, wrong?.places ?? [], wrong?.example.day ?? exampleDay),
  };
}

function evaluated(
  meta: RuleMeta,
  text: string,
  evaluate: RulePageInput['evaluate'],
): { readonly example: WrongExample; readonly places: readonly string[] } {
  const { plan } = readPlan(text, `${meta.id}.yaml`);
  const day = dayOf(plan);
  const packs = packsOf(plan);
  const before = evaluate(plan, day, packs);
  const findings = before.findings.filter(({ rule }) => rule === meta.id);
  const fixes = findings.flatMap(({ key }) => before.fixesOf(key));
  const [first] = fixes;
  return {
    example: {
      title: plan.name,
      text,
      day,
      findings: findings.map(({ message, why, severity }) => ({ message, why, severity })),
      fixes: [...new Set(fixes.map((fix) => fix.title))],
      effects: first ? effectsOf(before, evaluate(fixed(plan, first), day, packs)) : [],
    },
    places: findings[0] ? [...findings[0].nodes, ...findings[0].edges] : [],
  };
}

/** The day that an example plan sets for itself, or the usual one. */
function dayOf(plan: Plan): string {
  const day = plan.own['x-today'];
  return typeof day === 'string' ? day : exampleDay;
}

/** The packs that an example plan declares as loaded. */
function packsOf(plan: Plan): readonly PackInUse[] {
  return (plan.own['x-packs'] ?? []) as readonly PackInUse[]; // examples are ours, and their tests read them so
}

function fixed(plan: Plan, fix: Fix): Plan {
  return applyEdits(plan, fix.edits);
}

function effectsOf(before: Evaluation, after: Evaluation): readonly Effect[] {
  const figures = [
    ['Maintainability', ({ scores }) => outOf(scores.maintainability.value)],
    ['Skills', ({ scores }) => outOf(scores.skills.value)],
    ['Integration', ({ scores }) => outOf(scores.integration.value)],
    ['MLOps maturity', ({ scores }) => `level ${scores.maturity.level}`],
    ['Cost a month', ({ cost }) => knownMoney(cost.monthly.likely, cost.unknown.length, cost.currency)],
  ] as const satisfies readonly (readonly [string, (evaluation: Evaluation) => string])[];
  return figures.flatMap(([title, figure]) => {
    const effect = { title, before: figure(before), after: figure(after) };
    return effect.before === effect.after ? [] : [effect];
  });
}

function outOf(value: number | null): string {
  return value === null ? 'not scored' : `${Math.round(value)} of 100`;
}

/** A waiver to paste, for a year. */
function waiverOf(rule: string, places: readonly string[], day: string): string {
  const until = `${Number(day.slice(0, 4)) + 1}${day.slice(4).replace('-02-29', '-02-28')}`;
  const on = places.length === 0 ? [] : [`    on: [${places.join(', ')}]`];
  return [
    'waivers:',
    `  - rule: ${rule}`,
    ...on,
    '    because: Say why it stays',
    '    owner: Say who answers for it',
    `    until: ${until}`,
    '',
  ].join('\n');
}
