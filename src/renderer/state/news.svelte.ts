/** Pause in typing after which the text is shown everywhere, and the longest wait while typing goes on, in milliseconds. */
const restMs = 150;
const mostMs = 600;

/** Notifies readers of a change: at once, or later if that would hold up typing. */
export class News {
  #version = $state(0);
  #timer: ReturnType<typeof setTimeout> | undefined;
  #since: number | undefined;

  /** Subscribes the current reader to changes. */
  follow(): void {
    void this.#version;
  }

  /** Notifies of the changes that were put off. @param isNew true if there is a change in any case */
  tell(isNew = false): void {
    if (!isNew && this.#since === undefined) return;
    clearTimeout(this.#timer);
    this.#since = undefined;
    this.#version += 1;
  }

  /** Notifies once no further change comes for a moment. */
  tellSoon(): void {
    const now = performance.now();
    this.#since ??= now;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.tell(), Math.max(0, Math.min(restMs, this.#since + mostMs - now)));
  }
}
