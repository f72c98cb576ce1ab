import { knownMoney as known } from '#engine/plan';

export { money } from '#engine/plan';

/** An amount that some parts may be missing from. @param unknown the parts that are not known */
export function knownMoney(amount: number, unknown: readonly string[], currency: string): string {
  return known(amount, unknown.length, currency);
}
