/*
 * 125 min are 2.0833… h, and times 60 a little more than 125. What differs from a whole number by no more than the last digits of a double
 * is that number: it must not be rounded up to the next.
 */
export const roundings: Readonly<Record<'ceil' | 'floor', (value: number) => number>> = {
  ceil: (value) => (isNearlyWhole(value) ? Math.round(value) : Math.ceil(value)),
  floor: (value) => (isNearlyWhole(value) ? Math.round(value) : Math.floor(value)),
};

function isNearlyWhole(value: number): boolean {
  return Math.abs(value - Math.round(value)) <= 1e-12 * Math.max(1, Math.abs(value));
}
