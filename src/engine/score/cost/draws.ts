/* Reproducible random numbers: made from a seed, and shaped. */

/** The seed of some words (FNV-1a). */
export function seedOf(words: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < words.length; at += 1) hash = Math.imul(hash ^ words.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}

/** Numbers from 0 to below 1 (mulberry32). */
export function numbersFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** One number from each of this many equal parts of 0 to 1, in an order that depends on the seed. */
export function shuffledStrata(seed: number, count: number): Float64Array {
  const next = numbersFrom(seed);
  const strata = Float64Array.from({ length: count }, (_, at) => (at + next()) / count);
  for (let at = count - 1; at > 0; at -= 1) {
    const other = Math.floor(next() * (at + 1));
    const kept = strata[at] as number;
    strata[at] = strata[other] as number;
    strata[other] = kept;
  }
  return strata;
}

/** The quantile of a triangular distribution at this probability. */
export function triangular(chance: number, low: number, likely: number, high: number): number {
  const width = high - low;
  if (width === 0) return likely;
  if (chance * width < likely - low) return low + Math.sqrt(chance * width * (likely - low));
  return high - Math.sqrt((1 - chance) * width * (high - likely));
}

/** By their characters: the same on every machine. */
export function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
