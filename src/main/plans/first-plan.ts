import { drawPlan } from '#engine/draw';
import { emptyPlan } from '#engine/plan';
import { draftPlan, usualAnswers, type Answers } from '#engine/start';
import type { PlanDraft } from '#ipc';
import { icons, knowledge } from '#resources';
import { evaluatePlan } from '../evaluation/evaluate-plan';
import { today } from '../evaluation/today';
import type { Library } from '../library/library';

/** The first plan for some answers, or for the usual ones, with remarks about it. */
export function firstPlan(answers: Answers | null, library: Library): PlanDraft {
  const { catalog, book } = library.basis(emptyPlan(''));
  const { plan, ...goesBy } = draftPlan(answers ?? usualAnswers, catalog, knowledge, book.id);
  const by = library.basis(plan);
  const { findings, scores, cost } = evaluatePlan(plan, by, today());
  return { plan, ...goesBy, picture: drawPlan({ plan, catalog: by.catalog, icons }).svg, findings, scores, cost };
}
