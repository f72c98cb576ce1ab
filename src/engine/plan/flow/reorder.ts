import type { NodeId, Plan } from '../model';
import type { Stage } from '../vocabulary';
import { inOrder } from '../edits/maps';
import { flowOrder, reversed } from './flow-order';

/** The plan's nodes in a new order for its file, or the two that must keep their order because a path leads from the first to the other. */
export type Reordered = { readonly order: readonly NodeId[] } | { readonly must: readonly [first: NodeId, other: NodeId] };

/**
 * Puts nodes right before or after another in reading order, with the nodes that must stay before or behind them. The file's order is
 * changed as little as possible.
 * @param ids nodes of the plan, without `beside`
 */
export function reorder(
  plan: Pick<Plan, 'nodes' | 'edges'>,
  stageOf: (id: NodeId) => Stage | undefined,
  ids: readonly NodeId[],
  beside: NodeId,
  side: 'before' | 'after',
): Reordered {
  const { order, before } = flowOrder(plan, stageOf);
  const named = new Set(ids);
  const needed = new Map<NodeId, NodeId>(); // each with the named node that it goes with
  const ways = side === 'before' ? before : reversed(before, order);
  for (const id of order.filter((one) => named.has(one))) {
    const waiting = [id];
    for (let one = waiting.pop(); one !== undefined; one = waiting.pop()) {
      if (needed.has(one)) continue;
      needed.set(one, id);
      for (const next of ways.get(one) ?? []) waiting.push(next);
    }
  }
  const held = needed.get(beside);
  if (held !== undefined) return { must: side === 'before' ? [beside, held] : [held, beside] };

  const at = order.indexOf(beside);
  const isMoved = (id: NodeId, place: number) => named.has(id) || (needed.has(id) && (side === 'before' ? place > at : place < at));
  const moved = order.filter(isMoved);
  const wanted = putBeside(
    order.filter((id, place) => !isMoved(id, place)),
    moved,
    beside,
    side,
  );

  // most files are in reading order, and moving one entry is enough
  const file = Object.keys(plan.nodes);
  const few = putBeside(
    file.filter((id) => !named.has(id)),
    order.filter((id) => named.has(id)),
    beside,
    side,
  );
  const withFew = flowOrder({ ...plan, nodes: inOrder(plan.nodes, few) }, stageOf).order;
  const along = new Set(moved.filter((id) => !named.has(id)));
  const kept = (list: readonly NodeId[]) => list.filter((id) => !along.has(id));
  return { order: sameList(kept(withFew), kept(wanted)) ? few : wanted };
}

function putBeside(list: readonly NodeId[], moved: readonly NodeId[], beside: NodeId, side: 'before' | 'after'): NodeId[] {
  const at = list.indexOf(beside) + (side === 'after' ? 1 : 0);
  return [...list.slice(0, at), ...moved, ...list.slice(at)];
}

function sameList(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((one, at) => one === b[at]);
}
