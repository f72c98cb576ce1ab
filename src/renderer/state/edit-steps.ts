import type { Plan } from '#engine/plan';
import { noHistory, planAt, withStep, withStepContinued, withoutEmptyStep, type History } from './history';

/** A gesture, whose edits are one step. */
export interface Gesture {
  readonly gesture: string;
  /** True if the step has the label of its last edit, for example while a title is typed. */
  readonly relabels?: boolean;
}

/** An edit that was made. */
interface Edited {
  readonly label: string;
  readonly time: number;
  readonly before: Plan;
  readonly after: Plan;
}

/** Longest pause between edits with the same key that are one step, in milliseconds. */
const pauseMs = 1000;

/** Builds the history: edits that belong together are one step. */
export class EditSteps {
  #history: History = noHistory;
  /** Key of the edits that extend the last step. */
  #merge: string | undefined;
  #mergedAt = 0;
  #beforeGesture: History = noHistory;

  get history(): History {
    return this.#history;
  }

  /** Continues with another history, whose last step is complete. */
  replace(history: History): void {
    this.#history = history;
    this.end();
  }

  /** True if an edit would extend the last step. */
  continues(merge: string | Gesture | undefined, time: number): boolean {
    const key = keyOf(merge);
    return key !== undefined && key === this.#merge && (isGesture(merge) || time - this.#mergedAt < pauseMs);
  }

  add({ label, time, before, after }: Edited, merge: string | Gesture | undefined): void {
    const continues = this.continues(merge, time);
    if (!continues) this.#beforeGesture = this.#history;
    const relabelled = isGesture(merge) && merge.relabels ? label : undefined;
    const history = continues
      ? withStepContinued(this.#history, after, relabelled)
      : withStep(this.#history, { label, time, before, after });
    // a step without effect is not extended, and steps that were undone before it can be redone
    const cameToNothing = isGesture(merge) && withoutEmptyStep(history) !== history;
    this.#history = cameToNothing ? this.#beforeGesture : history;
    this.#merge = cameToNothing ? undefined : keyOf(merge);
    this.#mergedAt = time;
  }

  /** Ends the step: the next edit begins another. */
  end(): void {
    this.#merge = undefined;
  }

  /** The plan before an unfinished gesture; `undefined` if there is no such gesture. */
  planBefore(gesture: string): Plan | undefined {
    return this.#merge === keyOf({ gesture }) ? planAt(this.#history, this.#history.at - 1) : undefined;
  }

  /** Cancels the unfinished gesture. */
  cancel(): void {
    this.replace(this.#beforeGesture);
  }
}

function keyOf(merge: string | Gesture | undefined): string | undefined {
  return isGesture(merge) ? `gesture ${merge.gesture}` : merge;
}

function isGesture(merge: string | Gesture | undefined): merge is Gesture {
  return typeof merge === 'object';
}
