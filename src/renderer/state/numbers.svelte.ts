import { createContext } from 'svelte';
import {
  convertedMoney,
  costOfBudget,
  costWords,
  elsewhereWords,
  figure,
  knownMoney,
  marksOf,
  moment,
  money,
  moneyRange,
  monthlyCost,
  rangeText,
  rateWords,
  rounded,
  signedKnownMoney,
  signedMoney,
  writeNumber,
  type KnownCost,
  type MoneyStyle,
  type NumberMarks,
} from '#engine/format';
import type { Settings } from './settings.svelte';

/** Formats amounts, numbers and times according to the settings. An amount in another currency always stands beside the own one. */
export class Numbers {
  constructor(
    private readonly settings: Settings,
    /** The language of the system, as a tag such as `de-DE`. */
    private readonly system: string,
  ) {}

  readonly #language = $derived.by(() => (this.settings.choices.numbers === 'system' ? this.system : 'en-GB'));
  readonly #style: MoneyStyle = $derived.by(() => {
    const { currency, cents } = this.settings.choices;
    return { marks: marksOf(this.#language), currency, cents };
  });

  /** The user's number format, for typed numbers. */
  readonly marks: NumberMarks = $derived(this.#style.marks);

  readonly money = (amount: number, currency = ''): string => money(amount, currency, this.#style);
  readonly signed = (amount: number, currency = ''): string => signedMoney(amount, currency, this.#style);
  readonly signedKnown = (amount: number, unknown: number, currency = ''): string =>
    signedKnownMoney(amount, unknown, currency, this.#style);
  readonly known = (amount: number, unknown: number, currency: string): string => knownMoney(amount, unknown, currency, this.#style);
  /** A cost and the budget that it is measured against, if there is one: `1,074 of 3,000 USD`. */
  readonly ofBudget = (amount: number, unknown: number, budget: number | undefined, currency: string): string =>
    costOfBudget(amount, unknown, budget, currency, this.#style);
  /** `undefined` if both ends are written alike. */
  readonly moneyRange = (ends: { readonly low: number; readonly high: number }, currency = ''): string | undefined =>
    moneyRange(ends, currency, this.#style);
  readonly elsewhere = (elsewhere: { readonly likely: number; readonly words: string }, currency: string): string =>
    elsewhereWords(elsewhere, currency, this.#style);
  readonly cost = (cost: KnownCost, currency: string): string => costWords(cost, currency, this.#style);
  readonly monthlyCost = (cost: KnownCost | undefined, currency: string): string => monthlyCost(cost, currency, this.#style);
  /** An amount at the user's rate, marked as converted; `undefined` without a rate, or if nothing of the amount is known. */
  readonly converted = (amount: number, unknown: number, currency: string): string | undefined =>
    convertedMoney(amount, unknown, currency, this.settings.choices.conversion, this.#style);
  /** The user's rate for a currency and its day; `undefined` if there is none. */
  readonly rate = (currency: string): string | undefined => {
    const { conversion } = this.settings.choices;
    return conversion?.from === currency ? rateWords(conversion, this.#style) : undefined;
  };
  readonly plain = (value: number): string => figure(value, 5, this.#style.marks);
  /** A range in the unit that reads best. */
  readonly range = (low: number, high: number, unit: string): string =>
    rangeText(low, high, unit, (value) => writeNumber(rounded(value, 3), this.marks));
  readonly moment = (time: number, now: number): string => moment(time, now, this.#language);
}

export const [getNumbers, setNumbers] = createContext<Numbers>();
