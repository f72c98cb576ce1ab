import type { Plan } from './model';
import { sameSource } from './source';

/** True if two values of a document are equal, whatever the order of their keys. Shared parts cost nothing. */
export function same(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (Array.isArray(a) || Array.isArray(b))
    return Array.isArray(a) && Array.isArray(b) && a.length === b.length && a.every((item, at) => same(item, b[at]));
  if (!isMap(a) || !isMap(b)) return false;
  const keys = Object.keys(a).filter((key) => a[key] !== undefined);
  return keys.length === Object.keys(b).filter((key) => b[key] !== undefined).length && keys.every((key) => same(a[key], b[key]));
}

/** True if two plans would be the same file: the order of nodes counts, since the file keeps it. */
export function samePlan(a: Plan, b: Plan): boolean {
  if (a === b) return true;
  return sameContent(a, b) && sameSource(a.source, b.source);
}

/** True if two plans say the same, whatever text was written for them. */
export function sameContent(a: Plan, b: Plan): boolean {
  return sameKeys(a.nodes, b.nodes) && same({ ...a, source: undefined }, { ...b, source: undefined });
}

/** True if two maps have the same keys in the same order. */
export function sameKeys(a: Readonly<Record<string, unknown>>, b: Readonly<Record<string, unknown>>): boolean {
  const [first, second] = [Object.keys(a), Object.keys(b)];
  return first.length === second.length && first.every((key, at) => key === second[at]);
}

/** True if a value is a map, not a list and not a scalar. */
export function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
