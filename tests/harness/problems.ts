import { PlanProblems, type Problem } from '#engine/errors';

/** Problems of an input that is read. Any other error is a fault and is rethrown. */
export function problemsOf(read: () => unknown): readonly Problem[] {
  try {
    read();
  } catch (error) {
    if (error instanceof PlanProblems) return error.problems;
    throw error;
  }
  return [];
}
