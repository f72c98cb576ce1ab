import { evaluate, LiveEvaluation, type EvaluateInput, type Evaluation } from '#engine/evaluate';

/** Milliseconds without an evaluation, after which edits of a plan are prepared for. */
const pause = 250;

/**
 * Evaluates the plan of a window. A plan that is new is evaluated as a whole, which is quickest. Once nothing was asked for a moment, the plan is
 * prepared for edits, and from then on each edit costs what it touches.
 */
export class FollowedEvaluation {
  readonly #live = new LiveEvaluation();
  #preparing: ReturnType<typeof setTimeout> | undefined;

  /** Like `evaluate`. */
  evaluate(input: EvaluateInput): Evaluation {
    this.stop();
    if (this.#live.follows(input)) return this.#live.evaluate(input);
    this.#preparing = setTimeout(() => this.#live.evaluate(input), pause);
    this.#preparing.unref();
    return evaluate(input);
  }

  /** Prepares for nothing any more. */
  stop(): void {
    clearTimeout(this.#preparing);
  }
}
