import { PlanGraph, type Catalog, type PriceBook } from '../../catalog';
import type { Plan } from '../../plan';
import type { Cost } from './cost';
import { costPlan } from './cost-plan';

/** What another edition of the prices makes of a plan. Likely amounts a month; only books in one currency have a difference. */
export interface BookComparison {
  readonly from: Cost['priceBook'] & { readonly currency: string; readonly likely: number };
  readonly to: Cost['priceBook'] & { readonly currency: string; readonly likely: number };
  /** `undefined` where the currencies differ. */
  readonly difference: number | undefined;
  /** Nodes whose cost differs, the largest difference first. */
  readonly nodes: readonly NodeDifference[];
}

export interface NodeDifference {
  readonly node: string;
  readonly from: number;
  readonly to: number;
  /** Whether the cost is known in full: with one book it may be, with the other not. */
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

/** Costs a plan with two books. Nothing of the plan is changed. */
export function compareBooks(plan: Plan, catalog: Catalog, from: PriceBook, to: PriceBook): BookComparison {
  const [before, after] = [from, to].map((book) => costPlan(new PlanGraph(plan, catalog, book), [1])) as [Cost, Cost];
  const nodes = Object.keys(plan.nodes).flatMap((node): NodeDifference[] => {
    const [old, fresh] = [before.nodes[node], after.nodes[node]];
    if (!old || !fresh) return [];
    const difference = {
      node,
      from: old.likely,
      to: fresh.likely,
      unknownBefore: before.unknown.includes(node),
      unknownAfter: after.unknown.includes(node),
      meters: metersOf(old.lines, fresh.lines),
    };
    const same = difference.unknownBefore === difference.unknownAfter && Math.abs(old.likely - fresh.likely) < 1e-9;
    return same && difference.meters.length === 0 ? [] : [difference];
  });
  return {
    from: { ...before.priceBook, currency: before.currency, likely: before.monthly.likely },
    to: { ...after.priceBook, currency: after.currency, likely: after.monthly.likely },
    difference: before.currency === after.currency ? after.monthly.likely - before.monthly.likely : undefined,
    nodes: nodes.sort((a, b) => Math.abs(b.to - b.from) - Math.abs(a.to - a.from) || (a.node < b.node ? -1 : 1)),
  };
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
