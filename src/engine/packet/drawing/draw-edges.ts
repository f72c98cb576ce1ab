import { dashAt, edgeStyles, endMarks, shortName, titleOf, type EdgeKind } from '../../plan';
import type { Stroke } from '../display-list';
import type { Look } from '../look';
import type { Pen } from '../pen';
import { oneLine } from '../texts';
import { pathOf, turnedMark, turnsAt, type RoutePoint } from './paths';
import type { DrawnEdge, PlanDrawing } from './plan-drawing';
import { boxOnSheet, contains, toSheet, type View } from './view';

/** Points for one CSS pixel, the unit of a plan at full size. */
const pointsPerUnit = 0.75;
/** Measures of an edge's title, in the plan's units. */
const label = { size: 10, room: 140, least: 40, margin: 6, above: 8, height: 15 } as const;

/** The thinnest line of an edge, in points. From far away thousands of lines would make a drawing black. */
function thinnest(scale: number): number {
  return Math.min(0.35, Math.max(0.12, scale * 3));
}

/** How a kind of edge is drawn at a scale, in points. */
export function edgeStroke(kind: EdgeKind, scale: number, { palette }: Look): Stroke {
  const dash = dashAt(kind, scale / pointsPerUnit).map((length) => length * scale);
  const width = Math.max(edgeStyles[kind].width * scale, thinnest(scale));
  return { colour: palette.edge[kind], width, join: 'round', ...(dash.length > 0 ? { dash } : {}) };
}

/** Draws the mark at the end of an edge, as a path. */
export function drawEndMark(
  kind: EdgeKind,
  [x, y]: readonly [number, number],
  turns: 0 | 1 | 2 | 3,
  scale: number,
  look: Look,
  pen: Pen,
): void {
  const { path, filled } = endMarks[edgeStyles[kind].end];
  const colour = look.palette.edge[kind];
  const size = Math.max(scale, 0.2);
  pen.path(
    markPath(path, turns),
    { x, y, scale: size },
    filled ? { fill: colour } : { stroke: { colour, width: 1.5 * size, join: 'miter' } },
  );
}

const turnedMarks = new Map<string, string>();

function markPath(path: string, turns: 0 | 1 | 2 | 3): string {
  const key = `${turns}${path}`;
  const known = turnedMarks.get(key) ?? turnedMark(path, turns);
  turnedMarks.set(key, known);
  return known;
}

/** Draws an edge, or a piece of one. @param points of the piece; the whole route by default */
export function drawEdge(
  drawn: DrawnEdge,
  view: View,
  { plan, look }: PlanDrawing,
  pen: Pen,
  points?: readonly RoutePoint[],
  hasEnd = true,
): void {
  const { from, to, kind } = drawn.edge;
  const [x, y] = toSheet(view, [0, 0]);
  const all = points ?? drawn.points;
  const end = all.at(-1);
  pen.group(
    { type: 'edge', id: drawn.id },
    oneLine(`${shortName(titleOf(plan, from))} → ${shortName(titleOf(plan, to))} (${kind})`),
    () => {
      pen.path(points ? pathOf(points) : drawn.path, { x, y, scale: view.scale }, { stroke: edgeStroke(kind, view.scale, look) });
      if (hasEnd && end) drawEndMark(kind, toSheet(view, end.at), turnsAt(all), view.scale, look, pen);
    },
  );
}

/**
 * Draws an edge's title over the cards, shortened to the gap that it is in. If that leaves room for a few letters only, the title is better on
 * a card than under it.
 * @returns whether it was drawn
 */
export function drawEdgeTitle({ edge, middle: [x, y] }: DrawnEdge, view: View, drawing: PlanDrawing, pen: Pen): boolean {
  const { texts, look } = drawing;
  const { scale } = view;
  const size = label.size * scale;
  if (!edge.title || size < look.smallest - 1e-9) return false;
  const words = texts.fit(shortName(edge.title), roomAt(x, y, drawing) * scale, size);
  const width = texts.width(words, size) / scale + 8;
  const box = { x: x - width / 2, y: y - label.above, width, height: label.height };
  if (!contains(view.area, box)) return false;
  pen.rect(boxOnSheet(view, box), { fill: look.palette.background, opacity: 0.9, radius: 3 * scale });
  const [middle, baseline] = toSheet(view, [x, y + 3]);
  pen.text(middle, baseline, words, { size, colour: look.palette.edge[edge.kind], align: 'middle' });
  return true;
}

/** Width between the cards beside a title's place, in the plan's units. */
function roomAt(x: number, y: number, { nodes }: PlanDrawing): number {
  const [top, bottom] = [y - label.above, y - label.above + label.height];
  let half = label.room / 2;
  for (const { box } of nodes.values()) {
    if (box.y >= bottom || box.y + box.height <= top) continue;
    half = Math.min(half, Math.max(box.x - x, x - box.x - box.width));
  }
  const room = 2 * (half - label.margin);
  return room < label.least ? label.room : room;
}
