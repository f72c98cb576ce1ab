import { boundsOf, type Position } from '#engine/plan';
import { minZoom } from './fit-view';
import type { Size } from './viewport';

/**
 * The things that are too far from the others to be shown with them: from afar enough for all, nothing could be seen. The others are those
 * around the middle one, up to the first gap that is wider than the widest view.
 * @returns their indices; none if everything fits into one view, or is large without such a gap
 */
export function farApart(places: readonly Position[], size: Size): ReadonlySet<number> {
  const bounds = boundsOf(places);
  const [across, down] = [size.width / minZoom, size.height / minZoom];
  if (size.width === 0 || !bounds || (bounds.width <= across && bounds.height <= down)) return new Set();
  const together = aroundMiddle(
    aroundMiddle(
      places.map((_, index) => index),
      (index) => places[index]?.[0] ?? 0,
      across,
    ),
    (index) => places[index]?.[1] ?? 0,
    down,
  );
  const near = new Set(together);
  return new Set(places.flatMap((_, index) => (near.has(index) ? [] : [index])));
}

/** The things around the middle one along an axis, up to the first gap wider than `gap` on either side. */
function aroundMiddle(things: readonly number[], at: (thing: number) => number, gap: number): number[] {
  const sorted = [...things].sort((a, b) => at(a) - at(b));
  const isSplit = (index: number) => at(sorted[index] ?? 0) - at(sorted[index - 1] ?? 0) > gap;
  const middle = Math.floor((sorted.length - 1) / 2);
  let [first, last] = [middle, middle];
  while (first > 0 && !isSplit(first)) first -= 1;
  while (last < sorted.length - 1 && !isSplit(last + 1)) last += 1;
  return sorted.slice(first, last + 1);
}
