import { packLimits } from './limits';

/*
 * The steps of one check. Every value that an expression reads, every pass of a loop and every text that a function works through takes
 * steps; when they are used up, evaluation stops. So the time that packs take is limited, and by the same measure on every machine.
 */

/** The rules of the packs have used up the steps of a check. */
export class TooManySteps extends Error {
  override readonly name = 'TooManySteps';
}

/** One error for all: loops of the CEL library may catch it thousands of times, and a stack trace each time would cost more than the loop. */
const tooMany = new TooManySteps();

export class Steps {
  #left: number = packLimits.steps;

  /** @throws TooManySteps when fewer are left */
  take(number: number): void {
    this.#left -= number;
    if (this.#left < 0) throw tooMany;
  }

  get areSpent(): boolean {
    return this.#left < 0;
  }
}

let current: Steps | undefined;

/** Takes steps from the check whose expression is being evaluated. Functions of expressions get values only, so they find it here. */
export function spend(number: number): void {
  current?.take(number);
}

/**
 * Evaluates within the steps of a check.
 * @throws TooManySteps when they run out, even if the expression itself caught that and continued
 */
export function spendingFrom<T>(steps: Steps, evaluate: () => T): T {
  const before = current;
  current = steps;
  try {
    const result = evaluate();
    // "||" and "exists" of CEL pass over an error of one side when the other decides
    if (steps.areSpent) throw tooMany;
    return result;
  } finally {
    current = before;
  }
}
