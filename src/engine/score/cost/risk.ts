import type { PlanGraph } from '../../catalog';
import type { Spread } from './cost';
import { charge, costsOfNodes, scaleFactors } from './cost-plan';
import { takenBy } from './quantities';
import { simulate, uncertaintiesOf, type Uncertainty } from './simulate';

/** What is said about the uncertainty of a plan's cost. Asked for when it is shown; it takes longer than the cost itself. */
export interface CostRisk {
  readonly currency: string;
  /** Monthly amounts that the plan stays under in 1, 5 and 9 of 10 cases. */
  readonly p10: number;
  readonly p50: number;
  readonly p90: number;
  /** How many cases were tried, and by how much the three may be off: with other cases they would lie as near 95 times in 100. */
  readonly trials: number;
  readonly error: { readonly p10: number; readonly p50: number; readonly p90: number };
  /** The monthly cost with one thing at its low and its high end and the rest as likely; what moves the total most comes first. */
  readonly tornado: readonly TornadoBar[];
  /** Which nodes the cost is made of when the plan handles so many times today's data and runs. */
  readonly atScale: readonly ScalePoint[];
}

export interface TornadoBar {
  /** An assumption's name, or nothing. */
  readonly assumption?: string;
  /** The node and the usage field, where it is no assumption. */
  readonly node?: string;
  readonly field?: string;
  readonly title: string;
  /** The nodes whose cost it moves. */
  readonly nodes: readonly string[];
  /** Its values in words: `100 to 400`. */
  readonly from: Spread;
  readonly unit: string;
  /** The plan's monthly cost at its low end, and at its high end. */
  readonly low: number;
  readonly high: number;
}

export interface ScalePoint extends Spread {
  readonly factor: number;
  /** The nodes that cost most, largest first: five at most. */
  readonly nodes: readonly { readonly node: string; readonly likely: number }[];
  /** What all others cost. */
  readonly rest: number;
}

/** How many nodes of each multiple are named. */
const named = 5;

export function costRisk(graph: PlanGraph, factors: readonly number[] = scaleFactors): CostRisk {
  const uncertainties = uncertaintiesOf(graph);
  const simulated = simulate(uncertainties);
  return {
    currency: graph.book.currency,
    ...simulated.percentiles,
    trials: simulated.trials,
    error: simulated.error,
    tornado: uncertainties.all
      .map((one) => barOf(one, uncertainties.totalWith))
      .filter(({ low, high }) => low !== high)
      .sort((a, b) => Math.abs(b.high - b.low) - Math.abs(a.high - a.low) || (a.title < b.title ? -1 : 1)),
    atScale: factors.map((factor) => pointAt(graph, factor)),
  };
}

function barOf(one: Uncertainty, totalWith: (of: Uncertainty, end: 'low' | 'high') => number): TornadoBar {
  const { key, title, nodes, range, unit } = one;
  return { ...key, title, nodes, from: range, unit, low: totalWith(one, 'low'), high: totalWith(one, 'high') };
}

function pointAt(graph: PlanGraph, factor: number): ScalePoint {
  const taken = graph.nodes.map((node) => takenBy(node, graph).at(factor));
  const { total, likely } = costsOfNodes(taken, charge(taken));
  const nodes = graph.nodes
    .map(({ id }, at) => ({ node: id, likely: likely[at] ?? 0 }))
    .filter((node) => node.likely > 0)
    .sort((a, b) => b.likely - a.likely || (a.node < b.node ? -1 : 1));
  const rest = nodes.slice(named).reduce((sum, node) => sum + node.likely, 0);
  return { factor, ...total, nodes: nodes.slice(0, named), rest };
}
