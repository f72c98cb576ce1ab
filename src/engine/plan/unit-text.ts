const spellings: readonly (readonly [unit: string, pattern: RegExp])[] = [
  ['B', /^bytes?$/i],
  ['KB', /^(?:kB|kb|kilobytes?)$/],
  ['MB', /^(?:mb|megabytes?)$/],
  ['GB', /^(?:gb|gigabytes?|gigs?)$/],
  ['TB', /^(?:tb|terabytes?)$/],
  ['PB', /^(?:pb|petabytes?)$/],
  ['KiB', /^(?:kib?|kibibytes?)$/i],
  ['MiB', /^(?:mib?|mebibytes?)$/i],
  ['GiB', /^(?:gib?|gibibytes?)$/i],
  ['TiB', /^(?:tib?|tebibytes?)$/i],
  ['PiB', /^(?:pib?|pebibytes?)$/i],
  ['ms', /^(?:msecs?|milliseconds?)$/i],
  ['s', /^(?:S|secs?|seconds?)$/i],
  ['min', /^(?:mins?|minutes?)$/i],
  ['h', /^(?:h|hrs?|hours?)$/i],
  ['d', /^(?:d|days?)$/i],
  ['w', /^(?:w|wks?|weeks?)$/i],
];

/** The intended unit, if only one is possible. `Gb` could be bits, and `m` months: they have none. */
export function meantUnit(written: string): string | undefined {
  return spellings.find(([, pattern]) => pattern.test(written))?.[0];
}
