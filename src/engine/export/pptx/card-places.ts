import type { GraphNode } from '../../catalog';
import { laneColours } from '../../draw';
import { arrangeMissing, boundsOf, cardHeight, cardWidth, laneOf, lanes, type NodeId } from '../../plan';
import type { ExportContext } from '../context';
import { bodyBottom, bodyTop, bodyWidth, margin, type Box } from './measure';

/* Places of the cards on slides: as the plan has them, or by stage. */

/** The least size of a card that can be read. */
const least = { width: 92, height: 27 };
/** Cards that one slide draws in the plan's own layout. */
const mostCards = 60;
const legendHeight = 18;
/** The part of a slide that is drawn on. */
export const area: Box = { x: margin, y: bodyTop - 12, width: bodyWidth, height: bodyBottom - bodyTop + 12 - legendHeight };

/** Columns of the drawing by stage. */
const columnWidth = 136;
const columnGap = 12;
const rowHeight = 38;
const rowGap = 12;
const headHeight = 22;

export type Boxes = ReadonlyMap<NodeId, Box>;

/** Places of the cards as the plan has them, in the room of a slide; `undefined` if they could not be read there. */
export function ownLayout({ graph, plan }: ExportContext): Boxes | undefined {
  if (graph.nodes.length > mostCards) return undefined;
  const { layout } = arrangeMissing(plan, (id) => graph.get(id)?.stage);
  const places = graph.nodes.map(({ id }) => layout[id] ?? ([0, 0] as const));
  const bounds = boundsOf(places);
  if (!bounds) return undefined;
  const scaleX = Math.min(0.9, area.width / bounds.width);
  const scaleY = Math.min(0.9, area.height / bounds.height);
  const left = area.x + (area.width - bounds.width * scaleX) / 2;
  const top = area.y + (area.height - bounds.height * scaleY) / 2;
  // gaps between cards may become smaller than the plan has them, so that the cards become larger
  for (const larger of [1.3, 1.2, 1.1, 1]) {
    const [width, height] = [cardWidth * scaleX * Math.min(larger, 1.1), cardHeight * scaleY * larger];
    if (width < least.width || height < least.height) return undefined;
    const boxes = places.map(([x, y]): Box => {
      const centre = [left + (x - bounds.x + cardWidth / 2) * scaleX, top + (y - bounds.y + cardHeight / 2) * scaleY] as const;
      return {
        x: within(centre[0] - width / 2, area.x, area.x + area.width - width),
        y: within(centre[1] - height / 2, area.y, area.y + area.height - height),
        width,
        height,
      };
    });
    if (areApart(boxes, 12)) return new Map(graph.nodes.map(({ id }, at) => [id, boxes[at] ?? area]));
  }
  return undefined;
}

function within(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(most, value));
}

function areApart(boxes: readonly Box[], gap: number): boolean {
  return boxes.every((one, at) =>
    boxes.slice(at + 1).every((other) => {
      const overlaps = (a: number, lengthA: number, b: number, lengthB: number) => a < b + lengthB + gap && b < a + lengthA + gap;
      return !(overlaps(one.x, one.width, other.x, other.width) && overlaps(one.y, one.height, other.y, other.height));
    }),
  );
}

export interface Head {
  readonly box: Box;
  readonly title: string;
  readonly colour: string;
}

/** Columns of cards, one or more for each lane, on as many slides as they need. */
export function byStage({ graph }: ExportContext): { boxes: Boxes; heads: Head[] }[] {
  const rows = Math.floor((area.height - headHeight) / (rowHeight + rowGap));
  const columns = lanes.flatMap(({ id, title }) => {
    const nodes = graph.nodes.filter(({ stage }) => laneOf(stage) === id);
    const parts: { title: string; colour: string; nodes: readonly GraphNode[] }[] = [];
    for (let at = 0; at < nodes.length; at += rows) parts.push({ title, colour: laneColours[id], nodes: nodes.slice(at, at + rows) });
    return parts;
  });
  const across = Math.floor((area.width + columnGap) / (columnWidth + columnGap));
  const pages: { boxes: Boxes; heads: Head[] }[] = [];
  for (let at = 0; at < columns.length; at += across) {
    const boxes = new Map<NodeId, Box>();
    const heads: Head[] = [];
    for (const [column, { title, colour, nodes }] of columns.slice(at, at + across).entries()) {
      const x = area.x + column * (columnWidth + columnGap);
      heads.push({ box: { x, y: area.y, width: columnWidth, height: headHeight }, title, colour });
      for (const [row, { id }] of nodes.entries())
        boxes.set(id, { x: x + 6, y: area.y + headHeight + row * (rowHeight + rowGap), width: columnWidth - 12, height: rowHeight });
    }
    pages.push({ boxes, heads });
  }
  return pages;
}
