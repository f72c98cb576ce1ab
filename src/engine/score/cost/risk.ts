import type { PlanGraph } from '../../catalog';
import { scaleFactors, type Spread } from './cost';
import { charge } from './charges';
import { costsOfNodes } from './cost-plan';
import { takenBy } from './quantities';
import { simulate, uncertaintiesOf, type Uncertainty } from './simulate';

/** Uncertainty of a plan's cost. Computed when it is shown; it takes longer than the cost itself. */
export interface CostRisk {
  readonly currency: string;
  /** Monthly amounts that the plan stays below in 1, 5 and 9 of 10 cases. */
  readonly p10: number;
  readonly p50: number;
  readonly p90: number;
  /** Number of simulated months, and the error of the three percentiles: other simulations would be this near 95 times in 100. */
  readonly trials: number;
  readonly error: { readonly p10: number; readonly p50: number; readonly p90: number };
  /** The monthly cost with one thing at its low and its high end and the rest as likely; the largest effect on the total comes first. */
  readonly tornado: readonly TornadoBar[];
  /** Nodes that make up the cost when the plan handles this many times today's data and runs. */
  readonly atScale: readonly ScalePoint[];
}

export interface TornadoBar {
  /** An assumption's name, if it is one. */
  readonly assumption?: string;
  /** The node and the usage field, if it is not an assumption. */
  readonly node?: string;
  readonly field?: string;
  readonly title: string;
  /** The nodes whose cost it changes. */
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
  /** Cost of all other nodes. */
  readonly rest: number;
}

/** Number of nodes that are named at each multiple. */
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
