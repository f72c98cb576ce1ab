/* Which automatic checkpoints stay: many of the last days, fewer of earlier times. Only what is passed in counts, so that it can be tested. */

/** A checkpoint, as far as thinning needs it. */
export interface Thinnable {
  readonly id: number;
  /** The file that it was made of: checkpoints of several files are thinned apart. */
  readonly document: string;
  /** In milliseconds since 1970. */
  readonly time: number;
  /** A named checkpoint stays forever. */
  readonly isNamed: boolean;
  readonly bytes: number;
}

const daysOfDaily = 30;
const daysOfWeekly = 365;

/**
 * The checkpoints that age drops: of the automatic ones of a file stay all of today, the newest of each of the last 30 days, the newest of
 * each week of the last year, and the newest of all.
 * @param now in milliseconds since 1970; days are those of the machine's time zone
 */
export function outdated(all: readonly Thinnable[], now: number): ReadonlySet<number> {
  const today = dayOf(now);
  const gone = new Set<number>();
  const taken = new Set<string>();
  const files = new Set<string>();
  for (const { id, document, time } of newestFirst(all)) {
    const day = dayOf(time);
    const age = today - day;
    const place = JSON.stringify([document, age <= daysOfDaily ? 'day' : 'week', age <= daysOfDaily ? day : weekOf(day)]);
    const stays = age <= 0 || (age <= daysOfWeekly && !taken.has(place)) || !files.has(document);
    if (!stays) gone.add(id);
    taken.add(place);
    files.add(document);
  }
  return gone;
}

/**
 * The checkpoints that a limit of size drops: the oldest automatic ones first, of whatever plan. Named ones stay.
 * @param excess bytes to get rid of
 */
export function toMakeRoom(all: readonly Thinnable[], excess: number): ReadonlySet<number> {
  const gone = new Set<number>();
  let left = excess;
  for (const one of [...newestFirst(all)].reverse()) {
    if (left <= 0) break;
    gone.add(one.id);
    left -= one.bytes;
  }
  return gone;
}

/** The automatic ones, the newest first. */
function newestFirst(all: readonly Thinnable[]): readonly Thinnable[] {
  return all.filter(({ isNamed }) => !isNamed).sort((a, b) => b.time - a.time || b.id - a.id);
}

/** Number of a day in the machine's time zone. */
function dayOf(time: number): number {
  const date = new Date(time);
  return Date.UTC(date.getFullYear(), date.getMonth(), date.getDate()) / (24 * 60 * 60 * 1000);
}

/** Number of the week of a day; it begins on Monday. */
function weekOf(day: number): number {
  return Math.floor((day + 3) / 7); // the first day of 1970 was a Thursday
}
