import { dark, drawPlan, paper } from '#engine/draw';
import { PlanProblems, UserError } from '#engine/errors';
import { evaluate } from '#engine/evaluate';
import { changeBetween, readPlan, sourceOf, type Plan, type PlanChange, type PlanFormat } from '#engine/plan';
import type { Severity } from '#engine/validate';
import type { CheckpointFigures, PlanPicture, WrittenPlan } from '#ipc';
import type { Judging } from './compare-plans';

/* What the thread of comparisons says about a plan that is given as a text. */

/** @throws UserError if it cannot be read, such as the text of a later version */
export function planOfText({ text, format }: WrittenPlan): Plan {
  try {
    return readPlan(text, `plan.pipedraft.${format}`).plan;
  } catch (error) {
    if (!(error instanceof PlanProblems)) throw error;
    throw new UserError(`This state of the plan cannot be read: ${error.problem}`, error.fix);
  }
}

/** Cost, scores and open findings. */
export function figuresOfPlan(plan: Plan, { basisOf, today }: Judging): CheckpointFigures {
  const { cost, scores, findings } = evaluate({ plan, ...basisOf(plan), today });
  const open = (severity: Severity) => findings.filter((finding) => finding.severity === severity && !finding.waived).length;
  return {
    nodes: Object.keys(plan.nodes).length,
    likely: cost.monthly.likely,
    unknown: cost.unknown.length,
    currency: cost.currency,
    prices: `${cost.priceBook.title}, as of ${cost.priceBook.asOf}`,
    maintainability: scores.maintainability.value,
    skills: scores.skills.value,
    integration: scores.integration.value,
    maturity: scores.maturity.level,
    errors: open('error'),
    warnings: open('warning'),
    advice: open('info'),
  };
}

/** A drawing of a plan with its costs and findings. */
export function pictureOfPlan(plan: Plan, isDark: boolean, { basisOf, today, icons }: Judging): PlanPicture {
  const basis = basisOf(plan);
  const { cost, findings } = evaluate({ plan, ...basis, today });
  const { svg, width, height } = drawPlan({ plan, catalog: basis.catalog, icons, palette: isDark ? dark : paper, cost, findings });
  return { svg, width, height };
}

/**
 * The change that makes a plan the one of a text, with the text itself, so that a save writes just that.
 * @param fileFormat format of the plan's file: a text in another one is not written over it
 */
export function changeTo(written: WrittenPlan, plan: Plan, fileFormat: PlanFormat): PlanChange {
  const { text, format } = written;
  const { source: _, ...read } = planOfText(written);
  return changeBetween(plan, format === fileFormat ? { ...read, source: sourceOf(text, format) } : read);
}
