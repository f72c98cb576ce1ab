/*
 * Days and moments in words. Everything writes days as files do, `2026-11-21`, in every language; the window writes the time of a step
 * in its user's language. The clock and the language are arguments.
 */

const months = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];

/** The day of a moment in the user's time zone: `2026-11-21`. */
export function dayOf(date: Date): string {
  return `${date.getFullYear()}-${twoDigits(date.getMonth() + 1)}-${twoDigits(date.getDate())}`;
}

/** A day or a month in a sentence: `on 2026-11-21`, `in November 2026`. @param dayOrMonth `2026-11-21` or `2026-11` */
export function dayWords(dayOrMonth: string): string {
  const [year = '', month = '', day] = dayOrMonth.split('-');
  return day === undefined ? `in ${months[Number(month) - 1] ?? month} ${year}` : `on ${dayOrMonth}`;
}

/**
 * A moment in its shortest form relative to `now`: the time on the same day, else the day too: `09:05`, `2026-11-20, 09:05`.
 * @param time in milliseconds since 1970, as `now`
 * @param language its tag, such as `de-DE`
 */
export function moment(time: number, now: number, language = 'en-GB'): string {
  const [date, today] = [new Date(time), new Date(now)];
  const clock = date.toLocaleTimeString(language, { hour: '2-digit', minute: '2-digit' });
  if (date.toDateString() === today.toDateString()) return clock;
  return `${dayOf(date)}, ${clock}`;
}

function twoDigits(number: number): string {
  return String(number).padStart(2, '0');
}
