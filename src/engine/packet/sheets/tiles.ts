import { around } from '../../draw';
import { groupsByNode, lanes, type GroupId, type LaneId } from '../../plan';
import type { Box } from '../display-list';
import type { DetailMode } from '../options';
import type { DrawnEdge, PlanDrawing } from '../drawing/plan-drawing';
import { contains, grown } from '../drawing/view';
import { cutIntoPieces, type Item, type Size } from './cut';

/** A piece of the plan for one detail sheet. */
export interface Tile {
  /** What it shows: "Training, Compute", or the name of its stage or group. */
  readonly title: string;
  readonly nodes: ReadonlySet<string>;
  readonly notes: ReadonlySet<string>;
  /** Around its cards and notes. */
  readonly content: Box;
  /** What the sheet shows: the content, with room around it that overlaps the neighbours. */
  readonly area: Box;
}

/**
 * Room around the content of a tile, in the plan's units: half of the gap between cards and a little of the other half. Lanes that lie side
 * by side have their names above it.
 */
function roomAround(goesRight: boolean): { readonly x: number; readonly top: number; readonly bottom: number } {
  return { x: 32, top: goesRight ? 54 : 34, bottom: 24 };
}
/** What ends of edges and marks need beyond the cards of a drawing in one piece. */
const wholeRoom = { x: 44, top: 44, bottom: 44 } as const;

/** The area of the whole plan. */
export function wholeArea({ bounds }: PlanDrawing): Box {
  return grown(bounds, wholeRoom);
}

/**
 * Divides a plan into the pieces of its detail sheets. Every node is in one of them; there is none without content.
 * @param most the largest area that a sheet can show, in the plan's units
 */
export function tilesOf(drawing: PlanDrawing, mode: DetailMode, most: Size): readonly Tile[] {
  const room = roomAround(drawing.goesRight);
  const inside = { width: most.width - 2 * room.x, height: most.height - room.top - room.bottom };
  const home = new Map<string, number>();
  const pieces = setsOf(drawing, mode, inside).flatMap(({ title, items }) =>
    cutIntoPieces(items, inside, drawing.goesRight).map((piece, at, all) => ({
      title: title === undefined ? lanesIn(piece) : all.length > 1 ? `${title} (${at + 1} of ${all.length})` : title,
      piece,
    })),
  );
  for (const [at, { piece }] of pieces.entries()) for (const { id } of piece) home.set(id, at);
  const inner = innerEdges(drawing, home);
  return pieces.map(({ title, piece }, at) => {
    const content = around(piece.map(({ box }) => box)) as Box; // no piece is empty
    const start = grown(content, room);
    return {
      title,
      nodes: new Set(piece.filter(({ id }) => !id.startsWith(notePrefix)).map(({ id }) => id)),
      notes: new Set(piece.filter(({ id }) => id.startsWith(notePrefix)).map(({ id }) => id.slice(notePrefix.length))),
      content,
      area: withEdges(start, inner.get(at) ?? [], most),
    };
  });
}

/** No node has an id with this sign. */
const notePrefix = 'note:';

function setsOf(
  drawing: PlanDrawing,
  mode: DetailMode,
  most: Size,
): readonly { readonly title?: string; readonly items: readonly Item[] }[] {
  const cards = [...drawing.nodes.values()].map(({ id, box, lane }): Item => ({ id, box, group: lane }));
  const fitting = drawing.notes.filter(({ box }) => box.height <= most.height);
  const notes = fitting.map(({ id, box }): Item => ({ id: `${notePrefix}${id}`, box }));
  if (mode === 'tiles') return [{ items: [...cards, ...notes] }];
  if (mode === 'stages') {
    const sets = lanes.flatMap(({ id, title }) => {
      const items = cards.filter(({ group }) => group === id);
      return items.length > 0 ? [{ title, items }] : [];
    });
    return notes.length > 0 ? [...sets, { title: 'Notes', items: notes }] : sets;
  }
  const groups = groupsByNode(drawing.plan.groups);
  const sets = drawing.frames.map(({ id, title }) => ({ title, items: cards.filter((card) => groups.get(card.id) === (id as GroupId)) }));
  const rest = [...cards.filter(({ id }) => !groups.has(id)), ...notes];
  return rest.length > 0 ? [...sets, { title: 'Not in a group', items: rest }] : sets;
}

function lanesIn(items: readonly Item[]): string {
  const present = new Set(items.map(({ group }) => group as LaneId | undefined));
  return lanes
    .filter(({ id }) => present.has(id))
    .map(({ title }) => title)
    .join(', ');
}

/** The edges with both ends on one tile, by tile. */
function innerEdges({ edges }: PlanDrawing, home: ReadonlyMap<string, number>): ReadonlyMap<number, readonly DrawnEdge[]> {
  const byTile = new Map<number, DrawnEdge[]>();
  for (const drawn of edges) {
    const [from, to] = [home.get(drawn.edge.from), home.get(drawn.edge.to)];
    if (from === undefined || from !== to) continue;
    const here = byTile.get(from);
    if (here) here.push(drawn);
    else byTile.set(from, [drawn]);
  }
  return byTile;
}

/** An area that also holds edges that run beside its cards, as far as a sheet has room. */
function withEdges(area: Box, edges: readonly DrawnEdge[], most: Size): Box {
  let result = area;
  for (const { bounds } of edges) {
    const edge = grown(bounds, { x: 8, top: 8, bottom: 8 });
    if (contains(result, edge)) continue;
    const wider = around([result, edge]) as Box;
    if (wider.width <= most.width && wider.height <= most.height) result = wider;
  }
  return result;
}
