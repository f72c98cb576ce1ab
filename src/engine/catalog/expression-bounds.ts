import { roundings } from './roundings';
import type { FieldValue } from './field-value';

/*
 * Bounds of an expression while some of its fields vary within ranges: interval arithmetic over its syntax tree, for the value and for
 * its slope in each field. Both are safe: the expression has no value and no slope outside them. It is one thing, since every operator
 * needs its rule for values and its rule for slopes together.
 */

export interface Bounds {
  readonly low: number;
  readonly high: number;
  /** Bounds of the change for one unit of each varying field; a jump counts as an infinite slope. */
  readonly slopes: Readonly<Record<string, Interval>>;
}

/** The lowest and the highest value. */
export type Interval = readonly [low: number, high: number];
export type Ranges = Readonly<Record<string, Interval>>;

/** A node of the syntax tree, as the CEL library makes it. */
export interface SyntaxNode {
  readonly op: string;
  readonly args: unknown;
}

/** What the rules below cannot bound; the caller has to do without bounds. */
export class Unbounded extends Error {
  override readonly name = 'Unbounded';
}

/** True, false, or `undefined` where both are possible. */
type Truth = boolean | undefined;
type Value = Bounds | { readonly is: FieldValue | bigint | readonly unknown[] } | { readonly truth: Truth };

/**
 * Bounds of an expression.
 * @param values of the fields that do not vary
 * @param ranges of the fields that do
 * @throws Unbounded for an operator without a rule
 */
export function boundsOf(tree: SyntaxNode, values: Readonly<Record<string, FieldValue>>, ranges: Ranges): Bounds {
  return numeric(evaluate(tree, values, ranges));
}

function evaluate(node: SyntaxNode, values: Readonly<Record<string, FieldValue>>, ranges: Ranges): Value {
  const of = (arg: unknown): Value => evaluate(arg as SyntaxNode, values, ranges);
  const args = node.args as readonly unknown[];
  switch (node.op) {
    case 'value':
      return { is: node.args as FieldValue | bigint };
    case 'id':
      return field(String(node.args), values, ranges);
    case '.': {
      const [whole, member] = [of(args[0]), String(args[1])];
      const value = 'is' in whole && typeof whole.is === 'object' ? (whole.is as Record<string, FieldValue>)[member] : undefined;
      if (value === undefined) throw new Unbounded(`no member ${member}`);
      return { is: value };
    }
    case 'list':
      return { is: args.map(of).map((one) => ('is' in one ? one.is : undefined)) };
    case '-_':
      return negated(numeric(of(node.args)));
    case '!_':
      return { truth: not(truthOf(of(node.args))) };
    case '&&': {
      const [a, b] = [truthOf(of(args[0])), truthOf(of(args[1]))];
      return { truth: a === false || b === false ? false : a === true && b === true ? true : undefined };
    }
    case '||': {
      const [a, b] = [truthOf(of(args[0])), truthOf(of(args[1]))];
      return { truth: a === true || b === true ? true : a === false && b === false ? false : undefined };
    }
    case '?:': {
      const truth = truthOf(of(args[0]));
      if (truth !== undefined) return of(args[truth ? 1 : 2]);
      const [a, b] = [numeric(of(args[1])), numeric(of(args[2]))];
      // it may jump from one to the other
      return {
        low: Math.min(a.low, b.low),
        high: Math.max(a.high, b.high),
        slopes: Object.fromEntries(Object.keys(ranges).map((id) => [id, anySlope])),
      };
    }
    case 'call': {
      const [name, given] = args as [string, readonly unknown[]];
      return call(name, given.map(of).map(numeric));
    }
    default:
      return binary(node.op, of(args[0]), of(args[1]));
  }
}

const anySlope: Interval = [-Infinity, Infinity];

function field(id: string, values: Readonly<Record<string, FieldValue>>, ranges: Ranges): Value {
  const range = ranges[id];
  if (range) return { low: range[0], high: range[1], slopes: { [id]: [1, 1] } };
  const value = values[id];
  if (value === undefined) throw new Unbounded(`no value for ${id}`);
  return { is: value };
}

function binary(op: string, a: Value, b: Value): Value {
  const bothWhole = 'is' in a && 'is' in b && typeof a.is === 'bigint' && typeof b.is === 'bigint';
  if (bothWhole && op in whole) return { is: (whole[op] as (x: bigint, y: bigint) => bigint)(a.is as bigint, b.is as bigint) };
  switch (op) {
    case '+':
      return sum(numeric(a), numeric(b));
    case '-':
      return sum(numeric(a), negated(numeric(b)));
    case '*':
      return product(numeric(a), numeric(b));
    case '/':
      return product(numeric(a), reciprocal(numeric(b)));
    case '==':
    case '!=': {
      const truth = isEqual(a, b);
      return { truth: op === '==' ? truth : not(truth) };
    }
    case 'in':
      if (!('is' in a) || !('is' in b) || !Array.isArray(b.is)) throw new Unbounded(op);
      return { truth: b.is.includes(a.is) };
    case '<':
      return { truth: isBelow(numeric(a), numeric(b)) };
    case '>':
      return { truth: isBelow(numeric(b), numeric(a)) };
    case '<=':
      return { truth: not(isBelow(numeric(b), numeric(a))) };
    case '>=':
      return { truth: not(isBelow(numeric(a), numeric(b))) };
    default:
      throw new Unbounded(op);
  }
}

/** Whole numbers are divided as CEL divides them. */
const whole: Readonly<Record<string, (a: bigint, b: bigint) => bigint>> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => {
    if (b === 0n) throw new Unbounded('division by zero');
    return a / b;
  },
};

function call(name: string, given: readonly Bounds[]): Bounds {
  const [a, b] = given;
  if (a && !b && (name === 'ceil' || name === 'floor')) return rounded(a, roundings[name]);
  if (a && b && name === 'max') return larger(a, b);
  if (a && b && name === 'min') return negated(larger(negated(a), negated(b)));
  throw new Unbounded(name);
}

function rounded(a: Bounds, round: (value: number) => number): Bounds {
  const [low, high] = [round(a.low), round(a.high)];
  // between two steps it is level; at a step it jumps in the direction of its argument
  const slopes = mapped(a, ([least, most]): Interval => (low === high ? [0, 0] : [least < 0 ? -Infinity : 0, most > 0 ? Infinity : 0]));
  return { low, high, slopes };
}

function larger(a: Bounds, b: Bounds): Bounds {
  if (a.low >= b.high) return a;
  if (b.low >= a.high) return b;
  const slopes = joined(a, b, (x, y) => [Math.min(x[0], y[0]), Math.max(x[1], y[1])]);
  return { low: Math.max(a.low, b.low), high: Math.max(a.high, b.high), slopes };
}

function sum(a: Bounds, b: Bounds): Bounds {
  return { low: a.low + b.low, high: a.high + b.high, slopes: joined(a, b, (x, y) => [x[0] + y[0], x[1] + y[1]]) };
}

function negated(a: Bounds): Bounds {
  return { low: 0 - a.high, high: 0 - a.low, slopes: mapped(a, ([low, high]) => [0 - high, 0 - low]) };
}

function product(a: Bounds, b: Bounds): Bounds {
  const [low, high] = times([a.low, a.high], [b.low, b.high]);
  const slopes = joined(a, b, (x, y) => {
    const [one, other] = [times(x, [b.low, b.high]), times(y, [a.low, a.high])];
    return [one[0] + other[0], one[1] + other[1]];
  });
  return { low, high, slopes };
}

function reciprocal(a: Bounds): Bounds {
  if (a.low <= 0 && a.high >= 0) throw new Unbounded('division by zero');
  const inverse: Interval = [1 / a.high, 1 / a.low];
  const steepness = times(inverse, inverse);
  return { low: inverse[0], high: inverse[1], slopes: mapped(a, (slope) => times([0 - slope[1], 0 - slope[0]], steepness)) };
}

/** Every product of a number of one interval and a number of the other; nothing times infinity is nothing. */
export function times([a, b]: Interval, [c, d]: Interval): Interval {
  const of = (x: number, y: number) => (x === 0 || y === 0 ? 0 : x * y);
  const all = [of(a, c), of(a, d), of(b, c), of(b, d)];
  return [Math.min(...all), Math.max(...all)];
}

function mapped({ slopes }: Bounds, change: (slope: Interval) => Interval): Bounds['slopes'] {
  const result: Record<string, Interval> = {};
  for (const id in slopes) result[id] = change(slopes[id] as Interval);
  return result;
}

const level: Interval = [0, 0];

function joined(a: Bounds, b: Bounds, join: (x: Interval, y: Interval) => Interval): Bounds['slopes'] {
  const result: Record<string, Interval> = {};
  for (const id in a.slopes) result[id] = join(a.slopes[id] as Interval, b.slopes[id] ?? level);
  for (const id in b.slopes) if (!(id in a.slopes)) result[id] = join(level, b.slopes[id] as Interval);
  return result;
}

function numeric(value: Value): Bounds {
  if ('low' in value) return value;
  const number = 'is' in value && (typeof value.is === 'number' || typeof value.is === 'bigint') ? Number(value.is) : undefined;
  if (number === undefined) throw new Unbounded('no number');
  return { low: number, high: number, slopes: {} };
}

function truthOf(value: Value): Truth {
  if ('truth' in value) return value.truth;
  if ('is' in value && typeof value.is === 'boolean') return value.is;
  throw new Unbounded('no truth');
}

function not(truth: Truth): Truth {
  return truth === undefined ? undefined : !truth;
}

function isEqual(a: Value, b: Value): Truth {
  if ('is' in a && 'is' in b && typeof a.is !== 'number' && typeof a.is !== 'bigint') return a.is === b.is;
  if ('truth' in a || 'truth' in b) return truthOf(a) === undefined || truthOf(b) === undefined ? undefined : truthOf(a) === truthOf(b);
  const [x, y] = [numeric(a), numeric(b)];
  if (x.low === x.high && y.low === y.high && x.low === y.low) return true;
  return x.high < y.low || y.high < x.low ? false : undefined;
}

function isBelow(a: Bounds, b: Bounds): Truth {
  if (a.high < b.low) return true;
  return a.low >= b.high ? false : undefined;
}
