import type { Waiver } from '../plan';
import type { Finding } from './finding';

/*
 * Matching of waivers and findings. Sorted by rule and place beforehand, so that a plan with many of both takes no longer
 * than with few.
 */

/** True if a waiver's last day is past. */
export function lapsed(waiver: Waiver, today: string): boolean {
  return waiver.until !== undefined && waiver.until < today;
}

/** Finds the waiver for a finding: one that holds before one that has lapsed, then the first in the plan. */
export function coveringWaiver(
  waivers: readonly Waiver[],
  today: string,
): (finding: Pick<Finding, 'rule' | 'nodes' | 'edges'>) => Waiver | undefined {
  const byRule = new Map<string, Places>();
  // those that hold come first, each half in the plan's order
  const ranked = [...waivers.filter((waiver) => !lapsed(waiver, today)), ...waivers.filter((waiver) => lapsed(waiver, today))];
  ranked.forEach((waiver, rank) => {
    const places = byRule.get(waiver.rule) ?? { everywhere: undefined, at: new Map() };
    byRule.set(waiver.rule, places);
    if (waiver.on === undefined) places.everywhere ??= rank;
    else for (const place of waiver.on) if (!places.at.has(place)) places.at.set(place, rank);
  });
  return ({ rule, nodes, edges }) => {
    const places = byRule.get(rule);
    if (!places) return undefined;
    let best = places.everywhere ?? Infinity;
    if (places.at.size > 0)
      for (const list of [nodes, edges]) for (const place of list) best = Math.min(best, places.at.get(place) ?? Infinity);
    return ranked[best];
  };
}

interface Places {
  /** Rank of the first waiver that names no place. */
  everywhere: number | undefined;
  /** Rank of the first waiver that names a place. */
  readonly at: Map<string, number>;
}
