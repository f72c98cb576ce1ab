import type { Severity } from '../rule';
import { counted, dayWords } from '../../format';

/*
 * Days as plans and the catalog write them, `2026-11-21`. They compare as texts; only the way between two of them is counted.
 */

const perDay = 24 * 60 * 60 * 1000;

/** Number of days before an end from which it is worth a warning. */
export const aYear = 365;

/** Number of days from one day to another. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / perDay);
}

/** State today of something that ends. */
export interface Ending {
  readonly ended: boolean;
  readonly severity: Severity;
  /** As a sentence goes on after "which": "ends on 2027-03-31, in 130 days". */
  readonly words: string;
}

/**
 * Severity of an end: the given one from its day on, a warning in the year before, advice earlier than that.
 * @param on a day, or only a month; unset for what has ended without a day that is known
 */
export function endingOf(on: string | undefined, today: string, after: Severity): Ending {
  if (on === undefined) return { ended: true, severity: after, words: after === 'error' ? 'has ended' : 'is on its way out' };
  const day = firstDayWithout(on);
  const named = dayWords(on);
  if (day <= today) return { ended: true, severity: after, words: `ended ${named}` };
  const left = daysBetween(today, day);
  return { ended: false, severity: left <= aYear ? 'warning' : 'info', words: `ends ${named}, in ${counted(left, 'day')}` };
}

/** The day from which something is gone: for a month alone, the first day after it. */
function firstDayWithout(dayOrMonth: string): string {
  const [year = 0, month = 0, day] = dayOrMonth.split('-').map(Number);
  if (day !== undefined) return dayOrMonth;
  return `${month === 12 ? year + 1 : year}-${String(month === 12 ? 1 : month + 1).padStart(2, '0')}-01`;
}
