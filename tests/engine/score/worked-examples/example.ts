import { PlanGraph, PriceBook, type Meter } from '#engine/catalog';
import type { PlanNode } from '#engine/plan';
import { costPlan, type Cost } from '#engine/score';
import { book, catalog } from '../../../harness/resources.ts';
import { aPlan, meter } from '../../../harness/small-catalog.ts';

/** A calculation that a vendor has published, as a plan of ours. */
export interface Example {
  readonly title: string;
  readonly source: string;
  /** The page's own date. */
  readonly dated: string;
  /** Monthly total as published, in USD. */
  readonly published: number;
  readonly nodes: Readonly<Record<string, PlanNode>>;
  /** Prices that the page calculates with, where they are not those of the book that ships: one for all steps, or each step. */
  readonly prices: Readonly<Record<string, number | readonly number[]>>;
  /** The meters that the page leaves out of its total. */
  readonly leftOut?: readonly string[];
  /** What differs between the page's way and ours, where anything does. */
  readonly note?: string;
}

/** What our engine makes of an example. */
export function computed({ nodes, prices, leftOut = [] }: Pick<Example, 'nodes' | 'prices' | 'leftOut'>): {
  readonly total: number;
  readonly cost: Cost;
} {
  const unused = new Set(Object.keys(prices));
  const meters = book.file.meters.map((known): Meter => {
    const price = prices[known.id];
    if (price === undefined) return known;
    unused.delete(known.id);
    const { regions: _, tiers, ...rest } = known;
    if (typeof price === 'number') return { ...rest, price };
    return { ...rest, price: price[0] ?? NaN, tiers: (tiers ?? []).map((tier, at) => ({ ...tier, price: price[at] ?? NaN })) };
  });
  // a page can know prices that the book lacks
  const charged = catalog.services.flatMap(({ cost: { lines } }) => lines);
  for (const id of unused) {
    const price = prices[id];
    if (typeof price !== 'number' || !charged.some((line) => line.unpriced && line.meter === id)) continue;
    unused.delete(id);
    meters.push(meter(id, price, { region: 'global' }));
  }
  if (unused.size > 0) throw new Error(`the book has no meter ${[...unused].join(', ')}`);
  const cost = costPlan(new PlanGraph(aPlan(nodes), catalog, new PriceBook({ ...book.file, meters })), [1]);
  const lines = Object.values(cost.nodes).flatMap((node) => node.lines);
  const total = lines.filter(({ meter }) => !leftOut.includes(meter)).reduce((sum, { amount }) => sum + amount, 0);
  return { total, cost };
}
