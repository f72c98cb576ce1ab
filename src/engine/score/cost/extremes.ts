import { amountOf as priceOf, times, type FieldRange, type FieldValue, type Interval } from '../../catalog';
import { amountFrom, type Metered } from './metered';

/*
 * The quantities at which a node costs least and most while its fields vary. The cost may fall and rise again between the ends of a range:
 * a server that idles for the hours it does not work is cheapest where its work uses up what is free. So the ends are not enough. This is
 * a branch-and-bound search: a box of field values is given up when its bound is no better than a cost that was found, a field is fixed at
 * an end where the cost only rises or only falls in it, and every other box is halved. Bounds are those of interval arithmetic, so no
 * extreme is missed. After `most` boxes the bound itself is returned: the range is then a little too wide, never too narrow.
 */

/** Cost of the lines that are charged together. */
export interface Pricing {
  /** Cost of their quantity; never falls as it rises. */
  cost(quantity: number): number;
  /** Bounds of the price of one more unit while the quantity is between two amounts. */
  marginal(low: number, high: number): Interval;
}

export interface Varying {
  readonly known: readonly Metered[];
  readonly values: Readonly<Record<string, FieldRange>>;
  /** Fields that vary. */
  readonly fields: readonly string[];
  /** Fields that are whole numbers. */
  readonly whole: ReadonlySet<string>;
  /** For each line the index of its pricing. */
  readonly group: readonly number[];
}

/** Boxes to look at, at most. */
const most = 400;
/** Costs nearer than this, in proportion, are the same. */
const near = 1e-9;
/** Free units count for this share of their price, so that of two quantities that cost nothing the smaller is the cheaper. */
const share = 1e-9;

/**
 * Pricing of one group.
 * @param left units that can be free
 * @param others units of other nodes, which share the free ones and the steps
 * @param isAll counts the cost of the others as well: for a total, not for a node's part of it
 */
export function pricingOf({ price: { tiers }, factor }: Metered, left: number, others = 0, isAll = false): Pricing {
  const paid = (total: number) => priceOf(Math.max(0, total - left), tiers) * factor;
  const listed = (quantity: number) => priceOf(quantity, tiers) * factor;
  return {
    cost: (quantity) => {
      const ofAll = paid(others + quantity);
      const own = isAll ? ofAll : quantity <= 0 ? 0 : (quantity / (others + quantity)) * ofAll;
      return own + share * listed(Math.max(0, quantity));
    },
    marginal: (low, high) => {
      const [least, dearest] = [others + low, others + high];
      const step = stepsBetween(tiers, Math.max(0, least - left), Math.max(0, dearest - left), least < left && high > low, dearest > left);
      const prices = step.map((price) => price * factor);
      const free = stepsBetween(tiers, low, high, false, true).map((price) => price * factor * share);
      // units that others take part in cost the average of all, which is within these
      if (others > 0 && !isAll)
        prices.push(dearest > 0 ? paid(least) / dearest : 0, least > 0 ? paid(dearest) / least : Math.max(...prices));
      return [Math.min(...prices) + Math.min(...free), Math.max(...prices) + Math.max(...free)];
    },
  };
}

/** Prices of the steps that a quantity between two amounts reaches. @param isFree some of it is free @param isPaid some of it is not */
function stepsBetween(
  tiers: readonly { readonly from: number; readonly price: number }[],
  low: number,
  high: number,
  isFree: boolean,
  isPaid: boolean,
): number[] {
  const reached = tiers.filter(({ from }, at) => from <= high && (tiers[at + 1]?.from ?? Infinity) >= low).map(({ price }) => price);
  return [...(isFree || !isPaid ? [0] : []), ...(isPaid ? reached : [])];
}

/** Ranges of the varying fields. */
type Box = Readonly<Record<string, Interval>>;

/** The quantities of the lines where the node costs least or most. */
export function extremeOf(varying: Varying, pricings: readonly Pricing[], sense: 'least' | 'most'): readonly number[] {
  const { known, values, fields } = varying;
  const sign = sense === 'least' ? 1 : -1;
  const likely = Object.fromEntries(Object.entries(values).map(([id, range]) => [id, range.likely]));
  const costOf = (taken: readonly number[]) => sign * costOfAll(varying, pricings, taken);
  let best = known.map((one) => one.likely);
  let lowest = costOf(best);
  const attempt = (box: Box, at: (range: Interval) => number) => {
    const point: Record<string, FieldValue> = { ...likely };
    for (const id of fields) point[id] = varying.whole.has(id) ? Math.round(at(box[id] as Interval)) : at(box[id] as Interval);
    const taken = known.map((one) => (one.ranged.length === 0 ? one.likely : amountFrom(one.quantity, point)));
    const cost = costOf(taken);
    if (cost < lowest) [best, lowest] = [taken, cost];
  };
  const whole: Box = Object.fromEntries(
    fields.map((id) => [id, [Number((values[id] as FieldRange).low), Number((values[id] as FieldRange).high)]]),
  );
  const isWorse = (bound: number) => bound >= lowest - near * Math.max(1, Math.abs(lowest));
  const open: { readonly box: Box; readonly bound: number; readonly taken: readonly number[] }[] = [];
  const look = (given: Box) => {
    let box = given;
    for (;;) {
      const of = boundsIn(varying, pricings, box, likely);
      const taken = sign > 0 ? of.low : of.high;
      const bound = costOf(taken);
      if (isWorse(bound)) return;
      const smaller = fixed(box, of.slopes, sign);
      if (smaller === box) {
        attempt(box, ([low, high]) => (low + high) / 2);
        if (!isWorse(bound)) open.push({ box, bound, taken });
        return;
      }
      box = smaller;
      if (fields.every((id) => isPoint(box[id] as Interval))) {
        attempt(box, ([low]) => low);
        return;
      }
    }
  };
  attempt(whole, ([low]) => low);
  attempt(whole, ([, high]) => high);
  look(whole);
  for (let seen = 0; open.length > 0 && seen < most; seen += 1) {
    open.sort((a, b) => b.bound - a.bound);
    const next = open.pop();
    if (!next || isWorse(next.bound)) return best;
    for (const half of halves(next.box, whole, varying.whole)) look(half);
  }
  const left = open.filter(({ bound }) => !isWorse(bound)).sort((a, b) => a.bound - b.bound)[0];
  return left ? left.taken : best;
}

function costOfAll({ group }: Varying, pricings: readonly Pricing[], taken: readonly number[]): number {
  const totals = pricings.map(() => 0);
  taken.forEach((quantity, at) => (totals[group[at] as number] = (totals[group[at] as number] as number) + quantity));
  return totals.reduce((sum, total, at) => sum + (pricings[at] as Pricing).cost(total), 0);
}

/** Bounds of each line's quantity in a box, and of the slope of the node's cost in each field. */
function boundsIn(
  { known, group }: Varying,
  pricings: readonly Pricing[],
  box: Box,
  likely: Readonly<Record<string, FieldValue>>,
): { readonly low: readonly number[]; readonly high: readonly number[]; readonly slopes: Readonly<Record<string, Interval>> } {
  const bounds = known.map((one) =>
    one.ranged.length === 0
      ? undefined
      : one.quantity.bounds(likely, Object.fromEntries(one.ranged.map((id) => [id, box[id] as Interval]))),
  );
  const low = known.map((one, at) => Math.max(0, bounds[at]?.low ?? one.likely));
  const high = known.map((one, at) => Math.max(0, bounds[at]?.high ?? one.likely));
  const slopes: Record<string, Interval> = {};
  pricings.forEach((pricing, of) => {
    const ofGroup: Record<string, Interval> = {};
    let [least, dearest] = [0, 0];
    known.forEach((_, at) => {
      if (group[at] !== of) return;
      least += low[at] as number;
      dearest += high[at] as number;
      const one = bounds[at];
      for (const id in one?.slopes) {
        const [from, to] = one.slopes[id] as Interval;
        // an amount below 0 counts as 0, where the slope is 0
        const slope: Interval = one.low < 0 ? [Math.min(0, from), Math.max(0, to)] : [from, to];
        const before = ofGroup[id] ?? [0, 0];
        ofGroup[id] = [before[0] + slope[0], before[1] + slope[1]];
      }
    });
    const price = pricing.marginal(least, dearest);
    for (const id in ofGroup) {
      const [from, to] = times(ofGroup[id] as Interval, price);
      const before = slopes[id] ?? [0, 0];
      slopes[id] = [before[0] + from, before[1] + to];
    }
  });
  return { low, high, slopes };
}

/** The box with every field at its end in which the cost only rises or only falls; the same box if there is none. */
function fixed(box: Box, slopes: Readonly<Record<string, Interval>>, sign: number): Box {
  const ends = Object.entries(box).flatMap(([id, [low, high]]): [string, Interval][] => {
    if (low === high) return [];
    const [from, to] = slopes[id] ?? [0, 0];
    if (sign * from >= 0 && sign * to >= 0) return [[id, [low, low]]];
    return sign * from <= 0 && sign * to <= 0 ? [[id, [high, high]]] : [];
  });
  return ends.length === 0 ? box : { ...box, ...Object.fromEntries(ends) };
}

/** The box cut in two at the middle of the field that is widest, in proportion to its whole range. */
function halves(box: Box, all: Box, whole: ReadonlySet<string>): Box[] {
  const width = (id: string) => {
    const [[low, high], [least, largest]] = [box[id] as Interval, all[id] as Interval];
    return low === high ? 0 : (high - low) / (largest - least);
  };
  const [widest] = Object.keys(box).sort((a, b) => width(b) - width(a));
  if (widest === undefined || width(widest) === 0) return [];
  const [low, high] = box[widest] as Interval;
  const middle = (low + high) / 2;
  if (!whole.has(widest)) return middle > low && middle < high ? cut(box, widest, [low, middle], [middle, high]) : [];
  const below = Math.floor(middle);
  return below >= low && below + 1 <= high ? cut(box, widest, [low, below], [below + 1, high]) : [];
}

function cut(box: Box, id: string, one: Interval, other: Interval): Box[] {
  return [
    { ...box, [id]: one },
    { ...box, [id]: other },
  ];
}

function isPoint([low, high]: Interval): boolean {
  return low === high;
}
