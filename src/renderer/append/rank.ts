import type { Consequence } from '#engine/evaluate';

/** The rise of a score; `undefined` if it is not known before or after. */
export function gainOf({ before, after }: { readonly before: number | null; readonly after: number | null }): number | undefined {
  return before === null || after === null ? undefined : after - before;
}

/** Additional monthly cost, and the number of additional nodes of which the cost is not known. */
export function extraCost({ cost: { before, after } }: Consequence): { readonly amount: number; readonly unknown: number } {
  return { amount: after.likely - before.likely, unknown: Math.max(0, after.unknown - before.unknown) };
}

/**
 * Compares two changes. The better one has fewer new errors, then fewer lost edges, then fewer new warnings, then higher scores, then lower
 * cost. The result is negative if the first is better.
 */
export function compareConsequences(a: Consequence, b: Consequence): number {
  return (
    newErrors(a) - newErrors(b) ||
    a.lostEdges.length - b.lostEdges.length ||
    newWarnings(a) - newWarnings(b) ||
    scores(b) - scores(a) ||
    extraCost(a).unknown - extraCost(b).unknown ||
    extraCost(a).amount - extraCost(b).amount
  );
}

/** Number of new errors, less those that are gone. */
export function newErrors({ added, gone }: Consequence): number {
  const count = (list: Consequence['added']) => list.filter(({ severity }) => severity === 'error').length;
  return count(added) - count(gone);
}

function newWarnings({ added, gone }: Consequence): number {
  const count = (list: Consequence['added']) => list.filter(({ severity }) => severity === 'warning').length;
  return count(added) - count(gone);
}

function scores({ scores: { maintainability, skills, integration } }: Consequence): number {
  return [maintainability, skills, integration].reduce((sum, score) => sum + (gainOf(score) ?? 0), 0);
}
