/** Monthly cost of a plan: the result, in the price book's currency. */

/** Multiples of the load that a plan is costed at, since the guide asks for the cost at scale. */
export const scaleFactors: readonly number[] = [1, 2, 5, 10, 20, 50, 100];

/** Three amounts of one thing: at the low, likely and high end of the usage. */
export interface Spread {
  readonly low: number;
  readonly likely: number;
  readonly high: number;
}

/** One charge of a node. */
export interface ChargedLine {
  readonly meter: string;
  readonly title: string;
  /** Likely quantity a month, in `unit`. */
  readonly quantity: number;
  readonly unit: string;
  /** Price of one unit; where steps apply, the average price of the units. */
  readonly unitPrice: number;
  /** Likely amount a month. A free grant is a line with a negative amount. */
  readonly amount: number;
  readonly range: Spread;
  readonly mode: 'always-on' | 'running';
  /** Region that the price is from. */
  readonly region: string;
  /** True when the book has no price for the node's region. */
  readonly substituted: boolean;
  /** True when the node's region is none that Azure or the price book has. */
  readonly unknownRegion?: true;
  /** The quantity's expression, for the formula in words. */
  readonly formula: string;
  /** Machine size, if one is charged. */
  readonly machine?: string;
  readonly note?: string;
}

/** The reason why a charge of a node could not be computed. */
export interface UnknownLine {
  readonly title: string;
  /** The usage fields whose values are missing. */
  readonly missing: readonly string[];
  /** A sentence. */
  readonly because: string;
}

/** A value that the cost of a node rests on, though the node does not say it. */
export interface AssumedValue {
  /** Usage field, by its id and title. */
  readonly field: string;
  readonly title: string;
  /** The need of the plan that gives the value. */
  readonly need: 'dataVolume';
  /** The value as the plan writes it. */
  readonly value: string;
}

export interface NodeCost extends Spread {
  readonly lines: readonly ChargedLine[];
  /** Values that the plan gives in place of the node; left out if there are none. */
  readonly assumed?: readonly AssumedValue[];
  /** Not empty: the node's cost is at least the sum of the lines. */
  readonly unknown: readonly UnknownLine[];
  /** Likely amount that is paid while nothing happens. */
  readonly alwaysOn: number;
  /** True if the service makes no charge of its own. */
  readonly free: boolean;
  /** Likely amount that is counted with the prices of another region. */
  readonly elsewhere: number;
  /** True if the amount is a guess, since the node's region is not known. */
  readonly isGuess?: true;
}

/** A node with a capacity that is paid however little it is used. */
export interface FlatCapacity {
  readonly node: string;
  /** Id and title of the field that would say how much it handles. */
  readonly field: string;
  readonly title: string;
}

export interface Elsewhere {
  readonly likely: number;
  /** Regions of the prices used, in alphabetical order. */
  readonly regions: readonly string[];
  /** Regions of the nodes, in alphabetical order. */
  readonly instead: readonly string[];
  /** Whose prices they are: `US prices`; empty if `likely` is 0. */
  readonly words: string;
}

export interface Cost {
  readonly currency: string;
  readonly priceBook: { readonly id: string; readonly title: string; readonly asOf: string };
  /** Sums over the nodes whose cost is known; with `unknown` not empty, "at least". */
  readonly monthly: Spread;
  /** Likely, of `monthly`. */
  readonly alwaysOn: number;
  /** The share of `monthly` that is counted with the prices of another region, since the book has none for the node's. */
  readonly elsewhere: Elsewhere;
  /** Ids of nodes whose cost is unknown, or known only in part. */
  readonly unknown: readonly string[];
  readonly nodes: Readonly<Record<string, NodeCost>>;
  /** Likely totals by stage and by service id, largest first. */
  readonly byStage: readonly { readonly stage: string; readonly likely: number }[];
  readonly byService: readonly { readonly service: string; readonly likely: number }[];
  /** Nodes that cost the same at any load, since nothing says how much their capacity handles. */
  readonly flat: readonly FlatCapacity[];
  /** Monthly cost when the plan handles this many times today's data and runs. */
  readonly atScale: readonly ({ readonly factor: number } & Spread)[];
}
