import type { Catalog } from '../catalog';
import type { Plan } from '../plan';
import { withoutMoves, type ChangeKind } from './change';
import { diffPlans } from './diff-plans';
import { changeWords, type ChangeWords } from './words';

/** A change in words, and where a drawing of the plan after shows it. */
export interface ToldChange extends ChangeWords {
  readonly kind: Exclude<ChangeKind, 'moved'>;
  /** Left out for what is not drawn, or no longer. */
  readonly place?: { readonly type: 'node' | 'edge' | 'group' | 'note'; readonly id: string };
}

/** Keys of a plan that say what is printed and what was issued: no change of what is planned. */
const ofIssue = new Set(['packet', 'revisions']);

/** The changes between two states of a plan, except those that only the drawing or the order of the file shows. */
export function changesSince(before: Plan, after: Plan, catalog: Catalog, currency: string): readonly ToldChange[] {
  const { changes } = withoutMoves(diffPlans(before, after, catalog));
  const words = { before, after, catalog, currency };
  return changes.flatMap((change): ToldChange[] => {
    const { part, kind, id } = change;
    if (kind === 'moved') return [];
    const keys = change.keys.filter(({ path: [key = ''] }) => part !== 'plan' || !ofIssue.has(key));
    if (part === 'plan' && keys.length === 0) return [];
    const isDrawn = kind !== 'removed' && (part === 'node' || part === 'edge' || part === 'group' || part === 'note');
    return [{ ...changeWords({ ...change, keys }, words), kind, ...(isDrawn ? { place: { type: part, id } } : {}) }];
  });
}
