import type { Problem } from '../../errors';
import { limits } from '../schema';

/** Problems in the order in which they are found, up to the number that a person reads. Further ones are left out, and the list says so. */
export class ProblemList {
  readonly #found: Problem[] = [];
  #isCut = false;

  get found(): readonly Problem[] {
    return this.#found;
  }

  /** True if there were more problems than the list holds. */
  get isCut(): boolean {
    return this.#isCut;
  }

  /** True if one more problem would be left out: then looking for it is not worth the time. */
  get isFull(): boolean {
    return this.#found.length >= limits.problems;
  }

  add(problem: Problem): void {
    if (this.isFull) this.#isCut = true;
    else this.#found.push(problem);
  }
}

/** The reasons why a text cannot be read. */
export interface Refusal {
  readonly problems: readonly [Problem, ...Problem[]];
  /** True if there are more problems than are listed. */
  readonly isCut: boolean;
}

/** A text with one problem. */
export function refusal(problem: Problem): Refusal {
  return { problems: [problem], isCut: false };
}

/** @returns `undefined` when nothing was found */
export function refusalOf({ found: [first, ...rest], isCut }: Pick<ProblemList, 'found' | 'isCut'>): Refusal | undefined {
  return first && { problems: [first, ...rest], isCut };
}
