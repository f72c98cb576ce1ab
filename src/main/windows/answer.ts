/** Time that a page may take to answer, in milliseconds. */
const patience = 2000;

/** The answer of a page to an event. A page that hangs is not waited for, and two callers at once wait for the same answer. */
export class Answer<T> {
  #asked: { readonly outcome: Promise<T>; readonly give: (answer: T) => void } | undefined;

  /** @param none the answer of a page that gives none */
  constructor(private readonly none: T) {}

  /** @param ask asks the page, unless it was asked already */
  wait(ask: () => void): Promise<T> {
    if (this.#asked) return this.#asked.outcome;
    let give = (_: T): void => {};
    const outcome = new Promise<T>((resolve) => {
      const late = setTimeout(() => resolve(this.none), patience);
      give = (answer) => {
        clearTimeout(late);
        resolve(answer);
      };
    }).finally(() => {
      this.#asked = undefined;
    });
    this.#asked = { outcome, give };
    ask();
    return outcome;
  }

  /** The page has answered. */
  give(answer: T): void {
    this.#asked?.give(answer);
  }
}
