import type { Place, Problem } from '../../errors';
import { doubtfulNumber } from '../number-text';

/** The problem of a number that a person can read differently from the file's format: `3.000` is 3 to YAML, and 3,000 to many. */
export function doubtfulProblem(source: string, place: Place | undefined): Problem | undefined {
  const refusal = doubtfulNumber(source);
  return (
    refusal && {
      message: `The number ${refusal.reason}.`,
      fix: 'Numbers in files have a point before their decimals, and nothing between their other digits.',
      ...(place ? { place } : {}),
    }
  );
}
