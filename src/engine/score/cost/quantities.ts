import {
  ExpressionError,
  amountOf as priceOf,
  meterFor,
  oncePer,
  paymentOf,
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
  type Usage,
} from '../../catalog';
import type { PlanNode } from '../../plan';
import { assumedBy } from './assumed';
import type { AssumedValue, UnknownLine } from './cost';
import { egressOf, type Egress } from './egress';
import type { Varying } from './extremes';
import { atTheEnds, cornersOf, isUncertain } from './range-ends';
import { amountFrom, type Metered, type Quantity } from './metered';

/*
 * Quantities that a node takes of each meter in a month, at today's load and at multiples of it. Costing spends its time on evaluating
 * expressions. So each is evaluated once while node, assumptions, prices and region stay the same, and again for a multiple only if it
 * reads a field that grows with the load. It is one thing, since all of it is about when not to evaluate.
 */

/** Quantities of a node, in the order of its service's cost lines, and its unknown lines. */
export interface Quantities {
  readonly known: readonly Quantity[];
  readonly unknown: readonly UnknownLine[];
  /** Values that the plan gives in place of the node, of those that its charges read. */
  readonly assumed?: readonly AssumedValue[];
  /** The likely values that it was computed from. */
  readonly values: Readonly<Record<string, FieldRange>>;
  /** Given if some quantities rise where others fall, so that the cheapest point depends on what other nodes take. */
  readonly varying?: Varying | undefined;
}

/** Quantities of a node at today's load and at multiples of it. */
export interface Taken {
  /** @param load multiple of today's load */
  at(load: number): Quantities;
}

/** Quantities of a node; the same object while node, assumptions, prices and region stay the same. */
export function takenBy(node: GraphNode, graph: PlanGraph): Taken {
  const { service, region } = node;
  if (!service) return always({ title: node.node.service, missing: [], because: `The catalog does not know "${node.node.service}".` });
  const egress = egressOf(node, graph);
  if (service.cost.kind === 'unknown')
    return egress.unknown.length === 0 ? unpriced(service) : always(unpricedLine(service), ...egress.unknown);
  if (service.cost.kind === 'free' && egress.lines.length === 0) return egress.unknown.length > 0 ? always(...egress.unknown) : free;

  const { book } = graph;
  const usage = graph.usage(node);
  const crossing = [...egress.lines, ...egress.unknown].map(({ title }) => title).join('\n');
  const known = keptByNode.get(node.node);
  if (known?.service === service && known.usage === usage && known.book === book && known.region === region && known.crossing === crossing)
    return known.taken;
  const taken = new Multiples(node, service, graph, egress);
  keptByNode.set(node.node, { service, usage, book, region, crossing, taken });
  return taken;
}

const nothingTaken: Quantities = { known: [], unknown: [], values: {} };
const free: Taken = { at: () => nothingTaken };

/** Of a service without a price, if none of its edges leaves the region. */
const unpriced = oncePer((service: Service) => always(unpricedLine(service)));

function unpricedLine({ name, cost }: Service): UnknownLine {
  return { title: name, missing: [], because: cost.note ?? 'No price is known.' };
}

function always(...unknown: readonly UnknownLine[]): Taken {
  const quantities: Quantities = { known: [], unknown, values: {} };
  return { at: () => quantities };
}

/* Plans share the nodes that an edit did not touch. */
const keptByNode = new WeakMap<
  PlanNode,
  {
    readonly service: Service;
    readonly usage: Usage;
    readonly book: PriceBook;
    readonly region: string | undefined;
    /** The edges that cross regions, in words. */
    readonly crossing: string;
    readonly taken: Taken;
  }
>();

/** Computes a node's quantities on demand. It holds no reference to a plan, which would keep every state of it in memory. */
class Multiples implements Taken {
  readonly #service: Service;
  readonly #egress: Egress;
  readonly #region: string | undefined;
  readonly #values: Readonly<Record<string, FieldRange>>;
  readonly #volume: string;
  readonly #book: PriceBook;
  readonly #expressions: FieldExpressions;
  readonly #known = new Map<number, Quantities>();

  constructor(node: GraphNode, service: Service, graph: PlanGraph, egress: Egress) {
    this.#service = service;
    this.#egress = egress;
    this.#region = node.region;
    this.#values = graph.usage(node).values;
    this.#volume = graph.plan.context.needs?.dataVolume ?? '';
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

  /** @param today quantities at today's load, if known: lines that read no field that grows with the load stay the same */
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
    const { quantities, varying } = atTheEnds(known, today?.known ?? [], values, wholeFields(this.#service));
    const assumed = assumedBy(known, this.#service, values, this.#volume);
    return { known: quantities, unknown, values, varying, ...(assumed.length > 0 ? { assumed } : {}) };
  }

  #metered(
    line: CostLine,
    quantity: Expression,
    values: Readonly<Record<string, FieldRange>>,
    likely: Readonly<Record<string, FieldValue>>,
  ): Metered | UnknownLine {
    const meterId = meterFor(line, likely, this.#book);
    const price = meterId === undefined ? undefined : this.#book.price(meterId, this.#region);
    const payment = price && paymentOf(line, price.meter, likely, this.#book, this.#region);
    const multiple = line.factor === undefined ? 1 : this.#book.price(line.factor, this.#region)?.price;
    if (!price || multiple === undefined || payment?.factor === undefined) {
      const field = /^vm:(\w+)$/.exec(line.meter)?.[1];
      const size = field === undefined ? undefined : likely[field];
      const what = typeof size === 'object' ? String(size['sku']) : 'it';
      return {
        title: line.title,
        missing: field !== undefined && size === undefined ? [field] : [],
        because: `The price book ${this.#book.id} has no price for ${what}.`,
      };
    }
    const factor = multiple * payment.factor;
    try {
      const free = freeOf(price.meter, likely);
      const ranged = quantity.fields.filter((field) => isUncertain(values[field]));
      return {
        line,
        quantity,
        price,
        factor,
        title: payment.words === undefined ? line.title : `${line.title}, ${payment.words}`,
        // free units of a licence plan belong to that plan, so quantities of several plans are not added up
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

/**
 * True if a line costs more than any plan could pay, so that a sum with it would be meaningless. Values that are possible one by one can
 * multiply to that.
 */
function isTooMuch({ likely, corners, price, factor }: Metered): boolean {
  const quantity = Math.max(likely, ...corners);
  return quantity > 1e15 || priceOf(quantity, price.tiers) * factor > 1e13;
}

/** The fields of a service that grow with the load. */
const growing = oncePer(
  (service: Service): ReadonlySet<string> => new Set(service.usage.flatMap(({ id, scales }) => (scales === 'load' ? [id] : []))),
);

/** The fields of a service that are whole numbers. */
const wholeFields = oncePer(
  (service: Service): ReadonlySet<string> =>
    new Set(service.usage.flatMap((field) => (field.type === 'number' && field.integer === true ? [field.id] : []))),
);

function isAnyOf(fields: ReadonlySet<string>, values: Readonly<Record<string, FieldRange>>): boolean {
  for (const field of fields) if (typeof values[field]?.likely === 'number') return true;
  return false;
}

/** Interns a text: it is a lookup key for every line and every multiple. */
function once(book: PriceBook, text: string): string {
  const texts = textsOf(book);
  const known = texts.get(text);
  if (known === undefined) texts.set(text, text);
  return known ?? text;
}

const textsOf = oncePer((_: PriceBook) => new Map<string, string>());

/** Free units of a meter; some grants depend on the licence plan. */
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

/** The values, with those that grow with the load multiplied. */
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

/** True if a quantity is 0 even with its fields at their high ends: then no price is needed. */
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
