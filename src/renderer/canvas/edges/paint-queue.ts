/** Frames that take longer than this hold the user up: fewer tiles are painted in the next, in milliseconds. */
const longFrame = 24;
const mostAtOnce = 32;

/**
 * Paints tiles over as many frames as it takes, so that no frame waits for all of them. How many a frame takes on is learnt from how long the
 * last ones were: only the browser knows what painting costs, long after it was asked for.
 */
export class PaintQueue {
  readonly #waiting = new Set<() => void>();
  readonly #soon: (work: (now: number) => void) => void;
  #atOnce = 2;
  #last: number | undefined;

  /** @param soon calls back with the next frame, with its time in milliseconds */
  constructor(soon: (work: (now: number) => void) => void = (work) => void requestAnimationFrame(work)) {
    this.#soon = soon;
  }

  /**
   * Has something painted with one of the next frames.
   * @returns gives it up, if it has not been painted yet
   */
  add(paint: () => void): () => void {
    if (this.#waiting.size === 0) {
      this.#last = undefined;
      this.#soon(this.#frame);
    }
    this.#waiting.add(paint);
    return () => void this.#waiting.delete(paint);
  }

  readonly #frame = (now: number): void => {
    if (this.#last !== undefined)
      this.#atOnce = now - this.#last > longFrame ? Math.max(1, this.#atOnce >> 1) : Math.min(mostAtOnce, this.#atOnce * 2);
    this.#last = now;
    for (const paint of [...this.#waiting].slice(0, this.#atOnce)) {
      this.#waiting.delete(paint);
      paint();
    }
    if (this.#waiting.size > 0) this.#soon(this.#frame);
  };
}
