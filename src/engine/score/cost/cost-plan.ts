import { amountOf as priceOf, pricesOf, type GraphNode, type PlanGraph } from '../../catalog';
import { add, charge, isCharged, spread, type Charged, type Charges, type Group } from './charges';
import { scaleFactors, type ChargedLine, type Cost, type NodeCost, type Spread } from './cost';
import { extremeOf, pricingOf, type Pricing, type Varying } from './extremes';
import { flatOf } from './flat';
import type { Metered, Quantity } from './metered';
import { takenBy, type Quantities, type Taken } from './quantities';

/*
 * The cost of a plan. It is one thing, since nodes share free amounts and price steps: a node's cost depends on what all the others take
 * of the same meters.
 */

/** Costs a plan for a month, at today's load and at multiples of it. */
export function costPlan(graph: PlanGraph, factors: readonly number[] = scaleFactors): Cost {
  const taken = graph.nodes.map((node) => takenBy(node, graph));
  return costOfTaken(graph, taken, factors);
}

/** Costs a plan. @param taken the quantities of each node, in the plan's order */
export function costOfTaken(graph: PlanGraph, taken: readonly Taken[], factors: readonly number[] = scaleFactors): Cost {
  const chargedAt = (factor: number) => {
    const quantities = taken.map((node) => node.at(factor));
    return { charges: charge(quantities), varying: quantities.filter(({ varying }) => varying !== undefined) };
  };
  return costOfCharged(graph, taken, chargedAt, factors);
}

/**
 * Costs a plan.
 * @param chargedAt what it is charged at a multiple of today's load
 * @param known the cost of a node, where it is known to be as before
 */
export function costOfCharged(
  graph: PlanGraph,
  taken: readonly Taken[],
  chargedAt: (factor: number) => Charged,
  factors: readonly number[] = scaleFactors,
  known: (node: GraphNode) => NodeCost | undefined = () => undefined,
): Cost {
  const now = taken.map((node) => node.at(1));
  const charged = chargedAt(1);
  const { charges } = charged;
  const nodes: Record<string, NodeCost> = {};
  let alwaysOn = 0;
  const unknown: string[] = [];
  const byStage = new Map<string, number>();
  const byService = new Map<string, number>();
  graph.nodes.forEach((node, at) => {
    const cost = known(node) ?? costOf(node, now[at] as Quantities, charges); // one for each node
    nodes[node.id] = cost;
    alwaysOn += cost.alwaysOn;
    if (!node.service || cost.unknown.length > 0) unknown.push(node.id);
    if (cost.likely === 0) return;
    byStage.set(node.stage ?? 'other', (byStage.get(node.stage ?? 'other') ?? 0) + cost.likely);
    byService.set(node.node.service, (byService.get(node.node.service) ?? 0) + cost.likely);
  });
  const monthly = totalOf(charged);
  return {
    currency: graph.book.currency,
    priceBook: { id: graph.book.id, title: graph.book.title, asOf: graph.book.asOf },
    monthly,
    alwaysOn,
    elsewhere: elsewhereOf(graph, nodes),
    unknown,
    nodes,
    flat: graph.nodes.flatMap((node, at) => flatOf(node, now[at] as Quantities)), // one for each node
    byStage: largestFirst(byStage).map(([stage, likely]) => ({ stage, likely })),
    byService: largestFirst(byService).map(([service, likely]) => ({ service, likely })),
    atScale: factors.map((factor) => ({
      factor,
      ...(factor === 1 ? monthly : totalOf(chargedAt(factor))),
    })),
  };
}

/** The share of the total that is counted with prices of other regions. */
function elsewhereOf(graph: PlanGraph, nodes: Readonly<Record<string, NodeCost>>): Cost['elsewhere'] {
  let likely = 0;
  const [regions, instead] = [new Set<string>(), new Set<string>()];
  for (const { id, region } of graph.nodes) {
    const cost = nodes[id];
    if (cost === undefined || cost.elsewhere === 0) continue;
    likely += cost.elsewhere;
    if (region !== undefined) instead.add(region);
    for (const line of cost.lines) if (line.substituted && line.amount !== 0) regions.add(line.region);
  }
  const used = [...regions].sort();
  return { likely, regions: used, instead: [...instead].sort(), words: used.length > 0 ? pricesOf(used) : '' };
}

/**
 * Cost of a node; the same object while its quantities, and those that it is charged together with, stay the same. So an edit costs only
 * the work of the nodes that it changes.
 */
function costOf(node: GraphNode, quantities: Quantities, charges: Charges): NodeCost {
  const { known } = quantities;
  const before = keptCosts.get(quantities);
  if (before && known.every(({ of: { together } }, at) => isCharged(charges.get(together), before.groups[at]))) return before.cost;
  const cost = workedOut(node, quantities, charges);
  const groups = known.map(({ of: { together } }) => ({ ...(charges.get(together) as Group) })); // every quantity was charged
  keptCosts.set(quantities, { groups, cost });
  return cost;
}

const keptCosts = new WeakMap<Quantities, { readonly groups: readonly Group[]; readonly cost: NodeCost }>();

function workedOut(node: GraphNode, quantities: Quantities, charges: Charges): NodeCost {
  const { known, unknown } = quantities;
  const lines: ChargedLine[] = [];
  let [sum, alwaysOn, elsewhere, isGuess] = [0, 0, 0, false];
  const push = (line: ChargedLine) => {
    lines.push(line);
    sum += line.amount;
    if (line.mode === 'always-on') alwaysOn += line.amount;
    if (line.substituted) elsewhere += line.amount;
    isGuess ||= line.unknownRegion === true && line.amount !== 0;
  };
  for (const quantity of known) {
    const group = charges.get(quantity.of.together) as Group; // every quantity was charged
    const { line, title, free } = quantity.of;
    const { low, high } = quantity.own;
    const likely = partOf(group, quantity, quantity.likely);
    const least = low === quantity.likely ? likely : partOf(group, quantity, low);
    const most = high === quantity.likely ? likely : partOf(group, quantity, high);
    const range = { low: least.amount, likely: likely.amount, high: most.amount };
    push(lineOf(quantity, likely, title, quantity.likely, range, line.quantity));
    if (!free || most.free === 0) continue;
    const freed = { low: -least.freeAmount, likely: -likely.freeAmount, high: -most.freeAmount };
    push(lineOf(quantity, likely, `Free: ${(group.grant ?? free).note}`, -likely.free, freed, ''));
  }
  const assumed = quantities.assumed ?? [];
  return {
    ...rangeOf(quantities, sum, charges),
    lines,
    ...(assumed.length > 0 ? { assumed } : {}),
    unknown,
    alwaysOn,
    free: node.service?.cost.kind === 'free' && lines.length + unknown.length === 0,
    elsewhere,
    ...(isGuess ? { isGuess } : {}),
  };
}

/** Cost of a node at the ends of its own ranges, with all other nodes as likely. */
function rangeOf({ known, varying }: Quantities, likely: number, charges: Charges): Spread {
  if (known.every((one) => one.low === one.likely && one.likely === one.high)) return { low: likely, likely, high: likely };
  const costOf = (taken: readonly number[]) => {
    let cost = 0;
    known.forEach(({ of: { together } }, at) => {
      const group = charges.get(together) as Group; // every quantity was charged
      // the node's lines on one meter move together
      let total = group.total.likely;
      known.forEach((one, other) => {
        if (one.of.together === together) total += (taken[other] as number) - one.likely;
      });
      cost += (taken[at] as number) * netPrice(stepOf(group, Math.max(0, total), group.left.likely));
    });
    return cost;
  };
  const pricings = varying && pricingsBeside(varying, charges);
  const at = (part: 'low' | 'high') =>
    costOf(varying && pricings ? extremeOf(varying, pricings, part === 'low' ? 'least' : 'most') : known.map((one) => one[part]));
  const [low, high] = [at('low'), at('high')];
  return { low: Math.min(low, likely, high), likely, high: Math.max(low, likely, high) };
}

/**
 * Pricing of a node's lines beside the likely quantities of all others; `undefined` if no other node shares a meter or a grant with it, so
 * that its ends by itself are its ends.
 */
function pricingsBeside({ known, group }: Varying, charges: Charges): Pricing[] | undefined {
  let isShared = false;
  const pricings = [...new Set(group)].map((of) => {
    const first = known[group.indexOf(of)] as Metered; // a group has a line
    const charged = charges.get(first.together) as Group; // every quantity was charged
    if (!dependsOnOthers(charged)) return pricingOf(first, 0);
    const { total, left } = charged;
    const own = known.reduce((sum, one) => (one.together === first.together ? sum + one.likely : sum), 0);
    const others = Math.max(0, total.likely - own);
    isShared ||= others > 1e-9 * total.likely || left.likely !== (first.free?.quantity ?? 0);
    return pricingOf(first, left.likely, others);
  });
  return isShared ? pricings : undefined;
}

/** True if the price of a unit depends on what other nodes take: it has steps, or some units are free. */
function dependsOnOthers({ first, grant }: Group): boolean {
  return first.price.tiers.length > 1 || grant !== undefined;
}

/** Written as a literal: spreading other objects takes many times as long. */
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
  if (price.unknownRegion) charged.unknownRegion = true;
  if (formula === '') return charged;
  if (machine !== undefined) charged.machine = machine;
  if (line.note !== undefined) charged.note = line.note;
  return charged;
}

/** Price of this many units. */
interface Step {
  readonly quantity: number;
  /** The free ones among them. */
  readonly free: number;
  /** Average price of a paid unit. */
  readonly perUnit: number;
}

/** Total cost. If the total with all nodes at their cheapest is above the likely one, it is not the low end, and so on. */
function totalOf({ charges, varying }: Charged): Spread {
  const total = { low: 0, likely: 0, high: 0 };
  for (const group of charges.values())
    add(
      total,
      spread((part) => paidFor(group, group.total[part], group.left[part])),
    );
  const { likely } = total;
  const [low, high] = [endBeside(charges, varying, 'low', total.low), endBeside(charges, varying, 'high', total.high)];
  return { low: Math.min(low, likely, high), likely, high: Math.max(low, likely, high) };
}

/**
 * The total where nodes whose lines make up for each other are at their ends beside the others, not at their ends by themselves: what is
 * free, and how far steps go, depends on all. One node after the other moves, as long as that makes the total lower, or higher.
 */
function endBeside(charges: Charges, taken: readonly Quantities[], part: 'low' | 'high', alone: number): number {
  if (taken.length === 0) return alone;
  const sign = part === 'low' ? 1 : -1;
  let best = alone;
  let totals = new Map([...charges].map(([name, group]) => [name, group.total[part]]));
  for (const { known, varying } of taken) {
    if (!varying) continue;
    const own = new Map<string, number>();
    for (const one of known) own.set(one.of.together, (own.get(one.of.together) ?? 0) + one[part]);
    const left = freeLeft(charges, totals).left;
    const beside = [...own].map(([name, quantity]) => {
      const charged = charges.get(name) as Group; // every quantity was charged
      const { first, grant } = charged;
      if (!dependsOnOthers(charged)) return { first, left: 0, others: 0, isShared: false };
      const others = Math.max(0, (totals.get(name) ?? 0) - quantity);
      return { first, left: left.get(name) ?? 0, others, isShared: others > 1e-9 * quantity || left.get(name) !== (grant?.quantity ?? 0) };
    });
    if (!beside.some(({ isShared }) => isShared)) continue;
    const pricings = beside.map((one) => pricingOf(one.first, one.left, one.others, true));
    const moved = new Map(totals);
    extremeOf(varying, pricings, part === 'low' ? 'least' : 'most').forEach((quantity, at) => {
      const { of, [part]: before } = known[at] as Quantity; // one for each line
      moved.set(of.together, (moved.get(of.together) ?? 0) + quantity - before);
    });
    const { cost } = freeLeft(charges, moved);
    if (sign * cost < sign * best) [best, totals] = [cost, moved];
  }
  return best;
}

/** Cost of these totals, and the free units that each group finds. Free units are used up in the groups' order. */
function freeLeft(charges: Charges, totals: ReadonlyMap<string, number>): { readonly cost: number; readonly left: Map<string, number> } {
  const [pool, left] = [new Map<string, number>(), new Map<string, number>()];
  let cost = 0;
  for (const [name, group] of [...charges].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const quantity = Math.max(0, totals.get(name) ?? 0);
    const free = group.grant ? (pool.get(group.grant.sharedBy) ?? group.grant.quantity) : 0;
    if (group.grant) pool.set(group.grant.sharedBy, Math.max(0, free - quantity));
    left.set(name, free);
    cost += paidFor(group, quantity, free);
  }
  return { cost, left };
}

/** Total cost, and the likely cost of each node. */
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
  return { total: totalOf({ charges, varying: taken.filter(({ varying }) => varying !== undefined) }), likely };
}

/** Cost of this many units of a group. @param left number of them that can be free */
export function paidFor({ first }: Group, quantity: number, left: number): number {
  return priceOf(Math.max(0, quantity - left), first.price.tiers) * first.factor;
}

function stepOf(group: Group, quantity: number, left: number): Step {
  const free = Math.min(quantity, left);
  const paid = quantity - free;
  const { price, factor } = group.first;
  // free units are worth the first step's price; the steps count paid units
  return { quantity, free, perUnit: paid > 0 ? paidFor(group, quantity, left) / paid : (price.tiers[0]?.price ?? 0) * factor };
}

/** Average price of a unit, free ones counted. */
function netPrice({ quantity, free, perUnit }: Step): number {
  return quantity > 0 ? ((quantity - free) / quantity) * perUnit : perUnit;
}

/** A line's part of its group, with everything else as likely. */
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

function largestFirst(totals: ReadonlyMap<string, number>): [string, number][] {
  return [...totals].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
}
