import { edgeKindIds, edgeStyles, endMarks, type Anchor, type Box, type EdgeKind, type Side } from '#engine/plan';
import type { Inks } from '../overview/canvas-colours.svelte';
import type { WayPart } from './edge-path';

/** An edge as it is painted: as `Line` and `EdgeMarkers` draw it. */
export interface PaintedLine {
  readonly kind: EdgeKind;
  readonly part: WayPart;
  readonly end: Anchor;
  readonly selected: boolean;
  readonly dimmed: boolean;
}

/** How much wider a selected edge is. */
export const selectedWider = 1.25;
/** How large an end mark is, of the ten units that it is drawn in. */
const markScale = 1.1;

/** Paints edges in the plan's units. @param box where end marks are painted */
export function paintLines(context: CanvasRenderingContext2D, lines: readonly PaintedLine[], box: Box, inks: Inks): void {
  context.save();
  for (const { kind, part, selected, dimmed } of lines) {
    const style = edgeStyles[kind];
    context.globalAlpha = dimmed ? 0.2 : 1;
    context.strokeStyle = inks.edges[kind];
    context.lineWidth = style.width + (selected ? selectedWider : 0);
    context.setLineDash([...style.dash]);
    context.lineDashOffset = part.skipped;
    context.stroke(new Path2D(part.path));
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
    const path = marks.get(kind) as Path2D; // there is one for each kind
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

/** An edge comes into the side of a card straight. */
const turns: Readonly<Record<Side, number>> = { top: Math.PI / 2, right: Math.PI, bottom: -Math.PI / 2, left: 0 };
