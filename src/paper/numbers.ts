/** A coordinate, as PDF and SVG write it: to a thousandth of a point. */
export function num(value: number): string {
  const rounded = Math.round(value * 1000) / 1000;
  return String(rounded === 0 ? 0 : rounded); // no minus before nothing
}
