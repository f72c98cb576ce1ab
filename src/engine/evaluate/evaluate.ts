import { PlanGraph, type Catalog, type PriceBook } from '../catalog';
import type { Plan } from '../plan';
import { costPlan, scorePlan, type Cost, type Scores, type Scoring } from '../score';
import { validate, type Finding, type Rule } from '../validate';

export interface EvaluateInput {
  readonly plan: Plan;
  readonly catalog: Catalog;
  readonly book: PriceBook;
  readonly scoring: Scoring;
  readonly rules: readonly Rule[];
  /** The day that counts as today, such as `2026-11-21`. */
  readonly today: string;
  /** Multiples of today's load to cost the plan at; the usual ones when left out. */
  readonly factors?: readonly number[];
}

/** Everything that is said of a plan. The window and the command both show this, and nothing else. */
export interface Evaluation {
  readonly findings: readonly Finding[];
  readonly scores: Scores;
  readonly cost: Cost;
}

/** Checks, scores and costs a plan. It never throws on a plan that was read. */
export function evaluate({ plan, catalog, book, scoring, rules, today, factors }: EvaluateInput): Evaluation {
  const graph = new PlanGraph(plan, catalog, book);
  const cost = costPlan(graph, factors);
  return { findings: validate({ plan, graph, catalog, book, cost, today }, rules), scores: scorePlan({ graph, scoring, today }), cost };
}
