import { list } from './lists';
import { englishMarks, type ShownMarks } from './marks';
import { fixedText, inMarks, minus } from './numbers';

/*
 * Amounts of money in words, from 0 to a million million and below 0. Whole units from 100 on, two decimals below, none for 0; half away
 * from zero, as all numbers. An unknown amount is the word `unknown`, never 0. A known 0 is `0 USD`, or `free` for a service without a
 * charge.
 */

/** Style of written amounts. */
export interface MoneyStyle {
  readonly marks: ShownMarks;
  /**
   * A currency by its code behind the amount, `5 USD`, or by its sign before it, `$5`. A currency without a sign of its own keeps its
   * code.
   */
  readonly currency: 'code' | 'symbol';
  /** Cents with amounts under 100, or with all. */
  readonly cents: 'small' | 'always';
}

/** Default style of findings, reports, drawings and sheets, and of the window until its user chooses another. */
export const usualStyle: MoneyStyle = { marks: englishMarks, currency: 'code', cents: 'small' };

/** The known part of a cost. */
export interface KnownCost {
  /** The part that is known. */
  readonly likely: number;
  /** Unknown parts; with any, the cost is at least `likely`. */
  readonly unknown: readonly unknown[];
  /** Nothing is charged. */
  readonly free: boolean;
  /** The amount is a guess: its prices are of another place, since its own is not known. */
  readonly isGuess?: boolean;
}

/**
 * An amount: `1,235 USD`, `49.50 USD`, `0 USD`. Less than a cent is `under 0.01 USD`, since it is not nothing; a number that is not
 * finite is `unknown`.
 * @param currency its code; left out in tables that name it once
 */
export function money(amount: number, currency = '', style: MoneyStyle = usualStyle): string {
  if (!Number.isFinite(amount)) return 'unknown';
  if (isUnderACent(amount)) return `under ${inCurrency(inMarks('0.01', style.marks), currency, style)}${amount < 0 ? ' off' : ''}`;
  const cents = fixedText(amount, 2);
  const isWhole = style.cents === 'small' && (amount === 0 || cents.length > '99.99'.length);
  const number = inMarks(isWhole ? fixedText(amount, 0) : cents, style.marks);
  return `${amount < 0 ? minus : ''}${inCurrency(number, currency, style)}`;
}

/** An amount of a month: `1,235 USD a month`. */
export function monthly(amount: number, currency: string, style: MoneyStyle = usualStyle): string {
  return `${money(amount, currency, style)} a month`;
}

/** A difference, with its sign: `+12.50`. No difference is `0`. */
export function signedMoney(amount: number, currency = '', style: MoneyStyle = usualStyle): string {
  return `${amount > 0 && !isUnderACent(amount) ? '+' : ''}${money(amount, currency, style)}`;
}

/**
 * An amount that may lack some parts: the known parts are a minimum, `at least 50.00 USD`. Below a cent it is `unknown`.
 * @param unknown number of unknown parts
 */
export function knownMoney(amount: number, unknown: number, currency = '', style: MoneyStyle = usualStyle): string {
  if (unknown === 0) return money(amount, currency, style);
  return isNothingKnown(amount, unknown) ? 'unknown' : `at least ${money(amount, currency, style)}`;
}

/** True if parts of an amount are unknown and the others come to less than a cent: it is said to be unknown, not 0. */
export function isNothingKnown(amount: number, unknown: number): boolean {
  return unknown > 0 && (amount === 0 || isUnderACent(amount));
}

/**
 * A cost and the budget that it is measured against: `1,074 of 3,000 USD`, `at least 1,074 of 3,000 USD`; without a budget the cost
 * alone. The code of the currency is written once, a sign with both.
 * @param unknown number of unknown parts
 */
export function costOfBudget(
  amount: number,
  unknown: number,
  budget: number | undefined,
  currency = '',
  style: MoneyStyle = usualStyle,
): string {
  if (budget === undefined) return knownMoney(amount, unknown, currency, style);
  const hasSign = style.currency === 'symbol' && signOf(currency) !== undefined;
  const cost = knownMoney(amount, unknown, hasSign ? currency : '', style);
  return cost === 'unknown' ? `unknown, budget ${money(budget, currency, style)}` : `${cost} of ${money(budget, currency, style)}`;
}

/**
 * A difference that may lack some parts: `at least +12.50 USD`. If no increase of a cent or more is known, it is `unknown`: the unknown
 * parts can make up for a saving.
 * @param unknown number of unknown parts
 */
export function signedKnownMoney(amount: number, unknown: number, currency = '', style: MoneyStyle = usualStyle): string {
  if (unknown === 0) return signedMoney(amount, currency, style);
  return amount <= 0 || isUnderACent(amount) ? 'unknown' : `at least ${signedMoney(amount, currency, style)}`;
}

/**
 * Two ends of a range, `10.00 to 40.00 USD`, the code of the currency once. `undefined` if both are written alike, so that there is no
 * range.
 */
export function moneyRange(
  { low, high }: { readonly low: number; readonly high: number },
  currency = '',
  style: MoneyStyle = usualStyle,
): string | undefined {
  const code = style.currency === 'symbol' && signOf(currency) !== undefined ? currency : '';
  const [from, to] = [money(low, currency, style), money(high, currency, style)];
  return from === to ? undefined : `${money(low, code, style)} to ${to}`;
}

/** A cost, in a place that is labelled as one: `12.00 USD`, `at least 12.00 USD`, `about 12.00 USD`, `free` or `unknown`. */
export function costWords({ likely, unknown, free, isGuess }: KnownCost, currency: string, style: MoneyStyle = usualStyle): string {
  if (free && unknown.length === 0) return 'free';
  const words = knownMoney(likely, unknown.length, currency, style);
  return isGuess && unknown.length === 0 ? `about ${words}` : words;
}

/**
 * The capacity that costs the same at any load: `"Score" stays flat: nothing says how much it handles (Peak load).`; empty if there is none.
 * @param flat names of nodes, and titles of the fields that would say it
 */
export function flatWords(flat: readonly { readonly name: string; readonly title: string }[]): string {
  if (flat.length === 0) return '';
  const fields = [...new Set(flat.map(({ title }) => title))].join(', ');
  const [verb, it] = flat.length === 1 ? ['stays', 'it handles'] : ['stay', 'they handle'];
  return `${list(
    flat.map(({ name }) => `"${name}"`),
    'and',
    4,
  )} ${verb} flat: nothing says how much ${it} (${fields}).`;
}

/** The share of a cost that is counted with prices of another region: `of which 632 USD at US prices`; empty if there is none. */
export function elsewhereWords(
  { likely, words }: { readonly likely: number; readonly words: string },
  currency: string,
  style: MoneyStyle = usualStyle,
): string {
  return words === '' ? '' : `of which ${money(likely, currency, style)} at ${words}`;
}

/** A cost of a month, in a place without a label: `12.00 USD a month`, `at least 12.00 USD a month`, `free` or `cost unknown`. */
export function monthlyCost(cost: KnownCost | undefined, currency: string, style: MoneyStyle = usualStyle): string {
  const words = cost ? costWords(cost, currency, style) : 'unknown';
  return words === 'unknown' ? 'cost unknown' : words === 'free' ? words : `${words} a month`;
}

/** Cost of several things together: free only if all are. */
export function costOfAll<Cost extends KnownCost>(costs: readonly Cost[]): KnownCost {
  return {
    likely: costs.reduce((sum, { likely }) => sum + likely, 0),
    unknown: costs.filter(({ unknown }) => unknown.length > 0),
    free: costs.every(({ free }) => free),
    isGuess: costs.some(({ isGuess }) => isGuess === true),
  };
}

/** True if an amount is not 0, but less than a cent. */
function isUnderACent(amount: number): boolean {
  return amount !== 0 && fixedText(amount, 2) === '0.00';
}

function inCurrency(number: string, currency: string, { currency: shown }: MoneyStyle): string {
  const sign = shown === 'symbol' ? signOf(currency) : undefined;
  return sign === undefined ? `${number}${currency ? ` ${currency}` : ''}` : `${sign}${number}`;
}

const signs = new Map<string, string | undefined>();

/** The unique sign of a currency, such as `A$`; `undefined` if it has only its code. */
function signOf(currency: string): string | undefined {
  if (!signs.has(currency)) signs.set(currency, signFor(currency));
  return signs.get(currency);
}

function signFor(currency: string): string | undefined {
  if (!/^[A-Z]{3}$/.test(currency)) return undefined;
  const parts = new Intl.NumberFormat('en-US', { style: 'currency', currency }).formatToParts(0);
  const sign = parts.find(({ type }) => type === 'currency')?.value;
  return sign === currency ? undefined : sign;
}
