import { edgeEnds, shortName, titleOf } from '../../plan';
import type { PacketContext, Draft } from '../context';
import type { Box } from '../display-list';
import { legibleScale } from '../drawing/draw-cards';
import type { PlanDrawing } from '../drawing/plan-drawing';
import { Pen } from '../pen';
import type { Look } from '../look';
import { oneLine } from '../texts';
import { drawBorder, drawStubs, type BorderRoom } from './border';
import { connectorWords, type Joints } from './connectors';
import type { Size } from './cut';
import { drawFigure } from './figure';
import { largestScale, longMarks } from './overview-sheet';
import { Panel, type PanelEntry } from './panel';
import type { Tile } from './tiles';

/**
 * Room of a detail sheet: a heading, the drawing with a border for connectors, and small print.
 * @param print share of the sheet that is kept for small print
 */
function roomOf(body: Box, { size, smallest }: Look, print: number) {
  const heading = size.heading * 1.6;
  const border: BorderRoom = { x: Math.max(28, smallest * 4.7), y: 2 * (smallest * 1.5 + 2) + 2 };
  const panel = Math.max(size.small * 8, body.height * print);
  return {
    heading,
    border,
    figure: {
      x: body.x + border.x,
      y: body.y + heading + border.y,
      width: body.width - 2 * border.x,
      height: body.height - heading - 2 * border.y - panel,
    },
  };
}

/** The largest area that a detail sheet can show, in the plan's units. */
export function largestArea(body: Box, look: Look, print: number): Size {
  const { figure } = roomOf(body, look, print);
  const scale = legibleScale(look);
  return { width: figure.width / scale, height: figure.height / scale };
}

/** The scale of all detail sheets: the largest at which every tile fits its sheet. */
export function detailScale(tiles: readonly Tile[], body: Box, look: Look, print: number): number {
  const { figure } = roomOf(body, look, print);
  let scale = largestScale;
  for (const { area } of tiles) scale = Math.min(scale, figure.width / area.width, figure.height / area.height);
  return scale;
}

export interface DetailInput {
  readonly tiles: readonly Tile[];
  readonly joints: Joints;
  readonly scale: number;
  /** Share of a sheet that is kept for small print. */
  readonly print: number;
  readonly sheetOfTile: (tile: number) => number;
  /** Number of the sheet with the small print that has no room on its own. */
  readonly overflow?: number;
}

/** A sheet with one piece of the plan. @returns also the small print that has no room on it */
export function detailSheet(
  context: PacketContext,
  at: number,
  { tiles, joints, scale, print, sheetOfTile, overflow }: DetailInput,
): { readonly draft: Draft; readonly left: readonly PanelEntry[] } {
  const { drawing, texts, look } = context;
  const tile = tiles[at] as Tile;
  const body = context.bodyOf(sheetOfTile(at));
  const pen = new Pen(texts);
  const { size, palette } = look;
  const room = roomOf(body, look, print);
  const { area } = tile;
  const free = { x: room.figure.width - area.width * scale, y: room.figure.height - area.height * scale };
  const view = { area, scale, x: room.figure.x + free.x / 2, y: room.figure.y };
  const title = `Detail ${at + 1} of ${tiles.length}${tile.title === '' ? '' : `: ${oneLine(tile.title)}`}`;
  pen.open('Sect', { key: 'part-details' });
  if (at === 0) {
    pen.target('part-details', body.x, body.y);
    pen.bookmark(1, 'Details', body.y);
  }
  pen.bookmark(2, title, body.y);
  const heading = texts.fit(title, body.width, size.heading, 'medium');
  pen.element('H1', () => pen.text(body.x, body.y + size.heading, heading, { size: size.heading, face: 'medium', colour: palette.text }));
  const connectors = joints.connectors[at] ?? [];
  drawFigure(
    drawing,
    view,
    {
      nodes: tile.nodes,
      notes: tile.notes,
      edges: joints.whole[at] ?? [],
      under: () => drawStubs(connectors, view, drawing, pen),
      isHome: true,
    },
    oneLine(`${title}. It shows ${[...tile.nodes].map((id) => shortName(titleOf(drawing.plan, id))).join(', ')}.`),
    pen,
  );
  drawBorder({ at, tiles, connectors, sheetOfTile, view, drawing, room: room.border, body }, pen);
  const top = view.y + area.height * scale + room.border.y + 2;
  const box = { x: body.x, y: top, width: body.width, height: body.y + body.height - top };
  const panel = new Panel(texts, look);
  const all = entriesOf(at, tile, joints, drawing, sheetOfTile);
  const isFull = panel.heightFor(all, box.width) > box.height;
  const more = overflow === undefined ? '' : `: the rest is on sheet ${overflow}`;
  const left = panel.draw(
    isFull ? [{ text: `Not all connectors have room here${more}.`, to: { target: `sheet-${overflow ?? 0}` } }, ...all] : all,
    box,
    pen,
  );
  pen.close();
  return { draft: { title, pen, scale }, left };
}

/** Estimates the sheets that a division takes, with those for small print that has no room beside its drawing. */
export function sheetsFor({ tiles, joints, scale, print }: Omit<DetailInput, 'sheetOfTile'>, body: Box, drawing: PlanDrawing): number {
  const { look, texts } = drawing;
  const panel = new Panel(texts, look);
  const room = roomOf(body, look, print);
  let left = 0;
  for (const [at, tile] of tiles.entries()) {
    const needed = panel.heightFor(
      entriesOf(at, tile, joints, drawing, () => tiles.length),
      body.width,
    );
    const free = body.height - room.heading - 2 * room.border.y - 2 - tile.area.height * scale;
    if (needed > free) left += needed - free / 2;
  }
  return tiles.length + Math.ceil((left * 1.6) / body.height);
}

function entriesOf(
  at: number,
  tile: Tile,
  joints: Joints,
  drawing: PlanDrawing,
  sheetOfTile: (tile: number) => number,
): readonly PanelEntry[] {
  const connectors = joints.connectors[at] ?? [];
  const listed = connectors.map((connector): PanelEntry => {
    const [first] = connector.edges;
    const words = connectorWords(connector, joints, drawing.plan, sheetOfTile);
    return { number: String(connector.number), text: words, ...(first ? { to: { target: `sheet-${sheetOfTile(first.tile)}` } } : {}) };
  });
  const leaving = new Set(connectors.flatMap(({ edges, isOut }) => (isOut ? edges.map(({ drawn }) => drawn.id) : [])));
  const onEdges = drawing.marks
    .filter(({ type, id }) => type === 'edge' && leaving.has(id))
    .map(({ id, findings }) => {
      const { from, to } = edgeEnds(id);
      const name = `${shortName(titleOf(drawing.plan, from))} to ${shortName(titleOf(drawing.plan, to))}`;
      return {
        text: `Findings at ${name}: ${findings.map(({ number }) => number).join(', ')}`,
        to: { target: `finding-${findings[0]?.number ?? 0}` },
      };
    });
  const changed = drawing.clouds
    .filter(({ of }) => of.type === 'edge' && leaving.has(of.id))
    .map(({ number, of }) => {
      const { from, to } = edgeEnds(of.id);
      const name = `${shortName(titleOf(drawing.plan, from))} to ${shortName(titleOf(drawing.plan, to))}`;
      return { text: `Change ${number} at ${name}`, to: { target: `change-${number}` } };
    });
  const whole = new Set((joints.whole[at] ?? []).map(({ id }) => id));
  const long = longMarks(drawing, ({ type, id }) => (type === 'node' ? tile.nodes.has(id) : whole.has(id)));
  const key = listed.length > 0 ? [{ text: 'Edges that go on elsewhere: "5/31" is connector 31 on sheet 5.' }] : [];
  return [...key, ...listed, ...onEdges, ...changed, ...long];
}
