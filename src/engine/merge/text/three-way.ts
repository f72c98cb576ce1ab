import type { Sides } from '../sides';
import { hunksBetween, type Hunk } from './hunks';

/** Lines on which the sides agree, or that only one of them changed; or what each made of the same lines. */
export type Region = { readonly agreed: readonly string[] } | Sides<readonly string[]>;

/**
 * Merges lines as git does: what both sides changed, and what touches, is for a person to settle.
 * @param touching false to merge what only touches, too; whether that makes sense has to be known otherwise
 */
export function mergeLines({ base, ours, theirs }: Sides<readonly string[]>, touching = true): Region[] {
  const [left, right] = [new Walk(hunksBetween(base, ours)), new Walk(hunksBetween(base, theirs))];
  const regions: Region[] = [];
  let at = 0;
  for (;;) {
    const from = Math.min(left.next, right.next);
    if (from === Infinity) break;
    regions.push({ agreed: base.slice(at, from) });
    const [start, otherStart] = [from + left.shift, from + right.shift];
    let to = from;
    let [isOurs, isTheirs] = [false, false];
    // where only what overlaps belongs together, an insertion comes before what the other side changed behind it
    const isAlone = !touching && left.next === right.next && left.inserts !== right.inserts;
    for (let isLonger = true; isLonger;) {
      const before = touching || to === from ? to + 1 : to;
      const one = isAlone && !left.inserts ? undefined : left.take(before);
      const other = isAlone && !right.inserts ? undefined : right.take(before);
      isOurs ||= one !== undefined;
      isTheirs ||= other !== undefined;
      to = Math.max(to, one ?? to, other ?? to);
      isLonger = (one !== undefined || other !== undefined) && !isAlone;
    }
    const [mine, yours] = [ours.slice(start, to + left.shift), theirs.slice(otherStart, to + right.shift)];
    if (!isTheirs || (isOurs && mine.join('') === yours.join(''))) regions.push({ agreed: mine });
    else if (!isOurs) regions.push({ agreed: yours });
    else regions.push({ base: base.slice(from, to), ours: mine, theirs: yours });
    at = to;
  }
  regions.push({ agreed: base.slice(at) });
  return regions;
}

/** The hunks of one side, from the first to the last. */
class Walk {
  /** By how much lines behind the hunks so far are further down than in base. */
  shift = 0;
  #at = 0;

  constructor(readonly hunks: readonly Hunk[]) {}

  get next(): number {
    return this.hunks[this.#at]?.from ?? Infinity;
  }

  /** True if the next hunk takes no line of base away. */
  get inserts(): boolean {
    const hunk = this.hunks[this.#at];
    return hunk !== undefined && hunk.from === hunk.to;
  }

  /** Takes the next hunk if it begins before a line of base. @returns the line of base behind it */
  take(line: number): number | undefined {
    const hunk = this.hunks[this.#at];
    if (!hunk || hunk.from >= line) return undefined;
    this.#at += 1;
    this.shift += hunk.newTo - hunk.newFrom - (hunk.to - hunk.from);
    return hunk.to;
  }
}
