/** Waiting, as an argument: tests control the clock. */
export interface Timers {
  /** Calls once, after some milliseconds. @returns a function that cancels it */
  after(ms: number, call: () => void): () => void;
}

export const nodeTimers: Timers = {
  after: (ms, call) => {
    const timer = setTimeout(call, ms);
    return () => clearTimeout(timer);
  },
};
