import {
  baseUnit,
  figure,
  isRangeOrdered,
  nearestOf,
  numberLimits,
  outOfBounds,
  parseQuantity,
  readNumber,
  readQuantity,
  type Amount,
  type Plan,
  type PlanNode,
  type UsageValue,
} from '../plan';
import type { FieldValue } from './expression';
import type { PriceBook } from './prices';
import type { Field, Service } from './service';

/** The value of one usage field: one for certain, or a range. All three are the same kind of value. */
export interface FieldRange {
  readonly low: FieldValue;
  readonly likely: FieldValue;
  readonly high: FieldValue;
  /** Where it comes from: the node, an assumption that the node refers to, or the catalog's default. */
  readonly from: 'node' | 'default' | { readonly assumption: string };
}

/** What is wrong with one value that a node gives. */
export interface UsageProblem {
  readonly field: string;
  /** In a sentence that starts with the field: `"diu" must be …`. */
  readonly message: string;
  /** A key or value that was probably meant. */
  readonly suggestion?: { readonly key?: string; readonly value?: UsageValue };
}

/** A node's usage, field by field. Fields without value and default are left out. */
export interface Usage {
  readonly values: Readonly<Record<string, FieldRange>>;
  readonly problems: readonly UsageProblem[];
}

/** Reads what a node says of its use, by its service's fields and the plan's assumptions. */
export function usageOf(node: PlanNode, service: Service, assumptions: Plan['assumptions'], book: PriceBook): Usage {
  const values: Record<string, FieldRange> = {};
  const problems: UsageProblem[] = [];
  const given = node.usage ?? {};
  for (const field of service.usage) {
    const value = given[field.id];
    if (value === undefined) {
      const fallback = defaultOf(field, book);
      if (fallback !== undefined) values[field.id] = { low: fallback, likely: fallback, high: fallback, from: 'default' };
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
      if (typeof value === 'string') return wrong(...notNumber(value, field.unit));
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
      const quantity = readQuantity(value);
      if ('reason' in quantity) return wrong(`must be an amount such as "${example}": ${quantity.reason}`, only(quantity.suggestions));
      if (quantity.dimension !== field.type) return wrong(`must be an amount such as "${example}", not ${JSON.stringify(value)}`);
      if (quantity.base < 0) return wrong(`must be 0 or more, not ${JSON.stringify(value)}`);
      const max = field.max === undefined ? undefined : parseQuantity(field.max);
      if (max && quantity.base > max.base) return wrong(`must be ${field.max} at most, not ${String(value)}`, { value: field.max });
      return { value: quantity.base };
    }
    case 'choice': {
      const options = field.options.map((option) => option.value);
      const written = String(value);
      if (options.includes(written)) return { value: written };
      const near = nearestOf(written, options);
      return wrong(`cannot be ${JSON.stringify(value)}; it is one of ${options.join(', ')}`, near ? { value: near } : undefined);
    }
    case 'flag':
      return typeof value === 'boolean' ? { value } : wrong(`must be true or false, not ${JSON.stringify(value)}`);
    case 'vm': {
      const machine = typeof value === 'string' ? machineValue(value, book) : undefined;
      if (machine) return { value: machine };
      const near =
        typeof value === 'string'
          ? nearestOf(
              value,
              book.machines().map(({ machine: { sku } }) => sku),
            )
          : undefined;
      return wrong(
        `names the machine size ${JSON.stringify(value)}, which the price book ${book.id} does not have`,
        near ? { value: near } : undefined,
      );
    }
    case 'text':
      if (field.pattern !== undefined && !new RegExp(`^(?:${field.pattern})$`).test(String(value)))
        return wrong(`cannot be ${JSON.stringify(value)}`);
      return { value: String(value) };
  }
}

/** What is wrong with a text where a number is wanted. */
function notNumber(text: string, unit: string): [message: string, suggestion?: UsageProblem['suggestion']] {
  const read = readNumber(text);
  if ('value' in read) return [`must be a number (${unit}) without quotation marks; write ${text}`, { value: read.value }];
  const [meant, ...others] = read.suggestions;
  const suggestion = meant === undefined || others.length > 0 ? undefined : { value: Number(meant) };
  return [`must be a number (${unit}): ${read.reason}`, suggestion];
}

/** What was meant, where it can only have been one thing. */
function only([meant, ...others]: readonly string[]): UsageProblem['suggestion'] {
  return meant === undefined || others.length > 0 ? undefined : { value: meant };
}

/** A value as messages name it: numbers without a power of ten, and not with hundreds of digits. */
function said(value: number | string): string {
  if (typeof value === 'string') return value;
  if (value !== 0 && Math.abs(value) < numberLimits.least) return `less than ${figure(numberLimits.least)}`;
  return Math.abs(value) > 1e15 ? `over ${figure(1e15)}` : figure(value, 15);
}

function defaultOf(field: Field, book: PriceBook): FieldValue | undefined {
  if (field.default === undefined) return undefined;
  if (field.type === 'vm') return machineValue(field.default, book);
  if (field.type === 'size' || field.type === 'duration') return parseQuantity(field.default)?.base;
  return field.default;
}

/** A machine size as expressions see it. `dbuPerHour` and `gpus` are left out where they are not known. */
function machineValue(sku: string, book: PriceBook): FieldValue | undefined {
  const found = book.machine(sku)?.machine;
  if (!found) return undefined;
  return {
    sku: found.sku,
    vcpus: found.vcpus,
    memoryGb: found.memoryGb,
    ...(found.gpu ? (found.gpu.count === undefined ? {} : { gpus: found.gpu.count }) : { gpus: 0 }),
    ...(found.dbuPerHour === undefined ? {} : { dbuPerHour: found.dbuPerHour }),
  };
}
