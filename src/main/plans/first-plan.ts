import { drawPlan } from '#engine/draw';
import { emptyPlan } from '#engine/plan';
import { draftPlan, usualAnswers, type Answers } from '#engine/start';
import type { PlanDraft } from '#ipc';
import { icons, knowledge } from '#resources';
import { evaluatePlan } from '../evaluation/evaluate-plan';
import { today } from '../evaluation/today';
import type { Library } from '../library/library';
import type { NewPlanDefaults } from './new-plan';

/** The first plan for some answers, or for the usual ones, with remarks about it. */
export function firstPlan(answers: Answers | null, library: Library, defaults: NewPlanDefaults = {}): PlanDraft {
  const { catalog, book } = library.basis(emptyPlan(''));
  const usual = { ...usualAnswers, region: defaults.region ?? usualAnswers.region };
  const { plan, ...goesBy } = draftPlan(answers ?? usual, catalog, knowledge, defaults.priceBook ?? book.id);
  const by = library.basis(plan);
  const { findings, scores, cost } = evaluatePlan(plan, by, today());
  return { plan, ...goesBy, picture: drawPlan({ plan, catalog: by.catalog, icons }).svg, findings, scores, cost };
}
