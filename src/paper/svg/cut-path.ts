import type { Segment } from '../paths';

/** A part of an outline, and the length of the outline before it, where its dashes begin. */
export interface CutPiece {
  readonly segments: readonly Segment[];
  readonly start: number;
}

/**
 * The parts of a line that meet a strip. A line of a large plan leads through many strips of its picture, and painting all of it in each of
 * them took most of the time. Straight stretches are cut off at the strip's edges; curves, which are short, stay whole.
 * @param segments without closed parts
 * @param lengths of the segments, if the line has dashes; without them every piece starts at 0
 */
export function cutPath(segments: readonly Segment[], top: number, bottom: number, lengths: readonly number[] = []): CutPiece[] {
  const pieces: { readonly segments: Segment[]; readonly start: number }[] = [];
  let [x, y, length] = [0, 0, 0];
  /** True while the last piece ends where the next segment begins. */
  let isOpen = false;
  const put = (fromX: number, fromY: number, before: number, segment: Segment) => {
    if (!isOpen) pieces.push({ segments: [['M', fromX, fromY]], start: before });
    pieces.at(-1)?.segments.push(segment);
    isOpen = true;
  };
  for (const [index, segment] of segments.entries()) {
    if (segment[0] === 'Z') continue;
    const whole = lengths[index] ?? 0;
    const [toX, toY] = segment.slice(-2) as [number, number];
    if (segment[0] === 'M') {
      isOpen = false;
      length = 0; // dashes begin again with each part
    } else if (segment[0] === 'C') {
      const [, , y1, , y2] = segment;
      if (Math.max(y, y1, y2, toY) >= top && Math.min(y, y1, y2, toY) <= bottom) put(x, y, length, segment);
      else isOpen = false;
    } else {
      const [first, last] = shareWithin(y, toY, top, bottom);
      if (first > last) isOpen = false;
      else {
        const at = (share: number): [number, number] => [x + (toX - x) * share, y + (toY - y) * share];
        if (first > 0) isOpen = false;
        put(...at(first), length + whole * first, ['L', ...at(last)]);
        if (last < 1) isOpen = false;
      }
    }
    length += whole;
    [x, y] = [toX, toY];
  }
  return pieces;
}

/** The length of each segment; 0 of a move. */
export function lengthsOf(segments: readonly Segment[]): readonly number[] {
  let [x, y] = [0, 0];
  return segments.map((segment) => {
    if (segment[0] === 'Z') return 0;
    const [fromX, fromY] = [x, y];
    [x, y] = segment.slice(-2) as [number, number];
    if (segment[0] === 'M') return 0;
    return segment[0] === 'C' ? curveLength(fromX, fromY, segment) : Math.hypot(x - fromX, y - fromY);
  });
}

/** The shares of a stretch at which it enters and leaves a strip; the first is larger if it does not meet it. */
function shareWithin(from: number, to: number, top: number, bottom: number): readonly [number, number] {
  if (from === to) return from >= top && from <= bottom ? [0, 1] : [1, 0];
  const [one, other] = [(top - from) / (to - from), (bottom - from) / (to - from)];
  return [Math.max(0, Math.min(one, other)), Math.min(1, Math.max(one, other))];
}

/** In steps: the corners of lines are short, and a dash may be off by a hundredth of a point. */
function curveLength(x: number, y: number, [, x1, y1, x2, y2, x3, y3]: Extract<Segment, readonly ['C', ...number[]]>): number {
  const steps = 24;
  let [length, lastX, lastY] = [0, x, y];
  for (let at = 1; at <= steps; at++) {
    const [t, u] = [at / steps, 1 - at / steps];
    const px = u * u * u * x + 3 * u * u * t * x1 + 3 * u * t * t * x2 + t * t * t * x3;
    const py = u * u * u * y + 3 * u * u * t * y1 + 3 * u * t * t * y2 + t * t * t * y3;
    length += Math.hypot(px - lastX, py - lastY);
    [lastX, lastY] = [px, py];
  }
  return length;
}
