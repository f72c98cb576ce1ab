import script from './routes.worker.ts?worker&url';
import type { BackgroundRouter, RouteChange } from './routes.svelte';
import type { RouteAnswer, RouteQuestion } from './routes.worker';
import { startWorker } from '../../state/trusted-worker';

/** Has edges routed by a worker, one plan after the other. Of those that wait only the newest is routed; the others are never answered. */
export function backgroundRouter(): { readonly route: BackgroundRouter; readonly stop: () => void } {
  let worker: Worker | undefined;
  type Asked = {
    readonly question: RouteQuestion;
    readonly done: (change: RouteChange) => void;
    readonly failed: (error: unknown) => void;
  };
  let running: Asked | undefined;
  let waiting: Asked | undefined;

  function next(): void {
    running = waiting;
    waiting = undefined;
    if (!running) return;
    worker ??= started();
    worker.postMessage(running.question);
  }

  function started(): Worker {
    const made = startWorker(script);
    made.addEventListener('message', ({ data }: MessageEvent<RouteAnswer>) => {
      running?.done(data);
      next();
    });
    made.addEventListener('error', (event) => {
      running?.failed(new Error(`The edges could not be routed: ${event.message}`));
      made.terminate();
      worker = undefined; // the next one starts anew
      next();
    });
    return made;
  }

  return {
    route: (edges, layout) =>
      new Promise((done, failed) => {
        waiting = { question: { edges, layout }, done, failed };
        if (!running) next();
      }),
    stop: () => worker?.terminate(),
  };
}
