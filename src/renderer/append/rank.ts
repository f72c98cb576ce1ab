import type { Consequence } from '#engine/evaluate';

/** By how much a score rises; `undefined` where it is not known before or after. */
export function gainOf({ before, after }: { readonly before: number | null; readonly after: number | null }): number | undefined {
  return before === null || after === null ? undefined : after - before;
}

/** What a month costs more, and of how many more nodes the cost is not known. */
export function extraCost({ cost: { before, after } }: Consequence): { readonly amount: number; readonly unknown: number } {
  return { amount: after.likely - before.likely, unknown: Math.max(0, after.unknown - before.unknown) };
}

/**
 * Which of two changes is better: fewer new errors, then fewer edges that are lost, then fewer new warnings, then higher scores, then less
 * cost; negative when the first is.
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

/** How many errors come, less those that go. */
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
