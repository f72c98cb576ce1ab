import type { Plan } from './model';

/** Whether two values of a document say the same, whatever the order of their keys. Parts that are shared cost nothing. */
export function same(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (Array.isArray(a) || Array.isArray(b))
    return Array.isArray(a) && Array.isArray(b) && a.length === b.length && a.every((item, at) => same(item, b[at]));
  if (!isMap(a) || !isMap(b)) return false;
  const keys = Object.keys(a).filter((key) => a[key] !== undefined);
  return keys.length === Object.keys(b).filter((key) => b[key] !== undefined).length && keys.every((key) => same(a[key], b[key]));
}

/** Whether two plans would be the same file: the order of nodes counts, since the file keeps it. */
export function samePlan(a: Plan, b: Plan): boolean {
  if (a === b) return true;
  return sameKeys(a.nodes, b.nodes) && same(a, b);
}

/** Whether two maps have the same keys in the same order. */
export function sameKeys(a: Readonly<Record<string, unknown>>, b: Readonly<Record<string, unknown>>): boolean {
  const [first, second] = [Object.keys(a), Object.keys(b)];
  return first.length === second.length && first.every((key, at) => key === second[at]);
}

/** Whether a value is a map, not a list and not a scalar. */
export function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
