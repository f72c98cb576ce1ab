import { same } from '../plan';
import type { KeyChange } from './change';

/**
 * The keys that differ between two values of a document. Maps are compared key by key; a list, a range of an amount and a scalar are one
 * value. Keys come in the order of the value after, then those that are gone.
 */
export function keyChanges(before: unknown, after: unknown, path: readonly string[] = []): KeyChange[] {
  if (same(before, after)) return [];
  const [old, now] = [openMap(before), openMap(after)];
  if (!old || !now) return [{ path, before, after }];
  return [...new Set([...Object.keys(now), ...Object.keys(old)])].flatMap((key) =>
    keyChanges(entry(old, key), entry(now, key), [...path, key]),
  );
}

/** A value whose keys are compared one by one. A map that is not stated is an empty one. */
function openMap(value: unknown): Readonly<Record<string, unknown>> | undefined {
  if (value === undefined) return {};
  if (typeof value !== 'object' || value === null || Array.isArray(value) || isRange(value)) return undefined;
  return value as Readonly<Record<string, unknown>>; // an object that is neither null nor a list
}

/** True for an amount with a low, a likely and a high end. */
export function isRange(value: object): value is { readonly low: unknown; readonly likely: unknown; readonly high: unknown } {
  return Object.keys(value).length === 3 && 'low' in value && 'likely' in value && 'high' in value;
}

function entry(map: Readonly<Record<string, unknown>>, key: string): unknown {
  return Object.hasOwn(map, key) ? map[key] : undefined;
}
