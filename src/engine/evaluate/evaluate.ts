import { PlanGraph, type Catalog, type PriceBook } from '../catalog';
import { missingValues } from '../export';
import type { Plan } from '../plan';
import { costPlan, scorePlan, type Cost, type Scores, type Scoring } from '../score';
import { validate, type Finding, type PackInUse, type Rule, type Validation } from '../validate';

export interface EvaluateInput {
  readonly plan: Plan;
  readonly catalog: Catalog;
  readonly book: PriceBook;
  readonly scoring: Scoring;
  readonly rules: readonly Rule[];
  /** The packs whose content the other inputs include; none by default. */
  readonly packs?: readonly PackInUse[];
  /** The day that counts as today, such as `2026-11-21`. */
  readonly today: string;
  /** Multiples of today's load to cost the plan at; the usual ones by default. */
  readonly factors?: readonly number[];
  /** Receives what could not be worked out, such as fixes. That is a fault of a rule, and the user cannot act on it. */
  readonly report?: (fault: Error) => void;
}

/** Complete evaluation of a plan. The window and the command both show this, and nothing else. */
export interface Evaluation {
  readonly findings: readonly Finding[];
  readonly scores: Scores;
  readonly cost: Cost;
  /** The packs that it was evaluated with. */
  readonly packs: readonly PackInUse[];
  /** Fixes of a finding, by its key; computed on first use. */
  readonly fixesOf: Validation['fixesOf'];
}

/** Checks, scores and costs a plan. It never throws on a valid plan. */
export function evaluate({ plan, catalog, book, scoring, rules, packs = [], today, factors, report }: EvaluateInput): Evaluation {
  const graph = new PlanGraph(plan, catalog, book);
  const cost = costPlan(graph, factors);
  const { findings, fixesOf } = validate(
    { plan, graph, catalog, book, cost, packs, missing: () => missingValues(graph), today },
    rules,
    report,
  );
  return { findings, scores: scorePlan({ graph, scoring, findings, today }), cost, packs, fixesOf };
}
