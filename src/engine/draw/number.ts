/** A number with at most one decimal. */
export function n(value: number): string {
  return String(Math.round(value * 10) / 10);
}
