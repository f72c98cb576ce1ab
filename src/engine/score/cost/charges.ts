import type { Spread } from './cost';
import type { Metered, Quantity } from './metered';
import type { Quantities } from './quantities';

/* Quantities added up by meter, as they are charged together. */

/** All groups that are charged together, by `together`. */
export type Charges = ReadonlyMap<string, Group>;

export interface Group {
  readonly first: Metered;
  readonly total: { low: number; likely: number; high: number };
  grant: Metered['free'];
  /** Free units left where nodes cost least, as likely, and most. */
  left: Spread;
}

/** What a plan is charged. */
export interface Charged {
  readonly charges: Charges;
  /** The quantities of nodes whose lines make up for each other, in the plan's order. */
  readonly varying: readonly Quantities[];
}

/** Adds quantities up by meter. @param taken the quantities of each node, in the plan's order */
export function charge(taken: readonly Quantities[]): Charges {
  const together = new Map<string, Quantity[]>();
  for (const { known } of taken) {
    for (const quantity of known) {
      const others = together.get(quantity.of.together);
      if (others) others.push(quantity);
      else together.set(quantity.of.together, [quantity]);
    }
  }
  const groups = new Map([...together].map(([name, quantities]) => [name, groupOf(quantities)]));
  shareOut(groups);
  return groups;
}

/** Quantities that are charged together, added up in their order. */
export function groupOf(quantities: readonly Quantity[]): Group {
  const [first] = quantities as readonly [Quantity, ...Quantity[]]; // a group has a member
  const total = { low: 0, likely: 0, high: 0 };
  let grant: Metered['free'];
  for (const quantity of quantities) {
    const { free } = quantity.of;
    if ((free?.quantity ?? 0) > (grant?.quantity ?? 0)) grant = free;
    add(total, quantity);
  }
  return { first: first.of, total, grant: grant ?? first.of.free, left: nothing };
}

/** True if nodes are charged by a group as they were by another. */
export function isCharged(group: Group | undefined, before: Group | undefined): boolean {
  return (
    group !== undefined &&
    before !== undefined &&
    group.total.likely === before.total.likely &&
    group.left.likely === before.left.likely &&
    group.first.price === before.first.price &&
    group.first.factor === before.first.factor &&
    group.grant === before.grant
  );
}

/**
 * Gives each group the free units that it finds. Free grants and steps count once for the plan: free units of a meter are used up group by
 * group, and shared out in proportion within one.
 */
export function shareOut(groups: Charges): void {
  const freeLeft = new Map<string, Spread>();
  // in the order of their names, so that free units do not depend on the order of the nodes
  for (const [, group] of [...groups].filter(([, { grant }]) => grant !== undefined).sort(([a], [b]) => (a < b ? -1 : 1))) {
    const { quantity: granted, sharedBy } = group.grant as Exclude<Metered['free'], undefined>; // the others are left out
    const left = freeLeft.get(sharedBy) ?? { low: granted, likely: granted, high: granted };
    group.left = left;
    freeLeft.set(
      sharedBy,
      spread((part) => left[part] - Math.min(group.total[part], left[part])),
    );
  }
}

const nothing: Spread = { low: 0, likely: 0, high: 0 };

export function spread(at: (part: keyof Spread) => number): Spread {
  return { low: at('low'), likely: at('likely'), high: at('high') };
}

export function add(sum: { low: number; likely: number; high: number }, { low, likely, high }: Spread): void {
  sum.low += low;
  sum.likely += likely;
  sum.high += high;
}
