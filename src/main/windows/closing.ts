import { samePlan, type Plan } from '#engine/plan';

/** The plan in a window, as needed to close it. */
export interface ClosableDocument {
  readonly plan: Plan;
  readonly isDirty: boolean;
}

/** A window that can be closed. */
export interface Closable {
  readonly document: ClosableDocument | undefined;
  /** Makes the window hand over the text typed last. */
  settle(): Promise<void>;
}

/** The user's answer about a plan that has unsaved changes. */
export type ClosingAnswer = 'save' | 'discard' | 'cancel';

/** The steps of closing, which belong to the application. */
export interface ClosingSteps<W extends Closable> {
  /** The windows that are open now. */
  open(): readonly W[];
  /** Asks about the unsaved changes in a window. */
  ask(window: W): Promise<ClosingAnswer>;
  /** Saves a window's plan, and shows a failure in the window. @returns true if it is saved */
  save(window: W): Promise<boolean>;
  /** True while a file is being written. */
  isWriting(): boolean;
  /** Waits until no file is being written. @returns false if the user does not want to wait */
  written(): Promise<boolean>;
  /** Closes windows for good. The windows are gone when it returns; remaining writes are pending. */
  close(windows: readonly W[]): void;
}

/** Unsaved changes that the user discards, as they were when the user was asked. */
interface Given {
  readonly document: ClosableDocument;
  readonly plan: Plan;
}

/**
 * Closes windows in two phases. First every window is asked, which changes nothing except that a plan is saved if the user wants that. Only
 * when all have agreed are they closed, together. Changes made while another window is asked are asked about as well.
 */
export class Closing<W extends Closable> {
  /** The questions on the screen. */
  readonly #asking = new Map<W, Promise<Given | 'saved' | 'cancel'>>();
  /** Answers that hold for every request to close the window, until the asker has closed it or was refused. */
  readonly #given = new Map<W, Given>();
  #quitting: Promise<boolean> | undefined;
  /** Counts the times that quitting was cancelled from outside. */
  #calledOff = 0;

  constructor(private readonly steps: ClosingSteps<W>) {}

  /** Closes some windows together if their users agree to all. If one of them is already being asked, the first asker closes its own. */
  async close(windows: readonly W[]): Promise<void> {
    if (windows.some((window) => this.#asking.has(window))) return;
    await this.#agree(
      () => this.steps.open().filter((one) => windows.includes(one)),
      (agreed) => this.steps.close(agreed),
    );
  }

  /**
   * Closes all windows if all their users agree, and waits until everything is written. A second call meanwhile gets the same answer.
   * @returns true if the application may end
   */
  closeAll(): Promise<boolean> {
    this.#quitting ??= this.#closeAll().finally(() => (this.#quitting = undefined));
    return this.#quitting;
  }

  /** Cancels quitting: somebody opens a plan while the application waits to quit. */
  callOff(): void {
    this.#calledOff += 1;
  }

  async #closeAll(): Promise<boolean> {
    const calledOff = this.#calledOff;
    const isClosed = await this.#agree(
      () => this.steps.open(),
      (agreed) => {
        if (calledOff !== this.#calledOff) return false;
        this.steps.close(agreed);
        return true;
      },
    );
    if (!isClosed) return false;
    await this.steps.written(); // a user who does not want to wait has nothing left to go back to
    return this.steps.open().length === 0; // somebody may have opened a plan meanwhile
  }

  /**
   * Asks until all windows may be closed, and closes them.
   * @returns the result of `close`, or nothing if a window stays
   */
  async #agree<T>(windows: () => readonly W[], close: (agreed: readonly W[]) => T): Promise<T | undefined> {
    const asked: W[] = [];
    try {
      for (;;) {
        if (this.steps.isWriting() && !(await this.steps.written())) return undefined;
        await Promise.all(windows().map((window) => window.settle()));
        // no waiting between this check and the end, so that the checked state is the closed one
        const open = windows();
        const unsettled = open.find((window) => !mayGo(window, this.#given.get(window)));
        if (!unsettled) {
          if (this.steps.isWriting()) continue;
          return close(open);
        }
        const answer = await this.#question(unsettled);
        if (answer === 'cancel') return undefined;
        if (answer === 'saved') continue;
        this.#given.set(unsettled, answer);
        asked.push(unsettled);
      }
    } finally {
      for (const window of asked) this.#given.delete(window);
    }
  }

  /** Asks about a window's plan once, however many callers want to know. */
  #question(window: W): Promise<Given | 'saved' | 'cancel'> {
    const asked = this.#asking.get(window) ?? this.#ask(window).finally(() => this.#asking.delete(window));
    this.#asking.set(window, asked);
    return asked;
  }

  async #ask(window: W): Promise<Given | 'saved' | 'cancel'> {
    const { document } = window;
    if (!document?.isDirty) return 'saved';
    const { plan } = document; // as shown on the screen during the question
    const answer = await this.steps.ask(window);
    if (answer === 'discard') return { document, plan };
    return answer === 'save' && (await this.steps.save(window)) ? 'saved' : 'cancel';
  }
}

function mayGo({ document }: Closable, given: Given | undefined): boolean {
  if (!document?.isDirty) return true;
  return given?.document === document && samePlan(given.plan, document.plan);
}
