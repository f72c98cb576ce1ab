import {
  amountOf,
  ExpressionError,
  meterFor,
  type CostLine,
  type Expression,
  type FieldRange,
  type FieldValue,
  type GraphNode,
  type Meter,
  type PlanGraph,
  type UnitPrice,
} from '../../catalog';
import type { ChargedLine, Cost, NodeCost, Spread, UnknownLine } from './cost';

/** The factors that a plan is costed at, since the guide asks for the cost at scale. */
export const scaleFactors: readonly number[] = [1, 2, 5, 10, 20, 50, 100];

/** Costs a plan for a month, at today's load and at multiples of it. */
export function costPlan(graph: PlanGraph, factors: readonly number[] = scaleFactors): Cost {
  const once = costOnce(graph, 1);
  const { book, catalog } = graph;
  const byStage = new Map<string, number>();
  const byService = new Map<string, number>();
  for (const node of graph.nodes) {
    const likely = once.nodes[node.id]?.likely ?? 0;
    if (likely === 0) continue;
    byStage.set(node.stage ?? 'other', (byStage.get(node.stage ?? 'other') ?? 0) + likely);
    byService.set(node.node.service, (byService.get(node.node.service) ?? 0) + likely);
  }
  return {
    currency: book.currency,
    priceBook: { id: book.id, title: book.title, asOf: book.asOf },
    monthly: once.monthly,
    alwaysOn: sum(Object.values(once.nodes).map((node) => node.alwaysOn)),
    unknown: graph.nodes
      .filter((node) => !catalog.get(node.node.service) || (once.nodes[node.id]?.unknown.length ?? 0) > 0)
      .map(({ id }) => id),
    nodes: once.nodes,
    byStage: largestFirst(byStage).map(([stage, likely]) => ({ stage, likely })),
    byService: largestFirst(byService).map(([service, likely]) => ({ service, likely })),
    atScale: factors.map((factor) => ({ factor, ...(factor === 1 ? once.monthly : costOnce(graph, factor).monthly) })),
  };
}

interface Quantity extends Spread {
  readonly node: GraphNode;
  readonly line: CostLine;
  readonly price: UnitPrice;
  readonly factor: number;
  /** Units of the meter that are free for the whole plan, and why. */
  readonly free?: { readonly quantity: number; readonly note: string };
  readonly machine?: string;
}

function costOnce(graph: PlanGraph, factor: number): { readonly nodes: Record<string, NodeCost>; readonly monthly: Spread } {
  const quantities: Quantity[] = [];
  const unknown = new Map<string, UnknownLine[]>();
  for (const node of graph.nodes) {
    const read = quantitiesOf(node, graph, factor);
    quantities.push(...read.quantities);
    unknown.set(node.id, read.unknown);
  }
  const charged = charge(quantities);
  const nodes: Record<string, NodeCost> = {};
  for (const node of graph.nodes) {
    const lines = charged.get(node.id) ?? [];
    nodes[node.id] = {
      low: sum(lines.map((line) => line.range.low)),
      likely: sum(lines.map((line) => line.amount)),
      high: sum(lines.map((line) => line.range.high)),
      lines,
      unknown: unknown.get(node.id) ?? [],
      alwaysOn: sum(lines.filter((line) => line.mode === 'always-on').map((line) => line.amount)),
      free: node.service?.cost.kind === 'free',
    };
  }
  const all = Object.values(nodes);
  return {
    nodes,
    monthly: { low: sum(all.map((one) => one.low)), likely: sum(all.map((one) => one.likely)), high: sum(all.map((one) => one.high)) },
  };
}

function quantitiesOf(
  node: GraphNode,
  graph: PlanGraph,
  factor: number,
): { readonly quantities: Quantity[]; readonly unknown: UnknownLine[] } {
  const { service } = node;
  const { book, catalog } = graph;
  const quantities: Quantity[] = [];
  const unknown: UnknownLine[] = [];
  if (!service)
    return {
      quantities,
      unknown: [{ title: node.node.service, missing: [], because: `The catalog does not know "${node.node.service}".` }],
    };
  if (service.cost.kind === 'unknown')
    return { quantities, unknown: [{ title: service.name, missing: [], because: service.cost.note ?? 'No price is known.' }] };
  if (service.cost.kind === 'free') return { quantities, unknown };

  const usage = graph.usage(node);
  const values = scaled(usage.values, service.usage, factor);
  const likely = likelyOf(values);
  const expressions = catalog.expressions(service);
  for (const line of service.cost.lines) {
    const missing = (expression: Expression) => expression.fields.filter((field) => !(field in values));
    if (line.when !== undefined) {
      const when = expressions.parse(line.when, 'bool');
      if (missing(when).length > 0) {
        unknown.push({ title: line.title, missing: missing(when), because: lacking(missing(when), service.usage) });
        continue;
      }
      if (when.evaluate(likely) !== true) continue;
    }
    const quantity = expressions.parse(line.quantity, 'double');
    if (missing(quantity).length > 0) {
      unknown.push({ title: line.title, missing: missing(quantity), because: lacking(missing(quantity), service.usage) });
      continue;
    }
    const meterId = meterFor(line, likely, book);
    const price = meterId === undefined ? undefined : book.price(meterId, node.region);
    const times = line.factor === undefined ? 1 : book.price(line.factor, node.region)?.price;
    if (!price || times === undefined) {
      const field = /^vm:(\w+)$/.exec(line.meter)?.[1];
      unknown.push({ title: line.title, missing: field ? [field] : [], because: `The price book ${book.id} has no price for it.` });
      continue;
    }
    try {
      const machine = line.meter.startsWith('vm:') ? price.meter.machine?.sku : undefined;
      const free = freeOf(price.meter, likely);
      quantities.push({
        node,
        line,
        price,
        factor: times,
        ...spreadOf(quantity, values),
        ...(free ? { free } : {}),
        ...(machine ? { machine } : {}),
      });
    } catch (error) {
      if (!(error instanceof ExpressionError)) throw error;
      unknown.push({ title: line.title, missing: [], because: `A value that it needs is not known (${error.message}).` });
    }
  }
  return { quantities, unknown };
}

/** What is free of a meter; some grants depend on the plan that is bought. */
function freeOf(meter: Meter, values: Readonly<Record<string, FieldValue>>): Quantity['free'] {
  if (meter.free) return meter.free;
  const plan = values['plan'];
  const quantity = typeof plan === 'string' ? meter.freeByPlan?.[plan] : undefined;
  return quantity === undefined ? undefined : { quantity, note: `${quantity} included in the ${String(plan)} plan` };
}

function lacking(missing: readonly string[], fields: readonly { readonly id: string; readonly title: string }[]): string {
  const titles = missing.map((id) => fields.find((field) => field.id === id)?.title ?? id);
  return `Say: ${titles.join(', ')}.`;
}

/** The values with those that grow with the load multiplied. */
function scaled(
  values: Readonly<Record<string, FieldRange>>,
  fields: readonly { readonly id: string; readonly scales?: 'load' | undefined }[],
  factor: number,
): Readonly<Record<string, FieldRange>> {
  if (factor === 1) return values;
  const result = { ...values };
  const grow = (value: FieldValue): FieldValue => (typeof value === 'number' ? value * factor : value);
  for (const field of fields) {
    const range = values[field.id];
    if (field.scales === 'load' && range)
      result[field.id] = { ...range, low: grow(range.low), likely: grow(range.likely), high: grow(range.high) };
  }
  return result;
}

function likelyOf(values: Readonly<Record<string, FieldRange>>): Record<string, FieldValue> {
  const likely: Record<string, FieldValue> = {};
  for (const [field, range] of Object.entries(values)) likely[field] = range.likely;
  return likely;
}

/** The quantity at the ends of its fields' ranges; a quantity may fall where a field rises, so every corner is looked at. */
function spreadOf(quantity: Expression, values: Readonly<Record<string, FieldRange>>): Spread {
  const likely = likelyOf(values);
  const center = positive(quantity.evaluate(likely));
  const ranged = quantity.fields.filter((field) => values[field] && values[field].low !== values[field].high);
  if (ranged.length === 0) return { low: center, likely: center, high: center };
  let low = center;
  let high = center;
  for (let corner = 0; corner < 2 ** Math.min(ranged.length, 6); corner += 1) {
    const at = { ...likely };
    ranged.forEach((field, bit) => {
      const range = values[field];
      if (range) at[field] = corner & (1 << bit) ? range.high : range.low;
    });
    const value = positive(quantity.evaluate(at));
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return { low, likely: center, high };
}

function positive(value: unknown): number {
  if (typeof value !== 'number' || Number.isNaN(value)) throw new ExpressionError('it yields no number');
  if (!Number.isFinite(value)) throw new ExpressionError('it divides by zero');
  return Math.max(0, value);
}

/**
 * Prices quantities. Free grants and steps count once for the plan: the quantities of one meter are added up, and what is free
 * is shared out in proportion.
 */
function charge(quantities: readonly Quantity[]): Map<string, ChargedLine[]> {
  const groups = new Map<string, Quantity[]>();
  for (const quantity of quantities) {
    const key = `${quantity.price.meter.id} ${quantity.price.region} ${quantity.factor}`;
    const group = groups.get(key);
    if (group) group.push(quantity);
    else groups.set(key, [quantity]);
  }
  const lines = new Map<string, ChargedLine[]>();
  const freeLeft = new Map<string, Spread>();
  const order = new Map<GraphNode, { readonly at: number; readonly line: ChargedLine }[]>();
  // in the order of their names, so that what is free does not depend on the order of the nodes
  for (const [, group] of [...groups].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const [first] = group;
    if (!first) continue;
    const { meter, tiers } = first.price;
    const grant = group.map((quantity) => quantity.free).sort((a, b) => (b?.quantity ?? 0) - (a?.quantity ?? 0))[0];
    const granted = grant?.quantity ?? 0;
    const total = (part: keyof Spread) => sum(group.map((quantity) => quantity[part]));
    const left = freeLeft.get(meter.id) ?? { low: granted, likely: granted, high: granted };
    const priceAt = (part: keyof Spread) => {
      const quantity = total(part);
      const free = Math.min(quantity, left[part]);
      const paid = amountOf(quantity - free, tiers) * first.factor;
      // what is free is worth the first step's price; the steps count paid units
      const unit = (tiers[0]?.price ?? 0) * first.factor;
      return { quantity, free, paid, perUnit: quantity - free > 0 ? paid / (quantity - free) : unit };
    };
    const at = { low: priceAt('low'), likely: priceAt('likely'), high: priceAt('high') };
    freeLeft.set(meter.id, { low: left.low - at.low.free, likely: left.likely - at.likely.free, high: left.high - at.high.free });
    for (const quantity of group) {
      const share = (part: keyof Spread) => (at[part].quantity > 0 ? quantity[part] / at[part].quantity : 0);
      const amount = (part: keyof Spread) => quantity[part] * at[part].perUnit;
      const base = {
        meter: meter.id,
        unit: meter.unit,
        unitPrice: at.likely.perUnit,
        mode: quantity.line.mode,
        region: quantity.price.region,
        substituted: quantity.price.substituted,
      };
      const push = (line: ChargedLine) => {
        const list = order.get(quantity.node) ?? [];
        list.push({ at: quantity.node.service?.cost.lines.indexOf(quantity.line) ?? 0, line });
        order.set(quantity.node, list);
      };
      push({
        ...base,
        title: quantity.line.title,
        quantity: quantity.likely,
        amount: amount('likely'),
        range: { low: amount('low'), likely: amount('likely'), high: amount('high') },
        formula: quantity.line.quantity,
        ...(quantity.machine ? { machine: quantity.machine } : {}),
        ...(quantity.line.note ? { note: quantity.line.note } : {}),
      });
      const free = (part: keyof Spread) => -at[part].free * share(part) * at[part].perUnit;
      if (grant && at.high.free > 0) {
        push({
          ...base,
          title: `Free: ${grant.note}`,
          quantity: -at.likely.free * share('likely'),
          amount: free('likely'),
          range: { low: free('low'), likely: free('likely'), high: free('high') },
          formula: '',
        });
      }
    }
  }
  for (const [node, list] of order) {
    list.sort((a, b) => a.at - b.at);
    lines.set(
      node.id,
      list.map(({ line }) => line),
    );
  }
  return lines;
}

function largestFirst(totals: ReadonlyMap<string, number>): [string, number][] {
  return [...totals].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
