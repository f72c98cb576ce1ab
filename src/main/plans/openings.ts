import { basename } from 'node:path';
import { nodeTimers, readPlanFile, type PlanOnDisk, type Timers } from '#disk';
import type { Opening } from '#ipc';
import { Cancelled, readPlanAside } from './plan-reader';

/** Milliseconds after which a window shows that it is opening a file: most are open earlier. */
const soon = 300;

/** A window that shows the files being opened for it. */
export interface OpeningWindow {
  send(event: 'opening', payload: readonly Opening[]): void;
}

interface UnderWay extends Opening {
  readonly window: OpeningWindow;
  readonly stop: AbortController;
  isShown: boolean;
}

/** The files that are being read for windows: slow ones are shown, and can be cancelled. */
export class Openings {
  #next = 1;
  readonly #underWay = new Map<number, UnderWay>();

  constructor(
    private readonly timers: Timers = nodeTimers,
    private readonly read: typeof readPlanAside = readPlanAside,
  ) {}

  /**
   * Reads a plan from a file.
   * @param window shows that it is opening the file; without one, nothing is shown and the reading cannot be cancelled
   * @throws Cancelled, or UserError or PlanProblems that name the file's problems
   */
  async file(path: string, window: OpeningWindow | undefined): Promise<PlanOnDisk> {
    const stop = new AbortController();
    const reading = readPlanFile(path, undefined, (text, file) => this.read(text, file, stop.signal));
    if (!window) return reading;

    const one: UnderWay = { id: this.#next++, name: basename(path), window, stop, isShown: false };
    this.#underWay.set(one.id, one);
    const notYet = this.timers.after(soon, () => {
      one.isShown = true;
      this.#tell(window);
    });
    const calledOff = new Promise<never>((_, reject) => stop.signal.addEventListener('abort', () => reject(new Cancelled())));
    try {
      return await Promise.race([reading, calledOff]); // a disk that does not answer cannot delay cancelling
    } finally {
      notYet();
      this.#underWay.delete(one.id);
      if (one.isShown) this.#tell(window);
    }
  }

  /** Cancels an opening. One that is already over is not affected. */
  cancel(id: number): void {
    this.#underWay.get(id)?.stop.abort();
  }

  #tell(window: OpeningWindow): void {
    const shown = [...this.#underWay.values()].filter((one) => one.window === window && one.isShown);
    window.send(
      'opening',
      shown.map(({ id, name }) => ({ id, name })),
    );
  }
}
