/** How long nobody types before what was typed is shown everywhere, and the longest that somebody who goes on typing waits for it, in milliseconds. */
const restMs = 150;
const mostMs = 600;

/** Tells what is drawn that something changed: at once, or, where that would hold up who types, when there is time. */
export class News {
  #version = $state(0);
  #timer: ReturnType<typeof setTimeout> | undefined;
  #since: number | undefined;

  /** Has what reads now be worked out again when there is news. */
  follow(): void {
    void this.#version;
  }

  /** Tells what was put off. @param isNew whether there is news in any case */
  tell(isNew = false): void {
    if (!isNew && this.#since === undefined) return;
    clearTimeout(this.#timer);
    this.#since = undefined;
    this.#version += 1;
  }

  /** Tells it as soon as nothing more comes for a moment. */
  tellSoon(): void {
    const now = performance.now();
    this.#since ??= now;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.tell(), Math.max(0, Math.min(restMs, this.#since + mostMs - now)));
  }
}
