import { applyChange, type PlanChange } from '#engine/plan';
import type { Trail } from '#ipc';

/** More than a user does before the window has saved the undo history; the size of a change counts. */
const most = { changes: 400, weight: 10_000 };

/** A trail with more changes at its end; the oldest are dropped from a long one. */
export function trailAfter(trail: Trail, ...more: Trail['changes']): Trail {
  const changes = [...trail.changes, ...more];
  const weight = changes.reduce((sum, { change }) => sum + weightOf(change), 0);
  if (changes.length <= 2 * most.changes && weight <= 2 * most.weight) return { ...trail, changes };
  let left = weight;
  let { from, step } = trail;
  while (changes.length > most.changes || (left > most.weight && changes.length > 1)) {
    const [first] = changes.splice(0, 1);
    if (!first) break;
    left -= weightOf(first.change);
    from = applyChange(from, first.change);
    step = first.step;
  }
  return { from, step, changes };
}

function weightOf({ nodes, layout, edges, order, groups, notes }: PlanChange): number {
  const lists = [edges === undefined || Array.isArray(edges) ? edges : [...edges.gone, ...edges.added], order];
  const maps = [nodes, layout, groups, notes];
  return (
    1 + lists.reduce((sum, list) => sum + (list?.length ?? 0), 0) + maps.reduce((sum, map) => sum + (map ? Object.keys(map).length : 0), 0)
  );
}
