import type { NodeId, Position } from '../model';
import type { Direction } from '../vocabulary';
import { lanes, type LaneId } from './lanes';
import { gapY } from './place';
import { shapeOf, turned } from './upright';

/** A lane as it lies in a drawing: a band across it. `start` and `end` are heights, or distances from the left if stages go right. */
export interface Band {
  readonly lane: LaneId;
  readonly title: string;
  readonly start: number;
  readonly end: number;
  /** Where the cards in the band begin, each once, in order. */
  readonly rows: readonly number[];
}

export interface Bands {
  /** The bands in the order of the lanes. A lane without a card of its own between its neighbours has none. */
  readonly all: readonly Band[];
  /** Nodes outside the band of their lane. */
  readonly strays: ReadonlySet<NodeId>;
}

export interface LaneCard {
  readonly id: NodeId;
  readonly lane: LaneId;
  readonly at: Position;
}

/** Room between a band's edge and the cards in it, so that bands of a tidy drawing meet. */
export const bandPadding = gapY / 2;
/** Cards that begin nearer to each other than this share of their height are in one row, and a row is in one lane. */
const sameRow = 0.75;

/**
 * The bands of lanes, from the positions of their nodes. The lanes keep their order, whatever lies where. The rows of the drawing are shared
 * out so that as few cards as possible lie outside their lane. Those do not stretch its band: they are strays.
 */
export function bandsOf(cards: readonly LaneCard[], direction?: Direction): Bands {
  const { height, gapY: gap } = shapeOf(direction);
  const padding = gap / 2;
  const placed = cards.map(({ id, lane, at }) => ({ id, lane: laneNumber(lane), y: turned(at, direction)[1] })).sort((a, b) => a.y - b.y);
  const owners = sharedOut(rowsOf(placed, height * sameRow));
  const rowsByLane = lanes.map(() => new Set<number>());
  placed.forEach(({ lane, y }, at) => owners[at] === lane && rowsByLane[lane]?.add(y));
  const present = lanes.flatMap(({ id, title }, lane) => {
    const rows = [...(rowsByLane[lane] ?? [])];
    return rows.length === 0 ? [] : [{ lane: id, title, rows, first: rows[0] as number, last: rows.at(-1) as number }];
  });
  const all = present.map(({ lane, title, rows, first, last }, at): Band => {
    const [before, after] = [present[at - 1], present[at + 1]];
    // where there is too little room for both, two bands meet half way
    const start = Math.max(first - padding, before ? (before.last + height + first) / 2 : -Infinity);
    const end = Math.min(last + height + padding, after ? (last + height + after.first) / 2 : Infinity);
    return { lane, title, start, end, rows };
  });
  const byLane = new Map(all.map((band) => [laneNumber(band.lane), band]));
  const isInside = (lane: number, middle: number) => {
    const band = byLane.get(lane);
    return band !== undefined && middle >= band.start && middle <= band.end;
  };
  return { all, strays: new Set(placed.filter(({ lane, y }) => !isInside(lane, y + height / 2)).map(({ id }) => id)) };
}

const numbers = new Map(lanes.map(({ id }, at) => [id, at]));

function laneNumber(lane: LaneId): number {
  return numbers.get(lane) as number; // every lane has one
}

/** Number of cards of each lane in each row, with the number of cards in the row. */
function rowsOf(placed: readonly { readonly lane: number; readonly y: number }[], apart: number): number[][] {
  const rows: number[][] = [];
  let last = -Infinity;
  for (const { lane, y } of placed) {
    const row = y - last < apart ? (rows.at(-1) as number[]) : lanes.map(() => 0);
    if (y - last >= apart) {
      rows.push(row);
      last = y;
    }
    row[lane] = (row[lane] ?? 0) + 1;
  }
  return rows;
}

/** The lane that each card's row belongs to, for the cards in order: never an earlier lane after a later one, and most cards in their own. */
function sharedOut(rows: readonly (readonly number[])[]): number[] {
  let best = lanes.map(() => 0);
  /** For each row and the lane that it belongs to, the lane of the row before. */
  const before = rows.map((row) => {
    let most = 0;
    const from = best.map((count, lane) => (count > (best[most] ?? 0) ? (most = lane) : most));
    best = best.map((_, lane) => (best[from[lane] ?? 0] ?? 0) + (row[lane] ?? 0));
    return from;
  });
  let lane = best.indexOf(Math.max(...best));
  const owners: number[] = [];
  for (let row = rows.length - 1; row >= 0; row -= 1) {
    owners.push(lane);
    lane = before[row]?.[lane] ?? lane;
  }
  owners.reverse();
  return rows.flatMap((row, at) => Array.from({ length: row.reduce((sum, count) => sum + count, 0) }, () => owners[at] as number));
}
