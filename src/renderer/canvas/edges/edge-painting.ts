import { dashAt, edgeKindIds, edgeStyles, endMarks, type Anchor, type Box, type EdgeKind, type Side } from '#engine/plan';
import type { Inks } from '../overview/canvas-colours.svelte';
import type { WayPart } from './edge-path';

/** An edge to be painted, as `DrawnEdge` and `EdgeMarkers` draw it. */
export interface PaintedEdge {
  readonly kind: EdgeKind;
  readonly part: WayPart;
  readonly end: Anchor;
  readonly selected: boolean;
  readonly dimmed: boolean;
}

/** Extra width of a selected edge. */
export const selectedWider = 1.25;
/** Width of the band along a selected edge, beyond that of its line. */
export const haloWider = 8;
/** Scale of an end mark, which is drawn in ten units. */
const markScale = 1.1;

/** Paints edges in the plan's units. @param box the area in which end marks are painted */
export function paintLines(context: CanvasRenderingContext2D, lines: readonly PaintedEdge[], box: Box, inks: Inks, zoom: number): void {
  context.save();
  for (const { kind, part, selected, dimmed } of lines) {
    const style = edgeStyles[kind];
    const path = new Path2D(part.path);
    if (selected) {
      context.globalAlpha = 0.35;
      context.strokeStyle = inks.accent;
      context.lineWidth = style.width + haloWider;
      context.setLineDash([]);
      context.stroke(path);
    }
    context.globalAlpha = dimmed ? 0.2 : 1;
    context.strokeStyle = inks.edges[kind];
    context.lineWidth = style.width + (selected ? selectedWider : 0);
    context.setLineDash([...dashAt(kind, zoom)]);
    context.lineDashOffset = part.skipped;
    context.stroke(path);
  }
  const marks = new Map(edgeKindIds.map((kind) => [kind, new Path2D(endMarks[edgeStyles[kind].end].path)]));
  context.setLineDash([]);
  context.lineWidth = 1.5;
  for (const { kind, end, dimmed } of lines) {
    if (end.x < box.left || end.x > box.right || end.y < box.top || end.y > box.bottom) continue;
    context.save();
    context.globalAlpha = dimmed ? 0.2 : 1;
    context.translate(end.x, end.y);
    context.rotate(turns[end.side]);
    context.scale(markScale, markScale);
    context.translate(-9, -5); // the tip
    const path = marks.get(kind) as Path2D; // every kind has one
    if (endMarks[edgeStyles[kind].end].filled) {
      context.fillStyle = inks.edges[kind];
      context.fill(path);
    } else {
      context.strokeStyle = inks.edges[kind];
      context.stroke(path);
    }
    context.restore();
  }
  context.restore();
}

/** An edge enters the side of a card at a right angle. */
const turns: Readonly<Record<Side, number>> = { top: Math.PI / 2, right: Math.PI, bottom: -Math.PI / 2, left: 0 };
