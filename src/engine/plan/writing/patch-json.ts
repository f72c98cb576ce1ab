import { PlanProblems } from '../../errors';
import type { Plan } from '../model';
import { readPlan } from '../reading/read-plan';
import { sameContent } from '../same';
import { writePlanJson } from './canonical';
import { inTheManner } from './line-ends';

/**
 * Writes a plan over another in JSON. JSON holds no comments, so a text with another value is written in canonical form, with its old
 * byte order mark and line ends; a text that already has the plan's value stays unchanged.
 * @param text the file as it was opened
 */
export function patchJson(text: string, plan: Plan): string {
  return says(text, plan) ? text : inTheManner(writePlanJson(plan), text);
}

function says(text: string, plan: Plan): boolean {
  try {
    return sameContent(readPlan(text, 'plan.json').plan, plan);
  } catch (error) {
    if (error instanceof PlanProblems) return false;
    throw error;
  }
}
