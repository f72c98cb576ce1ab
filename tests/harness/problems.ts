import { PlanProblems, type Problem } from '#engine/errors';

/** What is wrong with an input that is read; anything else that is thrown is a fault and is thrown on. */
export function problemsOf(read: () => unknown): readonly Problem[] {
  try {
    read();
  } catch (error) {
    if (error instanceof PlanProblems) return error.problems;
    throw error;
  }
  return [];
}
