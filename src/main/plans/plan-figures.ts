import { stat } from 'node:fs/promises';
import { readTextFile } from '#disk';
import { readPlan, type Plan } from '#engine/plan';
import type { PlanFigures } from '#ipc';
import { evaluatePlan } from '../evaluation/evaluate-plan';
import { today } from '../evaluation/today';
import type { Library } from '../library/library';

/** Length of the largest file whose figures the start page shows: evaluating a larger plan would delay other work. */
const mostBytes = 200_000;

const kept = new Map<string, { readonly basis: unknown; readonly figures: PlanFigures }>();

/** Cost and maturity of a plan for the start page. */
export function figuresOf(plan: Plan, library: Library): PlanFigures {
  const { cost, scores } = evaluatePlan(plan, library.basis(plan), today());
  return {
    nodes: Object.keys(plan.nodes).length,
    likely: cost.monthly.likely,
    unknown: cost.unknown.length,
    currency: cost.currency,
    prices: `${cost.priceBook.title}, as of ${cost.priceBook.asOf}`,
    maturity: { level: scores.maturity.level, title: scores.maturity.title },
  };
}

/** Figures that are worked out once for each state of the library. */
export function figuresOnce(key: string, plan: Plan, library: Library): PlanFigures {
  const basis = library.basis(plan);
  const before = kept.get(key);
  if (before?.basis === basis) return before.figures;
  const figures = figuresOf(plan, library);
  kept.set(key, { basis, figures });
  return figures;
}

/** Figures of a plan's file; `null` if it is large or cannot be read, which opening it explains. */
export async function figuresOfFile(path: string, library: Library): Promise<PlanFigures | null> {
  try {
    if ((await stat(path)).size > mostBytes) return null;
    const { text } = await readTextFile(path);
    return figuresOf(readPlan(text, path).plan, library);
  } catch {
    return null;
  }
}
