import { figure } from './numbers';
import { knownMoney, money, usualStyle, type MoneyStyle } from './money';

/** A rate between two currencies, as typed by the user. */
export interface Conversion {
  /** Codes of the currencies: of the amount, and of the converted one. */
  readonly from: string;
  readonly to: string;
  /** What one unit of `from` is in `to`. */
  readonly rate: number;
  /** The day of the rate, `2026-11-20`. */
  readonly asOf: string;
}

/** Reasons why parts of a conversion are refused, in sentences. */
export interface ConversionProblems {
  readonly to?: string;
  readonly rate?: string;
  readonly asOf?: string;
}

/** Checks the parts of a conversion as they were typed. @param today the day of the check */
export function readConversion(
  typed: { readonly from: string; readonly to: string; readonly rate: string; readonly asOf: string },
  today: string,
): { readonly conversion: Conversion } | { readonly problems: ConversionProblems } {
  const to = typed.to.trim().toUpperCase();
  const rate = Number(typed.rate.trim().replace(/^(\d+),(\d+)$/, '$1.$2'));
  const asOf = typed.asOf.trim();
  const problems: ConversionProblems = {
    ...(!/^[A-Z]{3}$/.test(to)
      ? { to: 'Write the code of a currency: three letters, such as EUR.' }
      : to === typed.from
        ? { to: `The prices are in ${to} already.` }
        : {}),
    ...(typed.rate.trim() === '' || !Number.isFinite(rate) || rate <= 0 || rate > 1e9
      ? { rate: `Write what 1 ${typed.from} is, such as 0.92.` }
      : {}),
    ...(!isDay(asOf)
      ? { asOf: 'Write the day of the rate, such as 2026-11-20.' }
      : asOf > today
        ? { asOf: 'The day is in the future.' }
        : {}),
  };
  return Object.keys(problems).length > 0 ? { problems } : { conversion: { from: typed.from, to, rate, asOf } };
}

/** True for a whole conversion, as `readConversion` gives it. */
export function isConversion(value: unknown): value is Conversion {
  if (typeof value !== 'object' || value === null) return false;
  const { from, to, rate, asOf } = value as Record<string, unknown>;
  const isCode = (code: unknown) => typeof code === 'string' && /^[A-Z]{3}$/.test(code);
  return (
    isCode(from) &&
    isCode(to) &&
    from !== to &&
    typeof rate === 'number' &&
    rate > 0 &&
    rate <= 1e9 &&
    typeof asOf === 'string' &&
    isDay(asOf)
  );
}

/**
 * An amount in the other currency, marked as converted: `≈ 516 EUR`, `≈ at least 516 EUR`. `undefined` if there is no rate for its
 * currency, or nothing of the amount is known: an unknown amount stays unknown.
 * @param unknown number of unknown parts
 */
export function convertedMoney(
  amount: number,
  unknown: number,
  currency: string,
  conversion: Conversion | null,
  style: MoneyStyle = usualStyle,
): string | undefined {
  if (conversion?.from !== currency) return undefined;
  const words = knownMoney(amount * conversion.rate, unknown, conversion.to, style);
  return words === 'unknown' ? undefined : `≈ ${words}`;
}

/** A rate and its day: `1 USD = 0.92 EUR, 2026-11-20`. */
export function rateWords({ from, to, rate, asOf }: Conversion, style: MoneyStyle = usualStyle): string {
  return `1 ${from} = ${figure(rate, 6, style.marks)} ${to}, ${asOf}`;
}

/** Two amounts side by side, for examples: `100 USD ≈ 92 EUR`. */
export function conversionExample(conversion: Conversion, style: MoneyStyle = usualStyle): string {
  return `${money(100, conversion.from, style)} ${convertedMoney(100, 0, conversion.from, conversion, style) ?? ''}`;
}

function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}
