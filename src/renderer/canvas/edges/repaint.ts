import type { Box } from '#engine/plan';
import type { PaintedEdge } from './edge-painting';
import { overlaps } from '../view/viewport';
import { fineBoxes } from './edge-path';

/** A part of a tile to be repainted, and the lines that pass there. */
export interface Repaint {
  readonly box: Box;
  readonly lines: readonly PaintedEdge[];
}

/** Distance that a line and its end mark reach beside their path, in the plan's units. */
const lineReach = 4;
/** As `lineReach`, with the band along a selected line. */
const selectedReach = 6;
const markReach = 14;
/** If more lines, or more of the tile, have changed than this, the whole tile is painted. */
const mostLines = 12;
const most = 0.5;

/**
 * The parts of a tile to repaint when its lines change: an edit changes few of the hundreds that pass through it.
 * @param tile the part of the plan that the tile shows
 * @param pixel size of a pixel, in the plan's units
 * @returns parts that may overlap; `undefined` if the whole tile has to be painted
 */
export function repaintOf(
  before: readonly PaintedEdge[],
  now: readonly PaintedEdge[],
  tile: Box,
  pixel: number,
): readonly Repaint[] | undefined {
  const [old, kept] = [new Map(before.map((line) => [line.part, line])), new Set<PaintedEdge>()];
  const changed: PaintedEdge[] = [];
  for (const line of now) {
    const same = old.get(line.part);
    if (same && isSameLine(same, line)) kept.add(same);
    else changed.push(line);
  }
  for (const line of before) if (!kept.has(line)) changed.push(line);
  if (changed.length === 0) return [];
  if (changed.length > mostLines) return undefined;
  const boxes = joined(changed.flatMap((line) => boxesOf(line, pixel, tile).map((box) => within(box, tile))));
  if (boxes.reduce((sum, box) => sum + areaOf(box), 0) > most * areaOf(tile)) return undefined;
  const near = now.map((line) => ({ line, boxes: boxesOf(line, pixel, tile) }));
  return boxes.map((box) => ({ box, lines: near.filter((one) => one.boxes.some((own) => overlaps(own, box))).map(({ line }) => line) }));
}

/** Merges neighbouring boxes where that adds little area: a few are quicker to paint than many. */
function joined(boxes: readonly Box[]): Box[] {
  const result: Box[] = [];
  for (const box of boxes) {
    let all = box;
    for (let at = result.length - 1; at >= 0; at -= 1) {
      const other = result[at] as Box;
      const both = boxOfBoth(all, other);
      if (areaOf(both) > 1.3 * (areaOf(all) + areaOf(other))) continue;
      all = both;
      result.splice(at, 1);
    }
    result.push(all);
  }
  return result;
}

function boxOfBoth(a: Box, b: Box): Box {
  return {
    left: Math.min(a.left, b.left),
    top: Math.min(a.top, b.top),
    right: Math.max(a.right, b.right),
    bottom: Math.max(a.bottom, b.bottom),
  };
}

/** True if two lines look the same. */
export function isSameLine(a: PaintedEdge, b: PaintedEdge | undefined): boolean {
  return a.part === b?.part && a.kind === b.kind && a.selected === b.selected && a.dimmed === b.dimmed;
}

/** Boxes around everything that a line paints in a tile. */
function boxesOf({ part, end, selected }: PaintedEdge, pixel: number, tile: Box): Box[] {
  const reach = selected ? selectedReach : lineReach;
  const mark = around({ left: end.x, top: end.y, right: end.x, bottom: end.y }, markReach + 2 * pixel);
  const boxes = overlaps(mark, tile) ? [mark] : [];
  for (const piece of part.pieces) {
    if (!overlaps(around(piece.box, reach + 2 * pixel), tile)) continue;
    for (const fine of fineBoxes(piece)) {
      const box = around(fine, reach + 2 * pixel);
      if (overlaps(box, tile)) boxes.push(box);
    }
  }
  return boxes;
}

function around({ left, top, right, bottom }: Box, by: number): Box {
  return { left: left - by, top: top - by, right: right + by, bottom: bottom + by };
}

function within(box: Box, outer: Box): Box {
  return {
    left: Math.max(box.left, outer.left),
    top: Math.max(box.top, outer.top),
    right: Math.min(box.right, outer.right),
    bottom: Math.min(box.bottom, outer.bottom),
  };
}

function areaOf({ left, top, right, bottom }: Box): number {
  return (right - left) * (bottom - top);
}
