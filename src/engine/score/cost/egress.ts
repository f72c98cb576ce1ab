import { crossesRegions, egressMeter, volumeFields, monthlyVolume, type CostLine, type GraphNode, type PlanGraph } from '../../catalog';
import type { UnknownLine } from './cost';

/*
 * Data that an edge carries from one region to another. It is charged at the end that states its amount (how often it runs and how much
 * data a run moves), so that both change together. Source: the meter's own, in the price book.
 */

/** Charges at a node for the data edges that cross regions. */
export interface Egress {
  /** Of edges whose amount this node states. */
  readonly lines: readonly CostLine[];
  /** Of edges that start here, and whose amount neither end states. */
  readonly unknown: readonly UnknownLine[];
}

const none: Egress = { lines: [], unknown: [] };

export function egressOf(node: GraphNode, graph: PlanGraph): Egress {
  const leaving = node.out.filter((edge) => crossesRegions(edge) && !saysItself(edge.from, graph));
  const arriving = node.in.filter((edge) => crossesRegions(edge) && !saysItself(edge.from, graph));
  if (leaving.length === 0 && arriving.length === 0) return none;
  const said = [...leaving, ...arriving].filter((edge) => monthlyVolume(edge, graph)?.saidBy === node);
  return {
    lines: said.map((edge) => ({
      title: `Data from ${edge.from.title} (${edge.from.region}) to ${edge.to.title} (${edge.to.region})`,
      meter: egressMeter,
      quantity: volumeFields.join(' * '),
      mode: 'running',
    })),
    unknown: leaving
      .filter((edge) => monthlyVolume(edge, graph) === undefined)
      .map((edge) => ({
        title: `Data to ${edge.to.title} (${edge.to.region})`,
        missing: [],
        because: 'It leaves its region, and neither end says how much: runs a month and data per run.',
      })),
  };
}

/** True if a node has the amount that leaves its region as a usage field, and so is charged for it already. */
function saysItself(node: GraphNode, graph: PlanGraph): boolean {
  return (graph.amount(node, 'dataToOtherRegions') ?? 0) > 0;
}
