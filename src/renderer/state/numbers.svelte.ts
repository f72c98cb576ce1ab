import { createContext } from 'svelte';
import { rangeText, rounded, writeNumber, type NumberMarks } from '#engine/plan';
import { marksOf } from '../amounts/marks';
import { knownMoney, moment, money, plainNumber, signedMoney, type NumberStyle } from '../wording/format';
import type { Settings } from './settings.svelte';

/** Amounts, numbers and times in the way that the user wants them written. Nothing is converted. */
export class Numbers {
  constructor(
    private readonly settings: Settings,
    /** The language of the system, as a tag such as `de-DE`. */
    private readonly system: string,
  ) {}

  readonly style: NumberStyle = $derived.by(() => {
    const { numbers, currency, cents } = this.settings.choices;
    return { language: numbers === 'system' ? this.system : 'en-GB', currency, cents };
  });

  /** How the user writes numbers, for what is typed. */
  readonly marks: NumberMarks = $derived(marksOf(this.style.language));

  readonly money = (amount: number, currency = ''): string => money(amount, currency, this.style);
  readonly signed = (amount: number, currency = ''): string => signedMoney(amount, currency, this.style);
  readonly known = (amount: number, unknown: number, currency: string, least?: string): string =>
    knownMoney(amount, unknown, currency, least, this.style);
  readonly plain = (value: number): string => plainNumber(value, this.style);
  /** A range in the unit that reads best. */
  readonly range = (low: number, high: number, unit: string): string =>
    rangeText(low, high, unit, (value) => writeNumber(rounded(value, 3), this.marks));
  readonly moment = (time: number, now: number): string => moment(time, now, this.style);
}

export const [getNumbers, setNumbers] = createContext<Numbers>();
