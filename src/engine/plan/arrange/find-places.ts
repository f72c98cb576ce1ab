import type { NodeId, NoteId, Plan, Position } from '../model';
import { bandsOf } from './bands';
import type { LaneId } from './lanes';
import { laneIds } from './lanes';
import { nearestFreeNote } from './note-places';
import { grid } from './place';
import { Room } from './room';
import { directionOf, shapeOf, turned, type Shape } from './upright';

/*
 * The one place finder. Whatever adds a card or a note says where it would be if everything were free, and this file says where it goes.
 * One class, since a card that is placed is in the way of the next.
 */

/** Cards and notes that need a place. */
export interface Wanted {
  /** Cards, each with the position that it would have if everything were free. */
  readonly nodes?: Readonly<Record<NodeId, Position>>;
  readonly notes?: Readonly<Record<NoteId, Position>>;
  /** Lanes that cards go to instead of the lane of their stage. */
  readonly lanes?: Readonly<Record<NodeId, LaneId>>;
  /** True if a card that was dropped between the rows of its lane stays there. */
  readonly betweenRows?: boolean;
  /** False if no other card may move to make room for a lane that had no card. */
  readonly mayMakeRoom?: boolean;
}

/** New positions: of what was asked for, and of what made room for it. */
export interface FoundPlaces {
  readonly nodes: Readonly<Record<NodeId, Position>>;
  readonly notes: Readonly<Record<NoteId, Position>>;
}

/**
 * Finds each card the free place in its lane that is nearest to where it is wanted, and each note the nearest free place. Everything else
 * stays, except that later lanes move on to make room for a lane that had no card yet. Pinned cards never move.
 */
export function findPlaces(plan: Plan, laneOf: (node: NodeId) => LaneId, wanted: Wanted): FoundPlaces {
  return new PlaceFinder(plan, laneOf, wanted).find();
}

/** How much farther a place seems for each unit along the stages: a card is looked for in its row first. */
const alongWeight = 2;
/** A place beyond the page is taken only if the page is full. */
const beyondPage = 1e6;
/** More cards than these are placed one by one, not as a block. */
const mostTogether = 60;
/** Columns by which a block of cards is moved aside, at most. */
const farthest = 24;

interface Card {
  readonly id: NodeId;
  readonly lane: LaneId;
  readonly wish: Position;
}

class PlaceFinder {
  readonly #plan: Plan;
  readonly #wanted: Wanted;
  readonly #laneOf: (node: NodeId) => LaneId;
  readonly #shape: Shape;
  readonly #room: Room;
  /** Where the rows of each lane begin, in order. */
  readonly #rows: Map<LaneId, number[]>;

  constructor(plan: Plan, laneOf: (node: NodeId) => LaneId, wanted: Wanted) {
    this.#plan = plan;
    this.#wanted = wanted;
    this.#laneOf = laneOf;
    this.#shape = shapeOf(directionOf(plan));
    this.#room = new Room(plan, new Set(Object.keys(wanted.nodes ?? {})), new Set(Object.keys(wanted.notes ?? {})));
    const cards = this.#room.ids.flatMap((id) => {
      const at = plan.layout[id];
      return at ? [{ id, lane: laneOf(id), at }] : [];
    });
    this.#rows = new Map(bandsOf(cards, directionOf(plan)).all.map(({ lane, rows }) => [lane, [...rows]]));
  }

  find(): FoundPlaces {
    const { nodes = {}, notes = {}, lanes: other } = this.#wanted;
    const direction = directionOf(this.#plan);
    const cards = Object.entries(nodes)
      .map(([id, at]): Card => ({ id, lane: other?.[id] ?? this.#laneOf(id), wish: turned(at, direction) }))
      .sort((a, b) => a.wish[1] - b.wish[1] || a.wish[0] - b.wish[0]);
    const together = this.#together(cards);
    for (const card of cards) this.#put(card, together?.get(card.id) ?? this.#placeOf(card));
    for (const [id, at] of Object.entries(notes)) this.#room.addNote(id, nearestFreeNote(this.#room, this.#plan.notes[id]?.text ?? '', at));
    return this.#room.changed();
  }

  #put({ id, lane }: Card, at: Position): void {
    this.#room.addCard(id, at);
    const rows = this.#rows.get(lane);
    if (!rows) this.#rows.set(lane, [at[1]]);
    else if (!rows.includes(at[1]) && this.#isInLane(lane, at[1])) rows.splice(rows.filter((row) => row < at[1]).length, 0, at[1]);
  }

  /** True if a row lies between the rows of the lanes before and after. */
  #isInLane(lane: LaneId, y: number): boolean {
    const { before, after } = this.#neighbours(lane);
    return y > before && y < after;
  }

  /** Places for all cards in the arrangement in which they are wanted, aside from where that is taken; `undefined` if there are none. */
  #together(cards: readonly Card[]): ReadonlyMap<NodeId, Position> | undefined {
    if (cards.length < 2 || cards.length > mostTogether) return undefined;
    const wishes: { readonly id: NodeId; readonly at: Position }[] = [];
    for (const { id, lane, wish } of cards) {
      const row = this.#rowsNear(lane, wish[1])[0];
      if (row === undefined) return undefined;
      wishes.push({ id, at: [snap(wish[0]), row] });
    }
    const { width, height, stepX } = this.#shape;
    const meet = (a: Position, b: Position) => Math.abs(a[0] - b[0]) < width + grid && Math.abs(a[1] - b[1]) < height + grid;
    if (wishes.some(({ at }, index) => wishes.slice(index + 1).some((other) => meet(at, other.at)))) return undefined;
    for (let column = 0; column <= farthest; column += 1) {
      for (const by of column === 0 ? [0] : [column * stepX, -column * stepX]) {
        const moved = wishes.map(({ id, at }) => [id, [at[0] + by, at[1]] as Position] as const);
        if (moved.every(([id, at]) => this.#room.isFree(at, id))) return new Map(moved);
      }
    }
    return undefined;
  }

  #placeOf({ id, lane, wish }: Card): Position {
    if (this.#room.isEmpty) return this.#inRow(id, wish[0], snap(wish[1])).at;
    const own = this.#rowsNear(lane, wish[1]);
    if (own.length > 0) return this.#nearest(id, wish, own);
    const opened = this.#openLane(lane);
    if (opened !== undefined) return this.#inRow(id, wish[0], opened).at;
    return this.#nearest(id, wish, [snap(wish[1]), ...this.#room.rows]);
  }

  /** The nearest free place in some rows. */
  #nearest(id: NodeId, wish: Position, rows: readonly number[]): Position {
    let best: { readonly at: Position; readonly cost: number } | undefined;
    const byDistance = [...rows].sort((a, b) => Math.abs(a - wish[1]) - Math.abs(b - wish[1]));
    for (const row of byDistance) {
      const down = Math.abs(row - wish[1]) * alongWeight;
      if (best && down >= best.cost) break;
      const { at, away } = this.#inRow(id, wish[0], row);
      if (!best || away + down < best.cost) best = { at, cost: away + down };
    }
    return best?.at ?? wish;
  }

  /** The free place in a row that is nearest to a wished one. */
  #inRow(id: NodeId, wished: number, y: number): { readonly at: Position; readonly away: number } {
    const x = snap(wished);
    const { left, right } = this.#room.page;
    const away = (to: number) => Math.abs(to - x) + (to !== x && (to < left || to > right) ? beyondPage : 0);
    if (this.#room.isFree([x, y], id)) return { at: [x, y], away: away(x) };
    let found = x; // beyond the last one it is free
    let least = Infinity;
    for (const to of this.#room.freeBeside(y, id)) {
      const far = away(to);
      if (far > least || (far === least && to <= found)) continue;
      [found, least] = [to, far];
    }
    return { at: [found, y], away: away(found) };
  }

  /** The rows that a card of a lane can go to, the nearest first: those of the lane, and one more at its ends if there is room. */
  #rowsNear(lane: LaneId, y: number): number[] {
    const rows = this.#rows.get(lane);
    const [first, last] = [rows?.[0], rows?.at(-1)];
    if (!rows || first === undefined || last === undefined) return [];
    const { stepY } = this.#shape;
    const { before, after } = this.#neighbours(lane);
    const between = this.#wanted.betweenRows && y > first && y < last ? [snap(y)] : [];
    const below = last + 2 * stepY <= after ? [last + stepY] : [];
    const above = first - 2 * stepY >= before && before !== -Infinity ? [first - stepY] : [];
    return [...rows, ...between, ...below, ...above].sort((a, b) => Math.abs(a - y) - Math.abs(b - y));
  }

  /** The last row of the lanes before a lane, and the first row of those after it. */
  #neighbours(lane: LaneId): { readonly before: number; readonly after: number } {
    const at = laneIds.indexOf(lane);
    const rowsOf = (ids: readonly LaneId[]) => ids.flatMap((id) => this.#rows.get(id) ?? []);
    return { before: Math.max(-Infinity, ...rowsOf(laneIds.slice(0, at))), after: Math.min(Infinity, ...rowsOf(laneIds.slice(at + 1))) };
  }

  /** The row of a lane that has no card yet, between its neighbours; `undefined` if there is no room and none can be made. */
  #openLane(lane: LaneId): number | undefined {
    const { stepY } = this.#shape;
    const { before, after } = this.#neighbours(lane);
    if (before === -Infinity) return after - stepY;
    const row = before + stepY;
    const missing = row + stepY - after;
    if (missing <= 0) return row;
    if (this.#wanted.mayMakeRoom === false || !this.#room.moveOn(after, missing)) return undefined;
    for (const [id, rows] of this.#rows)
      this.#rows.set(
        id,
        rows.map((one) => (one >= after ? one + missing : one)),
      );
    return row;
  }
}

function snap(length: number): number {
  return Math.round(length / grid) * grid;
}
