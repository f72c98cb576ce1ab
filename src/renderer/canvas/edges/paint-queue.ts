/** Duration of a slow frame, in milliseconds: after one, fewer tiles are painted in the next. */
const longFrame = 24;
const mostAtOnce = 32;

/**
 * Paints tiles over as many frames as necessary, so that no frame waits for all of them. It learns the number of tiles per frame from
 * the duration of the last frames: only the browser knows the cost of painting, and only long afterwards.
 */
export class PaintQueue {
  readonly #waiting = new Set<() => void>();
  readonly #soon: (work: (now: number) => void) => void;
  #atOnce = 2;
  #last: number | undefined;

  /** @param soon calls back in the next frame, with its time in milliseconds */
  constructor(soon: (work: (now: number) => void) => void = (work) => void requestAnimationFrame(work)) {
    this.#soon = soon;
  }

  /**
   * Paints in one of the next frames.
   * @returns a function that cancels it if it has not been painted yet
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
