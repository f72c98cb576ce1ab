import type { SizeSeries } from './size-series';

/** The series of sizes with an end, by the name of a size. */
export class SizeEnds {
  readonly #patterns: readonly (readonly [RegExp, SizeSeries])[];

  constructor(readonly series: readonly SizeSeries[] = []) {
    this.#patterns = series.map((one) => [whole(one.sizes), one]);
  }

  /** The series with an end that a size belongs to. */
  of(sku: string): SizeSeries | undefined {
    return this.#patterns.find(([pattern]) => pattern.test(sku))?.[1];
  }
}

/** True if a size is of one of a series' successors: its place in the list, or -1. */
export function successorRank({ successors }: SizeSeries, sku: string): number {
  return successors.findIndex((pattern) => whole(pattern).test(sku));
}

/** Names of sizes are the same in capitals and small letters. */
function whole(pattern: string): RegExp {
  return new RegExp(`^Standard_(?:${pattern})$`, 'i');
}
