/** Today's day where this computer is, such as `2026-11-21`; tests and demonstrations can set another with PIPEDRAFT_TODAY. */
export function today(now = new Date()): string {
  const set = process.env['PIPEDRAFT_TODAY'];
  if (set !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(set)) return set;
  return `${now.getFullYear()}-${String(now.getMonth() + 1).padStart(2, '0')}-${String(now.getDate()).padStart(2, '0')}`;
}
