import { UserError } from '#engine/errors';
import { startPainter, type PaintedStrip, type PainterKind, type PainterProcess, type StartPainter, type StripRequest } from './painters';

export interface StripPlan {
  readonly count: number;
  /** The drawing of a strip. Made when a painter is free, so that the drawings of all strips are never there at once. */
  readonly requestOf: (strip: number) => StripRequest;
  /** "rows 1 to 800" */
  readonly nameOf: (strip: number) => string;
}

export interface PaintOptions {
  readonly start: StartPainter;
  readonly painters: number;
  readonly onStrip?: (done: number, count: number) => void;
  readonly signal?: AbortSignal;
}

/**
 * Paints all strips, several at a time.
 * @returns the strips in their order
 * @throws UserError that names the strip, if its painter ends or cannot draw it; the signal's reason if that is given up
 */
export async function paintStrips(plan: StripPlan, options: PaintOptions): Promise<PaintedStrip[]> {
  const strips: PaintedStrip[] = [];
  let next = 0;
  let done = 0;
  let failed = false;
  const work = async () => {
    const painter = new Painter(options.start);
    const stop = () => painter.end();
    options.signal?.addEventListener('abort', stop);
    try {
      while (next < plan.count && !failed) {
        const strip = next++;
        options.signal?.throwIfAborted();
        strips[strip] = await painter.paint(plan.requestOf(strip)).catch((error: unknown) => {
          options.signal?.throwIfAborted();
          throw new UserError(
            `The picture could not be drawn: its painter failed at ${plan.nameOf(strip)} (${error instanceof Error ? error.message : String(error)}).`,
            'Choose a smaller scale, or write SVG or PDF instead.',
          );
        });
        options.onStrip?.(++done, plan.count);
      }
    } catch (error) {
      failed = true;
      throw error;
    } finally {
      options.signal?.removeEventListener('abort', stop);
      painter.end();
    }
  };
  const results = await Promise.allSettled(Array.from({ length: Math.min(options.painters, plan.count) }, work));
  for (const result of results) if (result.status === 'rejected') throw result.reason;
  return strips;
}

/** Paints one strip at a time. If the program for this machine is missing or ends, the one that runs everywhere takes its place. */
class Painter {
  #process: PainterProcess | undefined;
  #kind: PainterKind = 'native';

  constructor(private readonly start: StartPainter) {}

  async paint(strip: StripRequest): Promise<PaintedStrip> {
    try {
      return await this.#paint(strip);
    } catch (error) {
      if (this.#kind === 'wasm') throw error;
      this.end();
      this.#kind = 'wasm';
      return this.#paint(strip);
    }
  }

  end(): void {
    this.#process?.end();
    this.#process = undefined;
  }

  #settle: ((answer: PaintedStrip | Error) => void) | undefined;

  #paint(strip: StripRequest): Promise<PaintedStrip> {
    return new Promise((done, fail) => {
      this.#settle = (answer) => {
        this.#settle = undefined;
        if (answer instanceof Error) fail(answer);
        else done(answer);
      };
      if (this.#process) this.#process.send(strip);
      else this.#process = this.#started(strip);
    });
  }

  #started(first: StripRequest): PainterProcess {
    let isCurrent = true;
    const started = startPainter(this.start, this.#kind, {
      onAnswer: (answer) => {
        if (!isCurrent) return;
        if ('ready' in answer) started.send(first);
        else this.#settle?.('error' in answer ? new Error(answer.error) : answer);
      },
      onEnd: (how) => {
        if (isCurrent) this.#settle?.(new Error(how));
        isCurrent = false;
      },
    });
    return {
      send: (strip) => started.send(strip),
      end: () => {
        if (isCurrent) this.#settle?.(new Error('it was given up'));
        isCurrent = false;
        started.end();
      },
    };
  }
}
