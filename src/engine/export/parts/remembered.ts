import type { ExportContext } from '../context';

const known = new WeakMap<ExportContext, Map<unknown, unknown>>();

/** What a function gives for a plan, computed once in an export. @param key the function, and what else it depends on */
export function remembered<T>(context: ExportContext, key: object, compute: () => T): T {
  let all = known.get(context);
  if (!all) known.set(context, (all = new Map()));
  if (all.has(key)) return all.get(key) as T;
  const value = compute();
  all.set(key, value);
  return value;
}
