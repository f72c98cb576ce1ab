import { PlanProblems } from '../../errors';
import type { Plan } from '../model';
import { readPlan } from '../reading/read-plan';
import { samePlan } from '../same';
import { writePlanJson } from './canonical';
import { inTheManner } from './line-ends';

/**
 * A plan in place of another in JSON. JSON holds no comments, so a text that says something else is written in canonical form, with the byte order
 * mark and the line ends that it had; one that says the plan already stays as it is.
 * @param text the file as it was opened
 */
export function patchJson(text: string, plan: Plan): string {
  return says(text, plan) ? text : inTheManner(writePlanJson(plan), text);
}

function says(text: string, plan: Plan): boolean {
  try {
    return samePlan(readPlan(text, 'plan.json').plan, plan);
  } catch (error) {
    if (error instanceof PlanProblems) return false;
    throw error;
  }
}
