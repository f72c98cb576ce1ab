import { drawPlan } from '#engine/draw';
import { emptyPlan } from '#engine/plan';
import { draftPlan, usualAnswers, type Answers } from '#engine/start';
import type { PlanDraft } from '#ipc';
import { icons, knowledge } from '#resources';
import { judge, todayHere } from './evaluation';
import type { Library } from './library/library';

/** The first plan for some answers, or for the usual ones, with what is said of it. */
export function firstPlan(answers: Answers | null, library: Library): PlanDraft {
  const { catalog, book } = library.judgement(emptyPlan(''));
  const { plan, ...goesBy } = draftPlan(answers ?? usualAnswers, catalog, knowledge, book.id);
  const by = library.judgement(plan);
  const { findings, scores, cost } = judge(plan, by, todayHere());
  return { plan, ...goesBy, picture: drawPlan({ plan, catalog: by.catalog, icons }).svg, findings, scores, cost };
}
