/** Waiting, as an argument: tests turn the clock themselves. */
export interface Timers {
  /** Calls once, after some milliseconds. @returns what calls it off */
  after(ms: number, call: () => void): () => void;
}

export const nodeTimers: Timers = {
  after: (ms, call) => {
    const timer = setTimeout(call, ms);
    return () => clearTimeout(timer);
  },
};
