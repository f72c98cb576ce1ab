import script from './routes.worker.ts?worker&url';
import type { BackgroundRouter, RouteChange } from './routes.svelte';
import type { RouteAnswer, RouteQuestion } from './routes.worker';
import { startWorker } from '../../state/trusted-worker';

/** Routes edges in a worker, one plan after the other. Only the newest of the waiting requests is routed; the others are never answered. */
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
      worker = undefined; // the next request starts a new worker
      next();
    });
    return made;
  }

  return {
    route: (edges, layout, direction) =>
      new Promise((done, failed) => {
        waiting = { question: { edges, layout, direction }, done, failed };
        if (!running) next();
      }),
    stop: () => worker?.terminate(),
  };
}

/**
 * Routes edges after the findings of the plan are evaluated and shown: a small computer does one after the other.
 * @param isFirst true while no edge has a route; routing then starts at once
 */
export function afterFindings(route: BackgroundRouter, findings: () => Promise<unknown>, isFirst: () => boolean): BackgroundRouter {
  return async (edges, layout, direction) => {
    if (!isFirst()) {
      await findings();
      await new Promise<void>((done) => setTimeout(() => requestIdleCallback(() => done(), { timeout: 200 }), 100));
    }
    return route(edges, layout, direction);
  };
}
