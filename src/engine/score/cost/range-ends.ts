import {
  Unbounded,
  amountOf as priceOf,
  type Bounds,
  type Expression,
  type FieldRange,
  type FieldValue,
  type Interval,
} from '../../catalog';
import type { Spread } from './cost';
import { extremeOf, pricingOf, type Varying } from './extremes';
import { amountFrom, type Metered, type Quantity } from './metered';

/* Quantities of lines at the ends of their fields' ranges, by themselves and with the other lines of their node. */

/** Uncertain fields of one line to try at most: each doubles the work. */
const mostRanged = 6;
/** The same for one node. */
const mostTogether = 10;

/** True if a field has a range, not one value. */
export function isUncertain(range: FieldRange | undefined): range is FieldRange {
  return range !== undefined && range.low !== range.high;
}

/** A quantity at every corner of its fields' ranges. It may fall where a field rises, so every corner is computed. */
export function cornersOf(
  quantity: Expression,
  ranged: readonly string[],
  values: Readonly<Record<string, FieldRange>>,
  likely: Readonly<Record<string, FieldValue>>,
): number[] {
  if (ranged.length === 0) return [];
  const tried = ranged.slice(0, mostRanged);
  return Array.from({ length: 2 ** tried.length }, (_, corner) => {
    const at = { ...likely };
    tried.forEach((field, bit) => {
      const range = values[field];
      if (range) at[field] = corner & (1 << bit) ? range.high : range.low;
    });
    return amountFrom(quantity, at);
  });
}

/**
 * Quantities of a node's lines where the node, by itself, costs least and most. Its lines move together: hours that are worked are not
 * idle. The node is evaluated by itself, so that other nodes cannot reverse its ends.
 */
export function atTheEnds(
  known: readonly Metered[],
  before: readonly Quantity[],
  values: Readonly<Record<string, FieldRange>>,
  whole: ReadonlySet<string>,
): { readonly quantities: Quantity[]; readonly varying: Varying | undefined } {
  const fields = [...new Set(known.flatMap(({ ranged }) => ranged))].sort();
  if (fields.length === 0) return { quantities: known.map((of) => before.find((one) => one.of === of) ?? settled(of)), varying: undefined };
  const directions = directionsOf(known, values);
  if (!directions) return { quantities: atTheCorners(known, fields), varying: undefined };
  const own = known.map((one, at) => ownOf(one, directions[at] as Bounds));
  if (isOneWay(directions)) {
    const quantities = known.map((of, at) => {
      const { low, high } = own[at] as Spread;
      // in each field all quantities rise together or fall together, so each is at its own end
      return { of, own: own[at] as Spread, low, likely: of.likely, high };
    });
    return { quantities, varying: undefined };
  }
  const names = [...new Set(known.map(({ together }) => together))];
  const varying: Varying = { known, values, fields, whole, group: known.map(({ together }) => names.indexOf(together)) };
  const pricings = names.map((name) => {
    const first = known.find(({ together }) => together === name) as Metered; // it is one of theirs
    return pricingOf(first, first.free?.quantity ?? 0);
  });
  const [least, most] = [extremeOf(varying, pricings, 'least'), extremeOf(varying, pricings, 'most')];
  const quantities = known.map((of, at) => ({
    of,
    own: own[at] as Spread,
    low: least[at] as number,
    likely: of.likely,
    high: most[at] as number,
  }));
  return { quantities, varying };
}

/** Bounds of each line over the whole ranges; `undefined` if one has none. */
function directionsOf(known: readonly Metered[], values: Readonly<Record<string, FieldRange>>): readonly Bounds[] | undefined {
  const likely: Record<string, FieldValue> = {};
  for (const field in values) likely[field] = (values[field] as FieldRange).likely;
  try {
    return known.map(({ quantity, ranged, likely: amount }) => {
      if (ranged.length === 0) return { low: amount, high: amount, slopes: {} };
      const ranges = ranged.map((field): [string, Interval] => {
        const range = values[field] as FieldRange;
        return [field, [Number(range.low), Number(range.high)]];
      });
      return quantity.bounds(likely, Object.fromEntries(ranges));
    });
  } catch (error) {
    if (error instanceof Unbounded) return undefined;
    throw error;
  }
}

/** The least and the most of a line by itself: at corners where it only rises or only falls in each field, else its bounds. */
function ownOf({ likely, corners, ranged }: Metered, { low, high, slopes }: Bounds): Spread {
  const isSteady = Object.values(slopes).every(([from, to]) => from >= 0 || to <= 0);
  if (isSteady && ranged.length <= mostRanged) return { low: Math.min(likely, ...corners), likely, high: Math.max(likely, ...corners) };
  return { low: Math.max(0, Math.min(likely, low)), likely, high: Math.max(likely, high) };
}

/** True if no field makes one quantity rise and another fall, and no quantity rises and falls. */
function isOneWay(bounds: readonly Bounds[]): boolean {
  const ways = new Map<string, number>();
  for (const { slopes } of bounds) {
    for (const [field, [from, to]] of Object.entries(slopes)) {
      const way = from >= 0 ? (to > 0 ? 1 : 0) : to <= 0 ? -1 : undefined;
      if (way === undefined || way * (ways.get(field) ?? 0) < 0) return false;
      if (way !== 0) ways.set(field, way);
    }
  }
  return true;
}

/** The ends where expressions have no bounds: the dearest and the cheapest corner of the ranges. */
function atTheCorners(known: readonly Metered[], fields: readonly string[]): Quantity[] {
  const own = known.map(({ corners, likely }) => ({ low: Math.min(likely, ...corners), likely, high: Math.max(likely, ...corners) }));
  if (fields.length > mostTogether) return known.map((of, at) => ({ of, own: own[at] as Spread, ...(own[at] as Spread) }));

  const likely = known.map((one) => one.likely);
  let [least, most] = [likely, likely];
  let [lowest, highest] = [costAlone(known, likely), costAlone(known, likely)];
  const bits = known.map(({ ranged }) => ranged.slice(0, mostRanged).map((field) => fields.indexOf(field)));
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

/** Cost of a node if it were the only one, with free units and without. */
interface Alone {
  paid: number;
  listed: number;
}

/** Units that are free alone may be used up by others, so of two that cost the same the one with the larger quantity counts as dearer. */
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
