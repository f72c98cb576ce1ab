import { edgeId } from './edge-id';
import type { Edge } from './model';
import { edgeKindIds } from './vocabulary';

/** By start, end and kind: the canonical order. */
export function compareEdges(a: Edge, b: Edge): number {
  return (
    compareText(a.from, b.from) ||
    compareText(a.to, b.to) ||
    edgeKindIds.indexOf(a.kind) - edgeKindIds.indexOf(b.kind) ||
    compareText(edgeId(a), edgeId(b))
  );
}

/** By code unit, so that the order is the same on every machine. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
