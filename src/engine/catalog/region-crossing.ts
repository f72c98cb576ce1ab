import type { GraphEdge, GraphNode, PlanGraph } from './graph';
import { regionId } from './regions';

/** The meter for data that goes from one region to another. */
export const egressMeter = 'egress-inter-region';

/** The usage fields that together give the data that a node moves in a month: their product counts GB. */
export const volumeFields = ['runsPerMonth', 'dataPerRun'] as const;

export function isSameRegion(a: string, b: string): boolean {
  return a === b || regionId(a) === regionId(b);
}

/** True if an edge carries data from one region to another; false if a region is unknown. */
export function crossesRegions({ kind, from, to }: GraphEdge): boolean {
  return kind === 'data' && from.region !== undefined && to.region !== undefined && !isSameRegion(from.region, to.region);
}

/** Data that an edge carries in a month, and the end that states it: the receiving one, if both do. */
export function monthlyVolume({ from, to }: GraphEdge, graph: PlanGraph): { readonly gb: number; readonly saidBy: GraphNode } | undefined {
  for (const saidBy of [to, from]) {
    const [runs, data] = volumeFields.map((field) => graph.amount(saidBy, field));
    if (runs !== undefined && data !== undefined) return { gb: runs * data, saidBy };
  }
  return undefined;
}
