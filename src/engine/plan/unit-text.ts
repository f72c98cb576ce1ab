/** A unit that somebody wrote in another way. */
export interface MeantUnit {
  /** As plans write it. */
  readonly unit: string;
  /** How many of it one of the written unit is. */
  readonly factor: number;
  /** A clause that goes on from the text, where the unit is another than what plans count in. */
  readonly because?: string;
}

const spellings: readonly (readonly [unit: string, pattern: RegExp])[] = [
  ['KB', /^(?:kB|kb|kilobytes?)$/],
  ['MB', /^(?:mb|megabytes?)$/],
  ['GB', /^(?:gb|gigabytes?|gigs?)$/],
  ['TB', /^(?:tb|terabytes?)$/],
  ['PB', /^(?:pb|petabytes?)$/],
  ['s', /^(?:S|secs?|seconds?)$/i],
  ['min', /^(?:mins?|minutes?)$/i],
  ['h', /^(?:h|hrs?|hours?)$/i],
  ['d', /^(?:d|days?)$/i],
];
const binary: Readonly<Record<string, number>> = { ki: 1, mi: 2, gi: 3, ti: 4, pi: 5 };
const decimal = ['KB', 'MB', 'GB', 'TB', 'PB'];

/** The unit that was meant, where there is only one that it can be. `Gb` could be bits, and `m` months: they are none. */
export function meantUnit(written: string): MeantUnit | undefined {
  const spelled = spellings.find(([, pattern]) => pattern.test(written));
  if (spelled) return { unit: spelled[0], factor: 1 };
  const power = /^[kmgtp]ib$/i.test(written) ? binary[written.slice(0, 2).toLowerCase()] : undefined;
  const unit = power === undefined ? undefined : decimal[power - 1];
  if (power !== undefined && unit !== undefined)
    return { unit, factor: (1024 / 1000) ** power, because: 'counts in powers of 1,024, and sizes are decimal here (1 TB is 1,000 GB)' };
  if (/^(?:B|bytes?)$/.test(written)) return { unit: 'KB', factor: 1e-3, because: 'counts in bytes, and the least unit is KB' };
  if (/^(?:ms|milliseconds?)$/.test(written))
    return { unit: 's', factor: 1e-3, because: 'counts in milliseconds, and the least unit is s' };
  if (/^(?:w|wk|weeks?)$/i.test(written)) return { unit: 'd', factor: 7, because: 'counts in weeks, and the largest unit is d' };
  return undefined;
}
