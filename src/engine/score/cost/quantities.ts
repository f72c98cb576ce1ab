import {
  ExpressionError,
  amountOf as priceOf,
  meterFor,
  oncePer,
  type CostLine,
  type Expression,
  type FieldExpressions,
  type FieldRange,
  type FieldValue,
  type GraphNode,
  type Meter,
  type PlanGraph,
  type PriceBook,
  type Service,
  type UnitPrice,
} from '../../catalog';
import type { Plan, PlanNode } from '../../plan';
import type { Spread, UnknownLine } from './cost';
import { egressOf, type Egress } from './egress';

/*
 * How much a node takes of each meter in a month, at today's load and at multiples of it. Working out an expression is what
 * costing spends its time on, so it is done once for as long as node, assumptions, prices and region stay the same, and anew
 * for a multiple only where a field that grows with the load is read.
 */

/** What one cost line of a node takes of a meter: where the node costs least, as likely, and where the node costs most. */
export interface Quantity extends Spread {
  readonly of: Metered;
  /** The least and the most of this line, whatever the node's other lines do meanwhile. */
  readonly own: Spread;
}

/** A line whose meter and price are known, with what it takes at the ends of its fields' ranges. */
export interface Metered {
  readonly line: CostLine;
  readonly quantity: Expression;
  readonly price: UnitPrice;
  readonly factor: number;
  /** Quantities with the same words are charged together: one meter, in one region, multiplied alike. */
  readonly together: string;
  /** Units of the meter that are free for the whole plan, and why. `sharedBy` names who draws on them together. */
  readonly free:
    | {
        readonly quantity: number;
        readonly note: string;
        readonly sharedBy: string;
        /** The licence that it comes with. */
        readonly plan?: string;
      }
    | undefined;
  readonly machine: string | undefined;
  readonly likely: number;
  /** The fields whose ranges it depends on. */
  readonly ranged: readonly string[];
  /** What it takes at each corner of their ranges: bit n is set where field n is at its high end. */
  readonly corners: readonly number[];
}

/** What a node takes, in the order of its service's cost lines, and what is not known of it. */
export interface Quantities {
  readonly known: readonly Quantity[];
  readonly unknown: readonly UnknownLine[];
  /** The likely values that it was worked out from. */
  readonly values: Readonly<Record<string, FieldRange>>;
}

/** What a node takes at today's load and at multiples of it. */
export interface Taken {
  /** @param load how many times today's load the plan handles */
  at(load: number): Quantities;
}

/** What a node takes; the same object for as long as node, assumptions, prices and region stay the same. */
export function takenBy(node: GraphNode, graph: PlanGraph): Taken {
  const { service, region } = node;
  if (!service) return always({ title: node.node.service, missing: [], because: `The catalog does not know "${node.node.service}".` });
  const egress = egressOf(node, graph);
  if (service.cost.kind === 'unknown')
    return always({ title: service.name, missing: [], because: service.cost.note ?? 'No price is known.' }, ...egress.unknown);
  if (service.cost.kind === 'free' && egress.lines.length === 0) return egress.unknown.length > 0 ? always(...egress.unknown) : free;

  const { assumptions } = graph.plan;
  const { book } = graph;
  const crossing = [...egress.lines, ...egress.unknown].map(({ title }) => title).join('\n');
  const known = keptByNode.get(node.node);
  if (
    known?.service === service &&
    known.assumptions === assumptions &&
    known.book === book &&
    known.region === region &&
    known.crossing === crossing
  )
    return known.taken;
  const taken = new Multiples(node, service, graph, egress);
  keptByNode.set(node.node, { service, assumptions, book, region, crossing, taken });
  return taken;
}

const free: Taken = { at: () => ({ known: [], unknown: [], values: {} }) };

function always(...unknown: readonly UnknownLine[]): Taken {
  return { at: () => ({ known: [], unknown, values: {} }) };
}

/* Plans share the nodes that an edit did not touch. */
const keptByNode = new WeakMap<
  PlanNode,
  {
    readonly service: Service;
    readonly assumptions: Plan['assumptions'];
    readonly book: PriceBook;
    readonly region: string | undefined;
    /** The edges that cross regions, in words. */
    readonly crossing: string;
    readonly taken: Taken;
  }
>();

/** Works a node's quantities out as they are asked for. It holds on to no plan, which would keep every state of it in memory. */
class Multiples implements Taken {
  readonly #service: Service;
  readonly #egress: Egress;
  readonly #region: string | undefined;
  readonly #values: Readonly<Record<string, FieldRange>>;
  readonly #book: PriceBook;
  readonly #expressions: FieldExpressions;
  readonly #known = new Map<number, Quantities>();

  constructor(node: GraphNode, service: Service, graph: PlanGraph, egress: Egress) {
    this.#service = service;
    this.#egress = egress;
    this.#region = node.region;
    this.#values = graph.usage(node).values;
    this.#book = graph.book;
    this.#expressions = graph.catalog.expressions(service);
  }

  at(load: number): Quantities {
    let quantities = this.#known.get(load);
    if (!quantities) {
      quantities = load === 1 ? this.#workOut(1, undefined) : this.#workOut(load, this.at(1));
      this.#known.set(load, quantities);
    }
    return quantities;
  }

  /** @param today what it takes at today's load, where that is known: lines that read nothing that grows stay as they are */
  #workOut(load: number, today: Quantities | undefined): Quantities {
    const grows = growing(this.#service);
    if (today && !isAnyOf(grows, this.#values)) return today;
    const values = multiplied(this.#values, grows, load);
    const likely = likelyOf(values);
    const known: Metered[] = [];
    const unknown: UnknownLine[] = [...this.#egress.unknown];
    const lacks = ({ fields }: Expression) => fields.filter((field) => !(field in values));
    for (const line of [...this.#service.cost.lines, ...this.#egress.lines]) {
      const { title } = line;
      const when = line.when === undefined ? undefined : this.#expressions.parse(line.when, 'bool');
      if (when && lacks(when).length > 0) {
        unknown.push({ title, missing: lacks(when), because: lacking(lacks(when), this.#service.usage) });
        continue;
      }
      if (when && when.evaluate(likely) !== true) continue;
      const quantity = this.#expressions.parse(line.quantity, 'double');
      const same = quantity.fields.some((field) => grows.has(field)) ? undefined : today?.known.find(({ of }) => of.line === line)?.of;
      if (same) {
        known.push(same);
        continue;
      }
      if (lacks(quantity).length > 0) {
        unknown.push({ title, missing: lacks(quantity), because: lacking(lacks(quantity), this.#service.usage) });
        continue;
      }
      if (today?.unknown.some((one) => one.title === title && one.because === tooMuch)) {
        unknown.push({ title, missing: [], because: tooMuch });
        continue;
      }
      if (line.unpriced && takesNothing(quantity, values)) continue;
      const read = this.#metered(line, quantity, values, likely);
      if ('because' in read) unknown.push(read);
      else if (!today && isTooMuch(read)) unknown.push({ title, missing: [], because: tooMuch });
      else known.push(read);
    }
    return { known: atTheEnds(known, today?.known ?? []), unknown, values };
  }

  #metered(
    line: CostLine,
    quantity: Expression,
    values: Readonly<Record<string, FieldRange>>,
    likely: Readonly<Record<string, FieldValue>>,
  ): Metered | UnknownLine {
    const meterId = meterFor(line, likely, this.#book);
    const price = meterId === undefined ? undefined : this.#book.price(meterId, this.#region);
    const factor = line.factor === undefined ? 1 : this.#book.price(line.factor, this.#region)?.price;
    if (!price || factor === undefined) {
      const field = /^vm:(\w+)$/.exec(line.meter)?.[1];
      return { title: line.title, missing: field ? [field] : [], because: `The price book ${this.#book.id} has no price for it.` };
    }
    try {
      const free = freeOf(price.meter, likely);
      const ranged = quantity.fields.filter((field) => isUncertain(values[field])).slice(0, mostRanged);
      return {
        line,
        quantity,
        price,
        factor,
        // what a plan that is bought includes is its own, so quantities of several plans are not added up
        together: once(this.#book, `${price.meter.id} ${free?.plan ?? ''} ${price.region} ${factor}`),
        free,
        machine: line.meter.startsWith('vm:') ? price.meter.machine?.sku : undefined,
        likely: amountFrom(quantity, likely),
        ranged,
        corners: cornersOf(quantity, ranged, values, likely),
      };
    } catch (error) {
      if (!(error instanceof ExpressionError)) throw error;
      return { title: line.title, missing: [], because: `A value that it needs is not known (${error.message}).` };
    }
  }
}

const tooMuch = 'It comes to more than can be counted with: look for a value that is too large.';

/** Whether a line comes to what no plan pays, so that a sum with it would be digits without a meaning. Values that are possible one by one can multiply to that. */
function isTooMuch({ likely, corners, price, factor }: Metered): boolean {
  const quantity = Math.max(likely, ...corners);
  return quantity > 1e15 || priceOf(quantity, price.tiers) * factor > 1e13;
}

/** The fields of a service that grow with the load. */
const growing = oncePer(
  (service: Service): ReadonlySet<string> => new Set(service.usage.flatMap(({ id, scales }) => (scales === 'load' ? [id] : []))),
);

function isAnyOf(fields: ReadonlySet<string>, values: Readonly<Record<string, FieldRange>>): boolean {
  for (const field of fields) if (typeof values[field]?.likely === 'number') return true;
  return false;
}

/** The same text as the same object: it is looked up by, for every line and every multiple. */
function once(book: PriceBook, text: string): string {
  const texts = textsOf(book);
  const known = texts.get(text);
  if (known === undefined) texts.set(text, text);
  return known ?? text;
}

const textsOf = oncePer((_: PriceBook) => new Map<string, string>());

/** What is free of a meter; some grants depend on the plan that is bought. */
function freeOf(meter: Meter, values: Readonly<Record<string, FieldValue>>): Metered['free'] {
  const shared = meter.freeTogether ?? meter.id;
  if (meter.free) return { ...meter.free, sharedBy: shared };
  const plan = values['plan'];
  const quantity = typeof plan === 'string' ? meter.freeByPlan?.[plan] : undefined;
  if (quantity === undefined) return undefined;
  return { quantity, note: `${quantity} included in the ${String(plan)} plan`, sharedBy: `${shared} ${String(plan)}`, plan: String(plan) };
}

function lacking(missing: readonly string[], fields: readonly { readonly id: string; readonly title: string }[]): string {
  const titles = missing.map((id) => fields.find((field) => field.id === id)?.title ?? id);
  return `Say: ${titles.join(', ')}.`;
}

/** The values with those that grow with the load multiplied. */
function multiplied(
  values: Readonly<Record<string, FieldRange>>,
  grows: ReadonlySet<string>,
  load: number,
): Readonly<Record<string, FieldRange>> {
  if (load === 1) return values;
  const result = { ...values };
  const grow = (value: FieldValue): FieldValue => (typeof value === 'number' ? value * load : value);
  for (const field of grows) {
    const range = values[field];
    if (range) result[field] = { ...range, low: grow(range.low), likely: grow(range.likely), high: grow(range.high) };
  }
  return result;
}

function likelyOf(values: Readonly<Record<string, FieldRange>>): Record<string, FieldValue> {
  const likely: Record<string, FieldValue> = {};
  for (const field in values) likely[field] = (values[field] as FieldRange).likely;
  return likely;
}

/** Whether a quantity is nothing even where its fields are at their high ends: then no price has to be known. */
function takesNothing(quantity: Expression, values: Readonly<Record<string, FieldRange>>): boolean {
  const high: Record<string, FieldValue> = {};
  for (const field in values) high[field] = (values[field] as FieldRange).high;
  try {
    return amountFrom(quantity, high) === 0;
  } catch (error) {
    if (error instanceof ExpressionError) return false;
    throw error;
  }
}

/* So many uncertain fields of one line, and of one node, are looked at: each doubles the work. */
const mostRanged = 6;
const mostTogether = 10;

export function isUncertain(range: FieldRange | undefined): range is FieldRange {
  return range !== undefined && range.low !== range.high;
}

/** A quantity at every corner of its fields' ranges; it may fall where a field rises, so every corner is looked at. */
function cornersOf(
  quantity: Expression,
  ranged: readonly string[],
  values: Readonly<Record<string, FieldRange>>,
  likely: Readonly<Record<string, FieldValue>>,
): number[] {
  if (ranged.length === 0) return [];
  return Array.from({ length: 2 ** ranged.length }, (_, corner) => {
    const at = { ...likely };
    ranged.forEach((field, bit) => {
      const range = values[field];
      if (range) at[field] = corner & (1 << bit) ? range.high : range.low;
    });
    return amountFrom(quantity, at);
  });
}

/**
 * What a node's lines take where the node, by itself, costs least and most. Its lines move together: hours that are worked
 * are not idle. Looked at by itself, so that what other nodes do cannot turn its ends round.
 */
function atTheEnds(known: readonly Metered[], before: readonly Quantity[]): Quantity[] {
  const fields = [...new Set(known.flatMap(({ ranged }) => ranged))].sort();
  if (fields.length === 0) return known.map((of) => before.find((one) => one.of === of) ?? settled(of));
  const own = known.map(({ corners, likely }) => ({ low: Math.min(likely, ...corners), likely, high: Math.max(likely, ...corners) }));
  if (fields.length > mostTogether) return known.map((of, at) => ({ of, own: own[at] as Spread, ...(own[at] as Spread) }));

  const likely = known.map((one) => one.likely);
  let [least, most] = [likely, likely];
  let [lowest, highest] = [costAlone(known, likely), costAlone(known, likely)];
  const bits = known.map(({ ranged }) => ranged.map((field) => fields.indexOf(field)));
  for (let corner = 0; corner < 2 ** fields.length; corner += 1) {
    const taken = known.map(({ corners, likely: center }, at) => {
      if (corners.length === 0) return center;
      const ownCorner = (bits[at] as number[]).reduce((sum, bit, place) => sum | (((corner >> bit) & 1) << place), 0);
      return corners[ownCorner] as number; // one for each of the line's own corners
    });
    const cost = costAlone(known, taken);
    if (isLess(cost, lowest)) [least, lowest] = [taken, cost];
    if (isLess(highest, cost)) [most, highest] = [taken, cost];
  }
  return known.map((of, at) => ({
    of,
    own: own[at] as Spread,
    low: least[at] as number,
    likely: of.likely,
    high: most[at] as number,
  }));
}

function settled(of: Metered): Quantity {
  const { likely } = of;
  return { of, own: { low: likely, likely, high: likely }, low: likely, likely, high: likely };
}

/** What a node would cost if it were the only one, and what it would if nothing were free. */
interface Alone {
  paid: number;
  listed: number;
}

/** What is free alone may be used up by others, so of two that cost the same the one that takes more is the dearer. */
function isLess(one: Alone, other: Alone): boolean {
  return one.paid === other.paid ? one.listed < other.listed : one.paid < other.paid;
}

function costAlone(known: readonly Metered[], taken: readonly number[]): Alone {
  const cost = { paid: 0, listed: 0 };
  known.forEach(({ together, price, factor, free }, at) => {
    if (known.findIndex((one) => one.together === together) < at) return;
    let total = 0;
    known.forEach((one, other) => {
      if (one.together === together) total += taken[other] as number;
    });
    cost.listed += priceOf(total, price.tiers) * factor;
    cost.paid += priceOf(Math.max(0, total - (free?.quantity ?? 0)), price.tiers) * factor;
  });
  return cost;
}

/** What a quantity comes to. @throws ExpressionError where that is no amount */
export function amountFrom(quantity: Expression, values: Readonly<Record<string, FieldValue>>): number {
  const value = quantity.evaluate(values);
  if (typeof value !== 'number' || Number.isNaN(value)) throw new ExpressionError('it yields no number');
  if (!Number.isFinite(value)) throw new ExpressionError('it divides by zero');
  return Math.max(0, value);
}
