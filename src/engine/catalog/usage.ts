import { baseUnit, figure, memoryOf } from '../format';
import {
  hourlyText,
  isRangeOrdered,
  nearestOf,
  numberLimits,
  outOfBounds,
  parseQuantity,
  readNumber,
  refuseForWhole,
  readQuantity,
  type Amount,
  type Plan,
  type PlanNode,
  type Quantity,
  type UsageValue,
} from '../plan';
import type { FieldValue } from './field-value';
import type { ImpliedUsage } from './implied-usage';
import type { PriceBook } from './prices';
import type { Field, Service } from './service';
import { isNameOfSize, tidiedName } from './size-names';

/*
 * Usage of a node: what the plan says of each field, read and checked, or else what the plan around it or the catalog implies. It is one
 * thing, since each kind of field is read in the same steps.
 */

/** The value of one usage field: one for certain, or a range. All three are the same kind of value. */
export interface FieldRange {
  readonly low: FieldValue;
  readonly likely: FieldValue;
  readonly high: FieldValue;
  /** Source of the value: the node, an assumption that the node refers to, a need of the plan, or the catalog's default. */
  readonly from: 'node' | 'default' | { readonly assumption: string } | { readonly need: 'dataVolume' };
}

/** A problem with one value of a node. */
export interface UsageProblem {
  readonly field: string;
  /** A sentence that starts with the field: `"diu" must be …`. */
  readonly message: string;
  /** A key or value that was probably meant. */
  readonly suggestion?: { readonly key?: string; readonly value?: UsageValue };
}

/** A node's usage, field by field. Fields without value and default are left out. */
export interface Usage {
  readonly values: Readonly<Record<string, FieldRange>>;
  readonly problems: readonly UsageProblem[];
}

/**
 * Reads a node's usage by its service's fields and the plan's assumptions.
 * @param implied values that stand in for defaults, because the plan around the node says so
 */
export function usageOf(
  node: PlanNode,
  service: Service,
  assumptions: Plan['assumptions'],
  book: PriceBook,
  implied: ImpliedUsage = {},
): Usage {
  const values: Record<string, FieldRange> = {};
  const problems: UsageProblem[] = [];
  const given = node.usage ?? {};
  for (const field of service.usage) {
    const value = given[field.id];
    if (value === undefined) {
      const said = implied[field.id];
      const fallback = said?.value ?? defaultOf(field, book);
      const from = said?.need === undefined ? 'default' : { need: said.need };
      if (fallback !== undefined) values[field.id] = { low: fallback, likely: fallback, high: fallback, from };
      continue;
    }
    const read = readValue(field, value, assumptions, book);
    if ('problem' in read) problems.push(read.problem);
    else values[field.id] = read.range;
  }
  const known = service.usage.map((field) => field.id);
  for (const key of Object.keys(given)) {
    if (known.includes(key) || key.startsWith('x-')) continue;
    const near = nearestOf(key, known);
    problems.push({
      field: key,
      message: `"${key}" is not a usage field of ${service.name}${known.length === 0 ? ', which has none' : near ? `; did you mean "${near}"?` : ''}`,
      ...(near && !(near in given) ? { suggestion: { key: near } } : {}),
    });
  }
  return { values, problems };
}

type Read = { readonly range: FieldRange } | { readonly problem: UsageProblem };

function readValue(field: Field, value: UsageValue, assumptions: Plan['assumptions'], book: PriceBook): Read {
  if (typeof value === 'string' && value.startsWith('$')) {
    const name = value.slice(1);
    const assumed = Object.hasOwn(assumptions, name) ? assumptions[name] : undefined;
    if (assumed === undefined) {
      const near = nearestOf(name, Object.keys(assumptions));
      return {
        problem: {
          field: field.id,
          message: `"${field.id}" refers to the assumption "${name}", which the plan does not have`,
          ...(near ? { suggestion: { value: `$${near}` } } : {}),
        },
      };
    }
    return readRange(field, assumed, { assumption: name }, book);
  }
  return readRange(field, value, 'node', book);
}

function readRange(field: Field, value: UsageValue | Amount, from: FieldRange['from'], book: PriceBook): Read {
  if (typeof value === 'object') {
    const [low, likely, high] = [value.low, value.likely, value.high].map((one) => readOne(field, one, book));
    for (const one of [low, likely, high]) if (one && 'problem' in one) return { problem: one.problem };
    if (!isRangeOrdered(value))
      return {
        problem: {
          field: field.id,
          message: `"${field.id}" must go up from low over likely to high; it goes from ${said(value.low)} over ${said(value.likely)} to ${said(value.high)}`,
        },
      };
    return {
      range: {
        low: (low as { value: FieldValue }).value,
        likely: (likely as { value: FieldValue }).value,
        high: (high as { value: FieldValue }).value,
        from,
      },
    };
  }
  const one = readOne(field, value, book);
  return 'problem' in one ? one : { range: { low: one.value, likely: one.value, high: one.value, from } };
}

function readOne(
  field: Field,
  value: number | string | boolean,
  book: PriceBook,
): { readonly value: FieldValue } | { readonly problem: UsageProblem } {
  const wrong = (message: string, suggestion?: UsageProblem['suggestion']) => ({
    problem: { field: field.id, message: `"${field.id}" ${message}`, ...(suggestion ? { suggestion } : {}) },
  });
  switch (field.type) {
    case 'number': {
      if (typeof value === 'string') return wrong(...notNumber(value, field));
      if (typeof value !== 'number') return wrong(`must be a number (${field.unit}), not ${JSON.stringify(value)}`);
      if (field.min !== undefined && value < field.min)
        return wrong(`must be ${figure(field.min)} or more (${field.unit}), not ${said(value)}`, { value: field.min });
      if (field.max !== undefined && value > field.max)
        return wrong(`must be ${figure(field.max)} at most (${field.unit}), not ${said(value)}`, { value: field.max });
      if (value < 0) return wrong(`must be 0 or more (${field.unit}), not ${said(value)}`);
      const { beyond } = outOfBounds(value, '') ?? {};
      if (beyond === 'most') return wrong(`must be ${figure(numberLimits.most)} at most (${field.unit}), not ${said(value)}`);
      if (beyond) return wrong(`must be 0, or ${figure(numberLimits.least)} or more (${field.unit})`);
      if (field.integer && !Number.isInteger(value)) return wrong(`must be a whole number (${field.unit}), not ${said(value)}`);
      return { value };
    }
    case 'size':
    case 'duration': {
      const example = field.type === 'size' ? '80 GB' : '20 min';
      if (typeof value === 'number')
        return wrong(`needs a unit: ${said(value)} what? Write it like "${example}"`, { value: `${value} ${baseUnit[field.type]}` });
      if (typeof value !== 'string') return wrong(`must be an amount such as "${example}", not ${JSON.stringify(value)}`);
      const quantity = readQuantity(field.type === 'size' && field.per === 'hour' ? hourlyText(value) : value);
      if ('reason' in quantity) return wrong(`must be an amount such as "${example}": ${quantity.reason}`, only(quantity.suggestions));
      if (quantity.dimension !== field.type) return wrong(`must be an amount such as "${example}", not ${JSON.stringify(value)}`);
      if (quantity.base < 0) return wrong(`must be 0 or more, not ${JSON.stringify(value)}`);
      const counted = baseOf(field, quantity);
      const max = field.max === undefined ? undefined : parseQuantity(field.max);
      if (max && counted > baseOf(field, max)) return wrong(`must be ${field.max} at most, not ${String(value)}`, { value: field.max });
      return { value: counted };
    }
    case 'choice': {
      const options = field.options.map((option) => option.value);
      const written = String(value);
      if (options.includes(written)) return { value: written };
      const near = nearestOf(written, options);
      return wrong(
        `cannot be ${JSON.stringify(value)}; it is one of ${field.options.map(choiceValue).join(', ')}`,
        near ? { value: near } : undefined,
      );
    }
    case 'flag':
      return typeof value === 'boolean' ? { value } : wrong(`must be true or false, not ${JSON.stringify(value)}`);
    case 'vm': {
      if (typeof value !== 'string') return wrong(`must be a machine size such as "Standard_D4s_v5", not ${JSON.stringify(value)}`);
      const machine = machineValue(value, book);
      if (machine) return { value: machine };
      const near = nearestSize(value, book);
      return wrong(
        `cannot be ${JSON.stringify(value)}, which is not the name of an Azure machine size${near ? `; did you mean ${near}?` : ''}`,
        near ? { value: near } : undefined,
      );
    }
    case 'text':
      if (field.pattern !== undefined && !new RegExp(`^(?:${field.pattern})$`).test(String(value)))
        return wrong(`cannot be ${JSON.stringify(value)}`);
      return { value: String(value) };
  }
}

/** Explains why a text is not the number that is needed. */
function notNumber(
  text: string,
  { unit, integer = false }: { readonly unit: string; readonly integer?: boolean | undefined },
): [message: string, suggestion?: UsageProblem['suggestion']] {
  const read = readNumber(text);
  if ('value' in read) return [`must be a number (${unit}) without quotation marks; write ${text}`, { value: read.value }];
  const refused = integer ? refuseForWhole(text, read) : read;
  const [meant, ...others] = refused.suggestions;
  const suggestion = meant === undefined || others.length > 0 ? undefined : { value: Number(meant) };
  return [`must be a number (${unit}): ${refused.reason}`, suggestion];
}

/** The suggested value, if only one is possible. */
function only([meant, ...others]: readonly string[]): UsageProblem['suggestion'] {
  return meant === undefined || others.length > 0 ? undefined : { value: meant };
}

/** A value as messages show it: numbers without a power of ten, and not with hundreds of digits. */
function said(value: number | string): string {
  if (typeof value === 'string') return value;
  if (value !== 0 && Math.abs(value) < numberLimits.least) return `less than ${figure(numberLimits.least)}`;
  return Math.abs(value) > 1e15 ? `over ${figure(1e15)}` : figure(value, 15);
}

function defaultOf(field: Field, book: PriceBook): FieldValue | undefined {
  if (field.default === undefined) return undefined;
  if (field.type === 'vm') return machineValue(field.default, book);
  if (field.type === 'size' || field.type === 'duration') {
    const quantity = parseQuantity(field.default);
    return quantity && baseOf(field, quantity);
  }
  return field.default;
}

/** An amount as expressions count it: GB of data or of memory, or hours. */
function baseOf(field: Field, { amount, unit, base }: Quantity): number {
  return field.type === 'size' && field.of === 'memory' ? memoryOf(amount, unit) : base;
}

/**
 * A machine size as expressions see it. `dbuPerHour` and `gpus` are left out if they are unknown; of a size of Azure that the price book
 * lacks, everything but its name is.
 */
function machineValue(sku: string, book: PriceBook): FieldValue | undefined {
  const found = book.machine(sku)?.machine;
  if (!found) return isNameOfSize(sku) ? { sku } : undefined;
  return {
    sku: found.sku,
    vcpus: found.vcpus,
    memoryGb: found.memoryGb,
    ...(found.gpu ? (found.gpu.count === undefined ? {} : { gpus: found.gpu.count }) : { gpus: 0 }),
    ...(found.dbuPerHour === undefined ? {} : { dbuPerHour: found.dbuPerHour }),
  };
}

/** The size that was probably meant by a name that is none: the name put right, or the nearest one that has a price. */
function nearestSize(written: string, book: PriceBook): string | undefined {
  const tidied = tidiedName(written);
  if (tidied !== undefined) return book.machine(tidied)?.machine.sku ?? tidied;
  return nearestOf(
    written,
    book.machines().map(({ machine: { sku } }) => sku),
  );
}

/** An option as people see it, with the word of the file where that is another one: "Locally redundant (lrs)". */
export function choiceName({ value, title }: { readonly value: string; readonly title: string }): string {
  return isTitleOf(title, value) ? title : `${title} (${value})`;
}

/** An option as the file has it, with its title where that is another word: `"lrs" (Locally redundant)`. */
export function choiceValue({ value, title }: { readonly value: string; readonly title: string }): string {
  // a title with brackets of its own reads better with a comma in their place
  return isTitleOf(title, value) ? `"${value}"` : `"${value}" (${title.replace(/ \(([^()]*)\)/g, ', $1')})`;
}

/** True if a title is the word of the file, but for capitals and spaces. */
function isTitleOf(title: string, value: string): boolean {
  return title.toLowerCase().replace(/[\s-]+/g, '-') === value.toLowerCase();
}

/** The likely value of a usage field, a machine by its size; `undefined` if it is unknown. */
export function likelyValue({ values }: Usage, field: string): number | string | boolean | undefined {
  const likely = values[field]?.likely;
  return typeof likely === 'object' ? String(likely['sku']) : likely;
}

/** The likely value of a number, size (GB) or duration (h), or `undefined`. */
export function likelyAmount(usage: Usage, field: string): number | undefined {
  const value = likelyValue(usage, field);
  return typeof value === 'number' ? value : undefined;
}
