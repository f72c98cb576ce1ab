// @ts-check

/** @typedef {import('@playwright/test').CDPSession} CDPSession */
/** @typedef {{ nodes: { id: number, callFrame: { functionName: string, url: string, lineNumber: number, columnNumber: number }, children?: number[] }[], samples?: number[], timeDeltas?: number[] }} Profile */

/**
 * The functions that took longest, by themselves and with what they call.
 * @param {Profile} profile of Chromium's profiler
 * @param {number} most lines
 */
export function hottest({ nodes, samples = [], timeDeltas = [] }, most = 25) {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const parents = new Map(nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id])));
  const name = (/** @type {number} */ id) => {
    const frame = byId.get(id)?.callFrame;
    return frame
      ? `${frame.functionName || '(anonymous)'} ${frame.url.split('/').at(-1) ?? ''}:${frame.lineNumber + 1}:${frame.columnNumber + 1}`
      : '';
  };
  /** @type {Map<string, { self: number, all: number }>} */
  const times = new Map();
  samples.forEach((sample, at) => {
    const took = (timeDeltas[at] ?? 0) / 1000;
    const seen = new Set();
    for (let id = /** @type {number | undefined} */ (sample); id !== undefined; id = parents.get(id)) {
      const key = name(id);
      const time = times.get(key) ?? { self: 0, all: 0 };
      if (id === sample) time.self += took;
      if (!seen.has(key)) time.all += took;
      seen.add(key);
      times.set(key, time);
    }
  });
  const lines = [...times].filter(([key]) => !/^\((root|idle|program)\)/.test(key));
  const list = (/** @type {'self' | 'all'} */ by) =>
    lines
      .sort((a, b) => b[1][by] - a[1][by])
      .slice(0, most)
      .map(([key, { self, all }]) => `    ${self.toFixed(0).padStart(6)} ${all.toFixed(0).padStart(6)}  ${key}`);
  return ['    self    all  ms, by itself', ...list('self'), '    self    all  ms, with what it calls', ...list('all')].join('\n');
}
