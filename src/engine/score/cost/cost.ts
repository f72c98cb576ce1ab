/** What a plan costs a month: the answer, in the price book's currency. */

/** Three amounts of one thing: at the low, likely and high end of what the usage says. */
export interface Spread {
  readonly low: number;
  readonly likely: number;
  readonly high: number;
}

/** One thing that a node is charged for. */
export interface ChargedLine {
  readonly meter: string;
  readonly title: string;
  /** Likely quantity a month, in `unit`. */
  readonly quantity: number;
  readonly unit: string;
  /** Price of one unit; where steps apply, what the units cost on average. */
  readonly unitPrice: number;
  /** Likely amount a month. A free grant is a line with a negative amount. */
  readonly amount: number;
  readonly range: Spread;
  readonly mode: 'always-on' | 'running';
  /** Region that the price is from. */
  readonly region: string;
  /** True when the book has no price for the node's region. */
  readonly substituted: boolean;
  /** The quantity's expression, for the formula in words. */
  readonly formula: string;
  /** Machine size, where it is one that is charged. */
  readonly machine?: string;
  readonly note?: string;
}

/** Why something a node is charged for could not be computed. */
export interface UnknownLine {
  readonly title: string;
  /** The usage fields whose values are missing. */
  readonly missing: readonly string[];
  /** In a sentence. */
  readonly because: string;
}

export interface NodeCost extends Spread {
  readonly lines: readonly ChargedLine[];
  /** Not empty: the node's cost is at least what the lines say. */
  readonly unknown: readonly UnknownLine[];
  /** Likely amount that is paid while nothing happens. */
  readonly alwaysOn: number;
  /** The service makes no charge of its own. */
  readonly free: boolean;
}

export interface Cost {
  readonly currency: string;
  readonly priceBook: { readonly id: string; readonly title: string; readonly asOf: string };
  /** Sums over the nodes whose cost is known; with `unknown` not empty, "at least". */
  readonly monthly: Spread;
  /** Likely, of `monthly`. */
  readonly alwaysOn: number;
  /** Ids of nodes whose cost is not known, or only in part. */
  readonly unknown: readonly string[];
  readonly nodes: Readonly<Record<string, NodeCost>>;
  /** Likely totals by stage and by service id, largest first. */
  readonly byStage: readonly { readonly stage: string; readonly likely: number }[];
  readonly byService: readonly { readonly service: string; readonly likely: number }[];
  /** Monthly cost when the plan handles so many times today's data and runs. */
  readonly atScale: readonly ({ readonly factor: number } & Spread)[];
}
