import { amountOf as priceOf, type GraphNode, type PlanGraph } from '../../catalog';
import type { ChargedLine, Cost, NodeCost, Spread } from './cost';
import { takenBy, type Quantities, type Quantity } from './quantities';

/** The factors that a plan is costed at, since the guide asks for the cost at scale. */
export const scaleFactors: readonly number[] = [1, 2, 5, 10, 20, 50, 100];

/** Costs a plan for a month, at today's load and at multiples of it. */
export function costPlan(graph: PlanGraph, factors: readonly number[] = scaleFactors): Cost {
  const { book } = graph;
  const taken = graph.nodes.map((node) => takenBy(node, graph));
  const now = taken.map((node) => node.at(1));
  const chargeOf = charging(now);
  const nodes: Record<string, NodeCost> = {};
  const monthly = { low: 0, likely: 0, high: 0 };
  let alwaysOn = 0;
  const unknown: string[] = [];
  const byStage = new Map<string, number>();
  const byService = new Map<string, number>();
  graph.nodes.forEach((node, at) => {
    const cost = costOf(node, now[at] as Quantities, chargeOf); // one for each node
    nodes[node.id] = cost;
    add(monthly, cost);
    alwaysOn += cost.alwaysOn;
    if (!node.service || cost.unknown.length > 0) unknown.push(node.id);
    if (cost.likely === 0) return;
    byStage.set(node.stage ?? 'other', (byStage.get(node.stage ?? 'other') ?? 0) + cost.likely);
    byService.set(node.node.service, (byService.get(node.node.service) ?? 0) + cost.likely);
  });
  return {
    currency: book.currency,
    priceBook: { id: book.id, title: book.title, asOf: book.asOf },
    monthly,
    alwaysOn,
    unknown,
    nodes,
    byStage: largestFirst(byStage).map(([stage, likely]) => ({ stage, likely })),
    byService: largestFirst(byService).map(([service, likely]) => ({ service, likely })),
    atScale: factors.map((factor) => ({ factor, ...(factor === 1 ? monthly : totalOf(taken.map((node) => node.at(factor)))) })),
  };
}

/** What all nodes cost together. Added up node by node, as the costs of the nodes are, so that both are the same sum. */
function totalOf(taken: readonly Quantities[]): Spread {
  const chargeOf = charging(taken);
  const total = { low: 0, likely: 0, high: 0 };
  const own = { low: 0, likely: 0, high: 0 };
  for (const { known } of taken) {
    own.low = own.likely = own.high = 0;
    for (const quantity of known) {
      const charge = chargeOf();
      for (const part of ends) {
        own[part] += amountOf(quantity, charge, part);
        if (isGranted(charge)) own[part] += freeAmountOf(quantity, charge, part);
      }
    }
    add(total, own);
  }
  return total;
}

const ends = ['low', 'likely', 'high'] as const satisfies readonly (keyof Spread)[];

function costOf(node: GraphNode, { known, unknown }: Quantities, chargeOf: () => Charge): NodeCost {
  const lines: ChargedLine[] = [];
  let [low, likely, high, alwaysOn] = [0, 0, 0, 0];
  const push = (line: ChargedLine) => {
    lines.push(line);
    low += line.range.low;
    likely += line.range.likely;
    high += line.range.high;
    if (line.mode === 'always-on') alwaysOn += line.amount;
  };
  for (const quantity of known) {
    const charge = chargeOf();
    const { line } = quantity;
    push(
      lineOf(
        quantity,
        charge,
        line.title,
        quantity.likely,
        spread((part) => amountOf(quantity, charge, part)),
        line.quantity,
      ),
    );
    if (!isGranted(charge)) continue;
    push(
      lineOf(
        quantity,
        charge,
        `Free: ${charge.grant.note}`,
        -charge.likely.free * shareOf(quantity, charge, 'likely'),
        spread((part) => freeAmountOf(quantity, charge, part)),
        '',
      ),
    );
  }
  return { low, likely, high, lines, unknown, alwaysOn, free: node.service?.cost.kind === 'free' };
}

/** Written out: a plan has thousands of these, and objects put together from others take many times as long. */
function lineOf(
  { price, line, machine }: Quantity,
  { likely }: Charge,
  title: string,
  quantity: number,
  range: Spread,
  formula: string,
): ChargedLine {
  const { meter, region, substituted } = price;
  const charged: { -readonly [K in keyof ChargedLine]: ChargedLine[K] } = {
    meter: meter.id,
    unit: meter.unit,
    unitPrice: likely.perUnit,
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

/** What all that is charged together comes to. */
interface Charge {
  readonly grant: Quantity['free'];
  readonly low: Step;
  readonly likely: Step;
  readonly high: Step;
}

interface Step {
  /** All units of the meter. */
  readonly quantity: number;
  /** Those of them that are free. */
  readonly free: number;
  /** What a unit costs on average. */
  readonly perUnit: number;
}

interface Group {
  readonly first: Quantity;
  readonly total: { low: number; likely: number; high: number };
  grant: Quantity['free'];
}

/**
 * Prices quantities. Free grants and steps count once for the plan: the quantities of one meter are added up, and what is free
 * is shared out in proportion.
 * @returns the charge of each quantity, one after the other in the order in which they were given
 */
function charging(taken: readonly Quantities[]): () => Charge {
  const groupOf: Group[] = [];
  const groups = new Map<string, Group>();
  for (const { known } of taken) {
    for (const quantity of known) {
      let group = groups.get(quantity.together);
      if (!group) {
        group = { first: quantity, total: { low: 0, likely: 0, high: 0 }, grant: quantity.free };
        groups.set(quantity.together, group);
      } else if ((quantity.free?.quantity ?? 0) > (group.grant?.quantity ?? 0)) group.grant = quantity.free;
      add(group.total, quantity);
      groupOf.push(group);
    }
  }
  const charges = new Map<Group, Charge>();
  const freeLeft = new Map<string, Spread>();
  // in the order of their names, so that what is free does not depend on the order of the nodes
  for (const [, group] of [...groups].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const { meter } = group.first.price;
    const granted = group.grant?.quantity ?? 0;
    const left = freeLeft.get(meter.id) ?? { low: granted, likely: granted, high: granted };
    const charge = chargeOf(group, left);
    freeLeft.set(meter.id, {
      low: left.low - charge.low.free,
      likely: left.likely - charge.likely.free,
      high: left.high - charge.high.free,
    });
    charges.set(group, charge);
  }
  const inOrder = groupOf.map((group) => charges.get(group) as Charge); // every group was charged above
  let next = 0;
  return () => inOrder[next++] as Charge;
}

/** @param left what is still free of the meter */
function chargeOf({ first, total, grant }: Group, left: Spread): Charge {
  const { tiers } = first.price;
  const stepAt = (part: keyof Spread): Step => {
    const quantity = total[part];
    const free = Math.min(quantity, left[part]);
    const paid = priceOf(quantity - free, tiers) * first.factor;
    // what is free is worth the first step's price; the steps count paid units
    const unit = (tiers[0]?.price ?? 0) * first.factor;
    return { quantity, free, perUnit: quantity - free > 0 ? paid / (quantity - free) : unit };
  };
  return { grant, low: stepAt('low'), likely: stepAt('likely'), high: stepAt('high') };
}

/** Whether anything of it is free in this plan. */
function isGranted(charge: Charge): charge is Charge & { readonly grant: NonNullable<Quantity['free']> } {
  return charge.grant !== undefined && charge.high.free > 0;
}

function amountOf(quantity: Quantity, charge: Charge, part: keyof Spread): number {
  return quantity[part] * charge[part].perUnit;
}

function freeAmountOf(quantity: Quantity, charge: Charge, part: keyof Spread): number {
  return -charge[part].free * shareOf(quantity, charge, part) * charge[part].perUnit;
}

function shareOf(quantity: Quantity, charge: Charge, part: keyof Spread): number {
  return charge[part].quantity > 0 ? quantity[part] / charge[part].quantity : 0;
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
