import { amountOf as priceOf, type GraphNode, type PlanGraph } from '../../catalog';
import type { ChargedLine, Cost, NodeCost, Spread } from './cost';
import { takenBy, type Metered, type Quantities, type Quantity } from './quantities';

/** The factors that a plan is costed at, since the guide asks for the cost at scale. */
export const scaleFactors: readonly number[] = [1, 2, 5, 10, 20, 50, 100];

/** Costs a plan for a month, at today's load and at multiples of it. */
export function costPlan(graph: PlanGraph, factors: readonly number[] = scaleFactors): Cost {
  const { book } = graph;
  const taken = graph.nodes.map((node) => takenBy(node, graph));
  const now = taken.map((node) => node.at(1));
  const charges = charge(now);
  const nodes: Record<string, NodeCost> = {};
  let alwaysOn = 0;
  const unknown: string[] = [];
  const byStage = new Map<string, number>();
  const byService = new Map<string, number>();
  graph.nodes.forEach((node, at) => {
    const cost = costOf(node, now[at] as Quantities, charges); // one for each node
    nodes[node.id] = cost;
    alwaysOn += cost.alwaysOn;
    if (!node.service || cost.unknown.length > 0) unknown.push(node.id);
    if (cost.likely === 0) return;
    byStage.set(node.stage ?? 'other', (byStage.get(node.stage ?? 'other') ?? 0) + cost.likely);
    byService.set(node.node.service, (byService.get(node.node.service) ?? 0) + cost.likely);
  });
  const monthly = totalOf(charges);
  return {
    currency: book.currency,
    priceBook: { id: book.id, title: book.title, asOf: book.asOf },
    monthly,
    alwaysOn,
    unknown,
    nodes,
    byStage: largestFirst(byStage).map(([stage, likely]) => ({ stage, likely })),
    byService: largestFirst(byService).map(([service, likely]) => ({ service, likely })),
    atScale: factors.map((factor) => ({
      factor,
      ...(factor === 1 ? monthly : totalOf(charge(taken.map((node) => node.at(factor))))),
    })),
  };
}

/**
 * What a node costs; the same object for as long as it takes the same, and what it is charged together with does. So an edit costs the
 * work of the nodes that it changes.
 */
function costOf(node: GraphNode, quantities: Quantities, charges: Charges): NodeCost {
  const { known } = quantities;
  if (known.length === 0) return workedOut(node, quantities, charges);
  const before = keptCosts.get(quantities);
  if (before && known.every(({ of: { together } }, at) => isAsBefore(charges.get(together), before.groups[at]))) return before.cost;
  const cost = workedOut(node, quantities, charges);
  const groups = known.map(({ of: { together } }) => {
    const { first, total, grant, left } = charges.get(together) as Group; // every quantity was charged
    return { first, grant, total: total.likely, left: left.likely };
  });
  keptCosts.set(quantities, { groups, cost });
  return cost;
}

/** What a node's cost depends on, of the groups that it is charged in. */
type GroupState = Pick<Group, 'first' | 'grant'> & { readonly total: number; readonly left: number };

const keptCosts = new WeakMap<Quantities, { readonly groups: readonly GroupState[]; readonly cost: NodeCost }>();

function isAsBefore(group: Group | undefined, before: GroupState | undefined): boolean {
  return (
    group !== undefined &&
    before !== undefined &&
    group.total.likely === before.total &&
    group.left.likely === before.left &&
    group.first.price === before.first.price &&
    group.first.factor === before.first.factor &&
    group.grant === before.grant
  );
}

function workedOut(node: GraphNode, { known, unknown }: Quantities, charges: Charges): NodeCost {
  const lines: ChargedLine[] = [];
  let [sum, alwaysOn] = [0, 0];
  const push = (line: ChargedLine) => {
    lines.push(line);
    sum += line.amount;
    if (line.mode === 'always-on') alwaysOn += line.amount;
  };
  for (const quantity of known) {
    const group = charges.get(quantity.of.together) as Group; // every quantity was charged
    const { line, free } = quantity.of;
    const { low, high } = quantity.own;
    const likely = partOf(group, quantity, quantity.likely);
    const least = low === quantity.likely ? likely : partOf(group, quantity, low);
    const most = high === quantity.likely ? likely : partOf(group, quantity, high);
    const range = { low: least.amount, likely: likely.amount, high: most.amount };
    push(lineOf(quantity, likely, line.title, quantity.likely, range, line.quantity));
    if (!free || most.free === 0) continue;
    const freed = { low: -least.freeAmount, likely: -likely.freeAmount, high: -most.freeAmount };
    push(lineOf(quantity, likely, `Free: ${(group.grant ?? free).note}`, -likely.free, freed, ''));
  }
  return {
    ...rangeOf(known, sum, charges),
    lines,
    unknown,
    alwaysOn,
    free: node.service?.cost.kind === 'free' && lines.length + unknown.length === 0,
  };
}

/** What a node costs at the ends of its own ranges, with all other nodes as likely. */
function rangeOf(known: readonly Quantity[], likely: number, charges: Charges): Spread {
  if (known.every((one) => one.low === one.likely && one.likely === one.high)) return { low: likely, likely, high: likely };
  const costAt = (part: 'low' | 'high') => {
    let cost = 0;
    for (const quantity of known) {
      const group = charges.get(quantity.of.together) as Group; // every quantity was charged
      // the node's lines on one meter move together
      let total = group.total.likely;
      for (const one of known) if (one.of.together === quantity.of.together) total += one[part] - one.likely;
      cost += quantity[part] * netPrice(stepOf(group, Math.max(0, total), group.left.likely));
    }
    return cost;
  };
  const [low, high] = [costAt('low'), costAt('high')];
  return { low: Math.min(low, likely, high), likely, high: Math.max(low, likely, high) };
}

/** Written out: a plan has thousands of these, and objects put together from others take many times as long. */
function lineOf(
  { of: { price, line, machine } }: Quantity,
  { perUnit }: Part,
  title: string,
  quantity: number,
  range: Spread,
  formula: string,
): ChargedLine {
  const { meter, region, substituted } = price;
  const charged: { -readonly [K in keyof ChargedLine]: ChargedLine[K] } = {
    meter: meter.id,
    unit: meter.unit,
    unitPrice: perUnit,
    mode: line.mode,
    region,
    substituted,
    title,
    quantity,
    amount: range.likely,
    range,
    formula,
  };
  if (formula === '') return charged;
  if (machine !== undefined) charged.machine = machine;
  if (line.note !== undefined) charged.note = line.note;
  return charged;
}

/** All that is charged together, by the words of `together`. */
export type Charges = ReadonlyMap<string, Group>;

export interface Group {
  readonly first: Metered;
  readonly total: { low: number; likely: number; high: number };
  grant: Metered['free'];
  /** What is still free of it where nodes cost least, as likely, and most. */
  left: Spread;
}

/** What so many units cost. */
interface Step {
  readonly quantity: number;
  /** Those of them that are free. */
  readonly free: number;
  /** What a paid unit costs on average. */
  readonly perUnit: number;
}

/**
 * Adds quantities up by meter. Free grants and steps count once for the plan: what is free of a meter is used up group by group,
 * and shared out in proportion within one.
 */
export function charge(taken: readonly Quantities[]): Charges {
  const groups = new Map<string, Group>();
  for (const { known } of taken) {
    for (const quantity of known) {
      const { together, free } = quantity.of;
      const group = groups.get(together);
      if (!group) {
        const { low, likely, high } = quantity;
        groups.set(together, { first: quantity.of, total: { low, likely, high }, grant: free, left: nothing });
        continue;
      }
      if ((free?.quantity ?? 0) > (group.grant?.quantity ?? 0)) group.grant = free;
      add(group.total, quantity);
    }
  }
  const freeLeft = new Map<string, Spread>();
  // in the order of their names, so that what is free does not depend on the order of the nodes
  for (const [, group] of [...groups].sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (!group.grant) continue;
    const { quantity: granted, sharedBy } = group.grant;
    const left = freeLeft.get(sharedBy) ?? { low: granted, likely: granted, high: granted };
    group.left = left;
    freeLeft.set(
      sharedBy,
      spread((part) => left[part] - Math.min(group.total[part], left[part])),
    );
  }
  return groups;
}

const nothing: Spread = { low: 0, likely: 0, high: 0 };

/** What everything costs together. A total where nodes cost least that is above the likely one is not the low end, and so on. */
function totalOf(charges: Charges): Spread {
  const total = { low: 0, likely: 0, high: 0 };
  for (const group of charges.values())
    add(
      total,
      spread((part) => paidFor(group, group.total[part], group.left[part])),
    );
  const { low, likely, high } = total;
  return { low: Math.min(low, likely, high), likely, high: Math.max(low, likely, high) };
}

/** What everything costs, and what is likely of each node. */
export function costsOfNodes(
  taken: readonly Quantities[],
  charges: Charges,
): { readonly total: Spread; readonly likely: readonly number[] } {
  const likely = taken.map(({ known }) => {
    let sum = 0;
    for (const quantity of known) {
      const group = charges.get(quantity.of.together) as Group; // every quantity was charged
      sum += quantity.likely * netPrice(stepOf(group, group.total.likely, group.left.likely));
    }
    return sum;
  });
  return { total: totalOf(charges), likely };
}

/** What so many units of a group cost. @param left how many of them can be free */
export function paidFor({ first }: Group, quantity: number, left: number): number {
  return priceOf(Math.max(0, quantity - left), first.price.tiers) * first.factor;
}

function stepOf(group: Group, quantity: number, left: number): Step {
  const free = Math.min(quantity, left);
  const paid = quantity - free;
  const { price, factor } = group.first;
  // what is free is worth the first step's price; the steps count paid units
  return { quantity, free, perUnit: paid > 0 ? paidFor(group, quantity, left) / paid : (price.tiers[0]?.price ?? 0) * factor };
}

/** What a unit costs on average, free ones counted. */
function netPrice({ quantity, free, perUnit }: Step): number {
  return quantity > 0 ? ((quantity - free) / quantity) * perUnit : perUnit;
}

/** A line's part of its group, with all else as likely. */
interface Part {
  readonly perUnit: number;
  readonly amount: number;
  readonly free: number;
  readonly freeAmount: number;
}

function partOf(group: Group, { likely }: Quantity, quantity: number): Part {
  const step = stepOf(group, Math.max(0, group.total.likely + quantity - likely), group.left.likely);
  const free = step.quantity > 0 ? (step.free * quantity) / step.quantity : 0;
  return { perUnit: step.perUnit, amount: quantity * step.perUnit, free, freeAmount: free * step.perUnit };
}

function spread(at: (part: keyof Spread) => number): Spread {
  return { low: at('low'), likely: at('likely'), high: at('high') };
}

function add(sum: { low: number; likely: number; high: number }, { low, likely, high }: Spread): void {
  sum.low += low;
  sum.likely += likely;
  sum.high += high;
}

function largestFirst(totals: ReadonlyMap<string, number>): [string, number][] {
  return [...totals].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
}
