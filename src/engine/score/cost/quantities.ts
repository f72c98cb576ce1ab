import {
  ExpressionError,
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

/*
 * How much a node takes of each meter in a month, at today's load and at multiples of it. Working out an expression is what
 * costing spends its time on, so it is done once for as long as node, assumptions, prices and region stay the same, and anew
 * for a multiple only where a field that grows with the load is read.
 */

/** What one cost line of a node takes of a meter. */
export interface Quantity extends Spread {
  readonly line: CostLine;
  readonly price: UnitPrice;
  readonly factor: number;
  /** Quantities with the same words are charged together: one meter, in one region, multiplied alike. */
  readonly together: string;
  /** Units of the meter that are free for the whole plan, and why. */
  readonly free: { readonly quantity: number; readonly note: string } | undefined;
  readonly machine: string | undefined;
}

/** What a node takes, in the order of its service's cost lines, and what is not known of it. */
export interface Quantities {
  readonly known: readonly Quantity[];
  readonly unknown: readonly UnknownLine[];
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
  if (service.cost.kind === 'free') return free;
  if (service.cost.kind === 'unknown')
    return always({ title: service.name, missing: [], because: service.cost.note ?? 'No price is known.' });

  const { assumptions } = graph.plan;
  const { book } = graph;
  const known = keptByNode.get(node.node);
  if (known?.service === service && known.assumptions === assumptions && known.book === book && known.region === region) return known.taken;
  const taken = new Multiples(node, service, graph);
  keptByNode.set(node.node, { service, assumptions, book, region, taken });
  return taken;
}

const free: Taken = { at: () => ({ known: [], unknown: [] }) };

function always(unknown: UnknownLine): Taken {
  return { at: () => ({ known: [], unknown: [unknown] }) };
}

/* Plans share the nodes that an edit did not touch. */
const keptByNode = new WeakMap<
  PlanNode,
  {
    readonly service: Service;
    readonly assumptions: Plan['assumptions'];
    readonly book: PriceBook;
    readonly region: string | undefined;
    readonly taken: Taken;
  }
>();

/** Works a node's quantities out as they are asked for. It holds on to no plan, which would keep every state of it in memory. */
class Multiples implements Taken {
  readonly #service: Service;
  readonly #region: string | undefined;
  readonly #values: Readonly<Record<string, FieldRange>>;
  readonly #book: PriceBook;
  readonly #expressions: FieldExpressions;
  readonly #known = new Map<number, Quantities>();

  constructor(node: GraphNode, service: Service, graph: PlanGraph) {
    this.#service = service;
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
    const known: Quantity[] = [];
    const unknown: UnknownLine[] = [];
    const lacks = ({ fields }: Expression) => fields.filter((field) => !(field in values));
    for (const line of this.#service.cost.lines) {
      const { title } = line;
      const when = line.when === undefined ? undefined : this.#expressions.parse(line.when, 'bool');
      if (when && lacks(when).length > 0) {
        unknown.push({ title, missing: lacks(when), because: lacking(lacks(when), this.#service.usage) });
        continue;
      }
      if (when && when.evaluate(likely) !== true) continue;
      const quantity = this.#expressions.parse(line.quantity, 'double');
      const same = quantity.fields.some((field) => grows.has(field)) ? undefined : today?.known.find((one) => one.line === line);
      if (same) {
        known.push(same);
        continue;
      }
      if (lacks(quantity).length > 0) {
        unknown.push({ title, missing: lacks(quantity), because: lacking(lacks(quantity), this.#service.usage) });
        continue;
      }
      const read = this.#priced(line, quantity, values, likely);
      if ('because' in read) unknown.push(read);
      else known.push(read);
    }
    return { known, unknown };
  }

  #priced(
    line: CostLine,
    quantity: Expression,
    values: Readonly<Record<string, FieldRange>>,
    likely: Readonly<Record<string, FieldValue>>,
  ): Quantity | UnknownLine {
    const meterId = meterFor(line, likely, this.#book);
    const price = meterId === undefined ? undefined : this.#book.price(meterId, this.#region);
    const factor = line.factor === undefined ? 1 : this.#book.price(line.factor, this.#region)?.price;
    if (!price || factor === undefined) {
      const field = /^vm:(\w+)$/.exec(line.meter)?.[1];
      return { title: line.title, missing: field ? [field] : [], because: `The price book ${this.#book.id} has no price for it.` };
    }
    try {
      const { low, likely: center, high } = spreadOf(quantity, values, likely);
      return {
        line,
        price,
        factor,
        together: `${price.meter.id} ${price.region} ${factor}`,
        low,
        likely: center,
        high,
        free: freeOf(price.meter, likely),
        machine: line.meter.startsWith('vm:') ? price.meter.machine?.sku : undefined,
      };
    } catch (error) {
      if (!(error instanceof ExpressionError)) throw error;
      return { title: line.title, missing: [], because: `A value that it needs is not known (${error.message}).` };
    }
  }
}

/** The fields of a service that grow with the load. */
const growing = oncePer(
  (service: Service): ReadonlySet<string> => new Set(service.usage.flatMap(({ id, scales }) => (scales === 'load' ? [id] : []))),
);

function isAnyOf(fields: ReadonlySet<string>, values: Readonly<Record<string, FieldRange>>): boolean {
  for (const field of fields) if (typeof values[field]?.likely === 'number') return true;
  return false;
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

/** The quantity at the ends of its fields' ranges; a quantity may fall where a field rises, so every corner is looked at. */
function spreadOf(
  quantity: Expression,
  values: Readonly<Record<string, FieldRange>>,
  likely: Readonly<Record<string, FieldValue>>,
): Spread {
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
