import { shownName } from '../../wording/shown';
import { cardHeight, cardWidth, clusters, dashAt, edgeStyles, linePieces, type EdgeKind, type LaneId } from '#engine/plan';
import type { Block } from './picture';
import type { Inks } from './canvas-colours.svelte';
import { levelAt } from '../view/detail-level';
import type { Viewport } from '../view/viewport';

/* Draws a plan on a canvas context. Everything is in the plan's units; sizes that stay the same on the screen are divided by the zoom. */

export interface Sheet {
  readonly context: CanvasRenderingContext2D;
  readonly viewport: Viewport;
  /** Device pixels per CSS pixel. */
  readonly ratio: number;
  readonly inks: Inks;
}

export interface Faded {
  /** Highlighted nodes; all others are faded. If it is `undefined`, nothing is faded. */
  readonly hits: ReadonlySet<string> | undefined;
  /** Nodes that are drawn elsewhere because they are being dragged. */
  readonly without: ReadonlySet<string>;
}

/** Clears the sheet and sets it to the plan's units. */
export function clear({ context, viewport, ratio }: Sheet): void {
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.clearRect(0, 0, context.canvas.width, context.canvas.height);
  const scale = ratio * viewport.zoom;
  context.setTransform(scale, 0, 0, scale, ratio * viewport.x, ratio * viewport.y);
}

/** Edges by kind, fainter the smaller they are, so that many of them do not cover the blocks. */
export function paintWays({ context, viewport: { zoom }, inks }: Sheet, ways: ReadonlyMap<EdgeKind, Path2D>, faded: boolean): void {
  context.save();
  context.globalAlpha = (zoom < 0.15 ? 0.4 : 0.75) * (faded ? 0.3 : 1);
  for (const [kind, way] of ways) {
    context.strokeStyle = inks.edges[kind];
    context.lineWidth = Math.max(edgeStyles[kind].width, 0.6 / zoom);
    context.setLineDash([...dashAt(kind, zoom)]);
    context.stroke(way);
  }
  context.restore();
}

export function paintBlocks(sheet: Sheet, blocks: readonly Block[], { hits, without }: Faded): void {
  const { context } = sheet;
  const shown = without.size > 0 ? blocks.filter(({ id }) => !without.has(id)) : blocks;
  if (!hits) {
    paintEvenly(sheet, shown);
    return;
  }
  context.globalAlpha = 0.22;
  paintEvenly(
    sheet,
    shown.filter(({ id }) => !hits.has(id)),
  );
  context.globalAlpha = 1;
  paintEvenly(
    sheet,
    shown.filter(({ id }) => hits.has(id)),
  );
}

function paintEvenly(sheet: Sheet, blocks: readonly Block[]): void {
  const named = levelAt(sheet.viewport.zoom) !== 'block';
  if (named) paintCards(sheet, blocks);
  else paintLanes(sheet, blocks);
  paintUnknown(
    sheet,
    blocks.filter(({ unknown }) => unknown),
  );
  if (named) paintNames(sheet, blocks);
  paintMarks(sheet, blocks);
}

function paintLanes({ context, viewport: { zoom }, inks }: Sheet, blocks: readonly Block[]): void {
  for (const [lane, list] of byLane(blocks)) {
    context.fillStyle = inks.lanes[lane];
    context.beginPath();
    // rounded corners of less than a pixel cannot be seen
    for (const { at } of list) {
      if (zoom < 0.12) context.rect(at[0], at[1], cardWidth, cardHeight);
      else context.roundRect(at[0], at[1], cardWidth, cardHeight, 8);
    }
    context.fill();
  }
}

function paintCards({ context, inks }: Sheet, blocks: readonly Block[]): void {
  context.beginPath();
  for (const { at } of blocks) context.roundRect(at[0], at[1], cardWidth, cardHeight, 8);
  context.fillStyle = inks.card;
  context.fill();
  context.strokeStyle = inks.border;
  context.lineWidth = 1.5;
  context.stroke();
  for (const [lane, list] of byLane(blocks)) {
    context.fillStyle = inks.lanes[lane];
    context.beginPath();
    for (const { at } of list) context.roundRect(at[0], at[1], stripe, cardHeight, [8, 0, 0, 8]);
    context.fill();
  }
}

/** As on cards: a broken outline for services that are not in the catalog. */
function paintUnknown({ context, viewport: { zoom }, inks }: Sheet, blocks: readonly Block[]): void {
  if (blocks.length === 0) return;
  context.save();
  context.beginPath();
  for (const { at } of blocks) context.rect(at[0], at[1], cardWidth, cardHeight);
  context.fillStyle = inks.card;
  context.fill();
  context.strokeStyle = inks.error;
  context.lineWidth = Math.max(2, 1 / zoom);
  context.setLineDash([3 / zoom, 2 / zoom]);
  context.stroke();
  context.restore();
}

const stripe = 10;
const nameSize = 22;

function paintNames({ context, inks }: Sheet, blocks: readonly Block[]): void {
  context.font = `500 ${nameSize}px ${inks.font}`;
  context.textBaseline = 'middle';
  context.fillStyle = inks.text;
  const room = cardWidth - stripe - 20;
  for (const { title, at } of blocks) {
    const lines = linesOf(shownName(title), room, (text) => context.measureText(text).width);
    const top = at[1] + cardHeight / 2 - ((lines.length - 1) * 26) / 2;
    lines.forEach((line, index) => context.fillText(line, at[0] + stripe + 10, top + index * 26));
  }
}

/** Wraps a title in at most two lines. */
export function linesOf(title: string, room: number, widthOf: (text: string) => number): string[] {
  if (widthOf(title) <= room) return [title];
  // a space stays with the piece after it
  const pieces = title
    .split(' ')
    .flatMap((word, at) => linePieces(word).map((piece, part) => (at > 0 && part === 0 ? ` ${piece}` : piece)));
  let first = pieces.shift() ?? '';
  while (pieces[0] !== undefined && widthOf(first + pieces[0]) <= room) first += pieces.shift() ?? '';
  return [first, pieces.join('').trimStart()].filter(Boolean).map((line) => cut(line, room, widthOf));
}

function cut(line: string, room: number, widthOf: (text: string) => number): string {
  if (widthOf(line) <= room) return line;
  const characters = clusters(line);
  const upTo = (end: number) => `${characters.slice(0, end).join('').trimEnd()}…`;
  let end = Math.floor((characters.length * room) / widthOf(line));
  while (end > 1 && widthOf(upTo(end)) > room) end -= 1;
  return upTo(end);
}

/** The worst finding of each node, shown by shape as everywhere: octagon, triangle, circle. Advice is left out where blocks are small. */
function paintMarks(sheet: Sheet, blocks: readonly Block[]): void {
  const { zoom } = sheet.viewport;
  const size = Math.min(14, Math.max(7, cardHeight * zoom * 0.75)) / zoom;
  // the worst on top
  if (zoom >= 0.12) paintSeverity(sheet, blocks, 'info', size);
  paintSeverity(sheet, blocks, 'warning', size);
  paintSeverity(sheet, blocks, 'error', size);
}

const outlines: Readonly<Record<'error' | 'warning' | 'info', (path: Path2D, x: number, y: number, r: number) => void>> = {
  error: (path, x, y, r) => polygon(path, x, y, r, 8, Math.PI / 8),
  warning: (path, x, y, r) => polygon(path, x, y, r * 1.15, 3, -Math.PI / 2),
  info: (path, x, y, r) => {
    path.moveTo(x + r * 0.85, y);
    path.arc(x, y, r * 0.85, 0, Math.PI * 2);
  },
};

function paintSeverity({ context, inks }: Sheet, blocks: readonly Block[], severity: 'error' | 'warning' | 'info', size: number): void {
  const path = new Path2D();
  let any = false;
  for (const { worst, at } of blocks) {
    if (worst !== severity) continue;
    outlines[severity](path, at[0] + cardWidth - size * 0.2, at[1] + size * 0.2, size / 2);
    any = true;
  }
  if (!any) return;
  context.lineJoin = 'round';
  context.lineWidth = size * 0.22;
  context.strokeStyle = inks.halo;
  context.stroke(path);
  context.fillStyle = inks[severity];
  context.fill(path);
}

function polygon(path: Path2D, x: number, y: number, r: number, corners: number, turn: number): void {
  for (let at = 0; at < corners; at += 1) {
    const angle = turn + (at * 2 * Math.PI) / corners;
    const [px, py] = [x + r * Math.cos(angle), y + r * Math.sin(angle)];
    if (at === 0) path.moveTo(px, py);
    else path.lineTo(px, py);
  }
  path.closePath();
}

/** Rings around blocks, this many pixels wide on the screen at any zoom. */
export function paintRings(
  { context, viewport: { zoom } }: Sheet,
  blocks: readonly Pick<Block, 'at'>[],
  colour: string,
  width: number,
): void {
  if (blocks.length === 0) return;
  const [away, line] = [(width / 2 + 0.5) / zoom, width / zoom];
  context.beginPath();
  for (const { at } of blocks) context.rect(at[0] - away, at[1] - away, cardWidth + 2 * away, cardHeight + 2 * away);
  context.strokeStyle = colour;
  context.lineWidth = line;
  context.stroke();
}

function byLane(blocks: readonly Block[]): Map<LaneId, Block[]> {
  const lists = new Map<LaneId, Block[]>();
  for (const block of blocks) {
    const list = lists.get(block.lane);
    if (list) list.push(block);
    else lists.set(block.lane, [block]);
  }
  return lists;
}
