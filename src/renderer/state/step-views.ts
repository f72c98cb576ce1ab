import { createContext } from 'svelte';
import type { Plan } from '#engine/plan';
import type { Viewport } from './canvas-port.svelte';
import type { Step } from './history';

/** How a step moved the view. */
interface Moved {
  readonly from: Viewport;
  readonly to: Viewport;
}

/** The movements of the view that belong to steps of the history: undoing a step takes the view back, unless the user has moved it since. */
export class StepViews {
  /** By the plan before the step, which stays the same while the step is extended. */
  readonly #moved = new WeakMap<Plan, Moved>();

  /** The view moved to show what a step changes. @param before the plan before that step */
  moved(before: Plan | undefined, from: Viewport, to: Viewport): void {
    if (before) this.#moved.set(before, { from: this.#moved.get(before)?.from ?? from, to });
  }

  /** The view before a step, if the view is still as the step left it. */
  before(step: Step | undefined, now: Viewport | undefined): Viewport | undefined {
    const moved = step && this.#moved.get(step.before);
    return moved && now && isNear(moved.to, now) ? moved.from : undefined;
  }

  /** The view after a step, if the view is still as undoing left it. */
  after(step: Step | undefined, now: Viewport | undefined): Viewport | undefined {
    const moved = step && this.#moved.get(step.before);
    return moved && now && isNear(moved.from, now) ? moved.to : undefined;
  }
}

function isNear(a: Viewport, b: Viewport): boolean {
  return Math.abs(a.x - b.x) < 2 && Math.abs(a.y - b.y) < 2 && Math.abs(a.zoom - b.zoom) < 0.001;
}

export const [getStepViews, setStepViews] = createContext<StepViews>();
