import { dayOf } from '#engine/format';

/** Today's date in the computer's time zone, such as `2026-11-21`; tests and demonstrations can set another with PIPEDRAFT_TODAY. */
export function today(now = new Date()): string {
  const set = process.env['PIPEDRAFT_TODAY'];
  if (set !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(set)) return set;
  return dayOf(now);
}
