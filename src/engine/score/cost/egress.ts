import type { CostLine, GraphEdge, GraphNode, PlanGraph } from '../../catalog';
import type { UnknownLine } from './cost';

/*
 * Data that an edge carries from one region to another. It is charged where its amount is said, so that both move together: by the end that
 * says how often it runs and how much data a run moves. Source: the meter's own, in the price book.
 */

/** What is charged at a node for the data edges that cross regions. */
export interface Egress {
  /** Of edges whose amount this node says. */
  readonly lines: readonly CostLine[];
  /** Of edges that start here, and whose amount neither end says. */
  readonly unknown: readonly UnknownLine[];
}

const meter = 'egress-inter-region';
const amountFields = ['runsPerMonth', 'dataPerRun'] as const;
const none: Egress = { lines: [], unknown: [] };

export function egressOf(node: GraphNode, graph: PlanGraph): Egress {
  const leaving = node.out.filter((edge) => crosses(edge) && !saysItself(edge.from, graph));
  const arriving = node.in.filter((edge) => crosses(edge) && !saysItself(edge.from, graph));
  if (leaving.length === 0 && arriving.length === 0) return none;
  const said = [...leaving, ...arriving].filter((edge) => sayerOf(edge, graph) === node);
  return {
    lines: said.map((edge) => ({
      title: `Data from ${edge.from.title} (${edge.from.region}) to ${edge.to.title} (${edge.to.region})`,
      meter,
      quantity: amountFields.join(' * '),
      mode: 'running',
    })),
    unknown: leaving
      .filter((edge) => sayerOf(edge, graph) === undefined)
      .map((edge) => ({
        title: `Data to ${edge.to.title} (${edge.to.region})`,
        missing: [],
        because: 'It leaves its region, and neither end says how much: runs a month and data per run.',
      })),
  };
}

function crosses({ kind, from, to }: GraphEdge): boolean {
  return kind === 'data' && from.region !== undefined && to.region !== undefined && from.region.toLowerCase() !== to.region.toLowerCase();
}

/** Whether a node gives the amount that leaves its region as a usage field of its own, and so is charged for it already. */
function saysItself(node: GraphNode, graph: PlanGraph): boolean {
  return (graph.amount(node, 'dataToOtherRegions') ?? 0) > 0;
}

/** The end that says how much data an edge carries; the one that receives it, where both do. */
function sayerOf({ from, to }: GraphEdge, graph: PlanGraph): GraphNode | undefined {
  return [to, from].find((end) => amountFields.every((field) => graph.amount(end, field) !== undefined));
}
