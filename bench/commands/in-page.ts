/* Sent into the window by itself. */

/** Milliseconds of one command. */
export interface Took {
  /** The longest time in which the window could do nothing else. */
  readonly blocked: number;
  /** From the command until the window was free again for good. */
  readonly idle: number;
  /** From the command until the evaluation is up to date; 0 if none was needed. */
  readonly answer: number;
}

/** Begins to watch how long the window is busy at a time. `finishWatch` ends it. */
export function startWatch(): void {
  const watch = {
    start: performance.now(),
    last: performance.now(),
    longest: 0,
    busyUntil: 0,
    answered: 0,
    asked: false,
    stopped: false,
    ticks: 0,
  };
  Object.assign(window, { commandWatch: watch });
  const channel = new MessageChannel();
  const state = document.querySelector('.checking');
  channel.port1.onmessage = () => {
    const now = performance.now();
    const gap = now - watch.last;
    watch.last = now;
    watch.ticks += 1;
    if (gap > 40) watch.busyUntil = now;
    if (gap > watch.longest) watch.longest = gap;
    const asks = state !== null && state.isConnected && state.textContent !== '';
    if (asks) watch.asked = true;
    else if (watch.asked && watch.answered === 0) watch.answered = now;
    if (watch.stopped) channel.port1.close();
    else setTimeout(() => channel.port2.postMessage(0), 1);
  };
  channel.port2.postMessage(0);
}

/** Waits until the window has been free for a third of a second and nothing is being worked out. @param most milliseconds to wait */
export async function finishWatch(most: number): Promise<Took | undefined> {
  const { commandWatch: watch } = window as unknown as {
    commandWatch: { start: number; longest: number; busyUntil: number; answered: number; asked: boolean; stopped: boolean; ticks: number };
  };
  // the last block is known only when the watch has run again: this may be called before
  for (let seen = watch.ticks, ends = performance.now() + most; watch.ticks < seen + 3 && performance.now() < ends;)
    await new Promise((done) => setTimeout(done, 5));
  const isBusy = () =>
    (document.querySelector('.checking')?.textContent ?? '') !== '' || document.querySelector('progress, .waiting[role="status"]') !== null;
  while (isBusy() || performance.now() - Math.max(watch.start, watch.busyUntil) < 350) {
    if (performance.now() - watch.start > most) return undefined;
    await new Promise((done) => setTimeout(done, 10));
  }
  watch.stopped = true;
  return {
    blocked: watch.longest,
    idle: Math.max(0, watch.busyUntil - watch.start),
    answer: watch.answered === 0 ? 0 : watch.answered - watch.start,
  };
}
