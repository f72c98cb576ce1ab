import type { FieldValue } from './field-value';
import type { Meter } from './price-book';
import type { PriceBook } from './prices';
import type { CostLine } from './service';

/*
 * Ways to pay for the same unit: as it is used, under a savings plan, or on spare capacity. A service offers those for which the price
 * book has the price: the meter's own under a savings plan, or a factor on the price of a machine.
 */

/** The usage field that chooses. */
export const paymentField = 'payment';

/** Words behind the title of a line, and for machines the meter of the factor. */
const ways: Readonly<Record<string, { readonly words: string; readonly machines?: string }>> = {
  'savings-plan-1y': { words: 'one-year savings plan', machines: 'vm-savings-plan-1y-factor' },
  'savings-plan-3y': { words: 'three-year savings plan' },
  spot: { words: 'spot', machines: 'vm-spot-factor' },
};

export interface Payment {
  /** The price as a multiple of the price of what is paid as it is used; `undefined` if the book does not have it. */
  readonly factor: number | undefined;
  /** The way to pay, if it is not as used. */
  readonly words?: string;
}

const asUsed: Payment = { factor: 1 };

/** How a line is paid that offers the choice. */
export function paymentOf(
  line: CostLine,
  meter: Meter,
  values: Readonly<Record<string, FieldValue>>,
  book: PriceBook,
  region: string | undefined,
): Payment {
  const chosen = line.payment === true ? values[paymentField] : undefined;
  const way = typeof chosen === 'string' && Object.hasOwn(ways, chosen) ? ways[chosen] : undefined;
  if (!way) return asUsed;
  const plan = meter.savingsPlan && meter.price > 0 ? meter.savingsPlan : undefined;
  const own = plan && chosen === 'savings-plan-1y' ? plan.oneYear : plan && chosen === 'savings-plan-3y' ? plan.threeYears : undefined;
  if (own !== undefined) return { factor: own / meter.price, words: way.words };
  const factor = meter.machine && way.machines !== undefined ? book.price(way.machines, region)?.price : undefined;
  return { factor, words: way.words };
}
