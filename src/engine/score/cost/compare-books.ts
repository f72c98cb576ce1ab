import { PlanGraph, type Catalog, type PriceBook } from '../../catalog';
import type { Plan } from '../../plan';
import type { Cost } from './cost';
import { costPlan } from './cost-plan';

/** Difference that another edition of the prices, or another region, makes to a plan. Likely amounts a month. */
export interface BookComparison {
  readonly from: ComparedTotal;
  readonly to: ComparedTotal;
  /** Of the known parts; `undefined` where the currencies differ, or a node is known with only one of the books. */
  readonly difference: number | undefined;
  /** Nodes whose cost differs, the largest difference first. */
  readonly nodes: readonly NodeDifference[];
}

export interface ComparedTotal extends Readonly<Cost['priceBook']> {
  readonly currency: string;
  /** The sum of the known costs. */
  readonly likely: number;
  /** Number of nodes that are unknown, or known only in part. */
  readonly unknown: number;
}

export interface NodeDifference {
  readonly node: string;
  readonly from: number;
  readonly to: number;
  /** Of the known parts; `undefined` where the currencies differ, or it is known with only one of the books. */
  readonly difference: number | undefined;
  /** True if the cost has unknown parts; one book may know it in full, the other not. */
  readonly unknownBefore: boolean;
  readonly unknownAfter: boolean;
  /** Meters of its lines whose unit price differs. */
  readonly meters: readonly {
    readonly meter: string;
    readonly title: string;
    readonly from: number | undefined;
    readonly to: number | undefined;
  }[];
}

/**
 * Costs a plan with two books. The plan itself does not change.
 * @param changed the plan to cost with `to`, if it is another one: the same nodes in another region
 */
export function compareBooks(plan: Plan, catalog: Catalog, from: PriceBook, to: PriceBook, changed = plan): BookComparison {
  const before = costPlan(new PlanGraph(plan, catalog, from), [1]);
  const after = costPlan(new PlanGraph(changed, catalog, to), [1]);
  const oneCurrency = before.currency === after.currency;
  const nodes = Object.keys(plan.nodes).flatMap((node): NodeDifference[] => {
    const [old, fresh] = [before.nodes[node], after.nodes[node]];
    if (!old || !fresh) return [];
    const [unknownBefore, unknownAfter] = [before.unknown.includes(node), after.unknown.includes(node)];
    const alike = unknownBefore === unknownAfter;
    const meters = metersOf(old.lines, fresh.lines);
    if (alike && meters.length === 0 && Math.abs(old.likely - fresh.likely) < 1e-9) return [];
    const difference = oneCurrency && alike ? fresh.likely - old.likely : undefined;
    return [{ node, from: old.likely, to: fresh.likely, difference, unknownBefore, unknownAfter, meters }];
  });
  return {
    from: totalOf(before),
    to: totalOf(after),
    difference:
      oneCurrency && nodes.every(({ unknownBefore, unknownAfter }) => unknownBefore === unknownAfter)
        ? after.monthly.likely - before.monthly.likely
        : undefined,
    nodes: nodes.sort((a, b) => Math.abs(b.to - b.from) - Math.abs(a.to - a.from) || (a.node < b.node ? -1 : 1)),
  };
}

function totalOf({ priceBook, currency, monthly, unknown }: Cost): ComparedTotal {
  return { ...priceBook, currency, likely: monthly.likely, unknown: unknown.length };
}

function metersOf(old: Cost['nodes'][string]['lines'], fresh: Cost['nodes'][string]['lines']): NodeDifference['meters'] {
  const charged = (lines: typeof old) =>
    new Map(lines.filter(({ amount }) => amount >= 0).map((line) => [`${line.title} ${line.meter}`, line]));
  const [before, after] = [charged(old), charged(fresh)];
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((key) => {
    const [one, two] = [before.get(key), after.get(key)];
    const line = one ?? two;
    if (!line || one?.unitPrice === two?.unitPrice) return [];
    return [{ meter: line.meter, title: line.title, from: one?.unitPrice, to: two?.unitPrice }];
  });
}
