import type { NodeId, NoteId, Plan, Position } from '../model';
import { columnsFor } from './arrange';
import { frameOf, noteHeight, noteWidth } from './frame';
import { grid } from './place';
import { directionOf, shapeOf, turned } from './upright';
import type { Box } from './card-index';

/** A stretch of a row in which no card can begin, and where one can begin beside it. */
interface Blocked {
  readonly from: number;
  readonly until: number;
  readonly before: number;
  readonly after: number;
}

/** What a row of the drawing has room for. */
interface Row {
  /** Stretches in which no card can begin, from left to right; they do not meet. */
  readonly blocked: readonly { readonly from: number; readonly until: number }[];
  /** Where a card can begin right beside something else. */
  readonly beside: readonly number[];
}

/** Everything that has its place in an upright drawing: cards, notes, and the frames of groups, which cards of others stay out of. */
export class Room {
  readonly #plan: Plan;
  readonly #direction;
  readonly #shape;
  readonly #cards = new Map<NodeId, Position>();
  /** The left sides of the cards in each row. */
  readonly #byRow = new Map<number, number[]>();
  readonly #notes = new Map<NoteId, Position>();
  readonly #nodes: Record<NodeId, Position> = {};
  readonly #movedNotes: Record<NoteId, Position> = {};
  #frames: readonly { readonly members: ReadonlySet<NodeId>; readonly box: Box }[] = [];
  /** The frames that a card lies in. */
  #framesOf = new Map<NodeId, string>();
  /** Rows that were asked for, each for cards of the same frames. */
  readonly #rows = new Map<number, Map<string, Row>>();
  readonly #page: { readonly left: number; readonly right: number };

  /** @param withoutNodes nodes without a place, @param withoutNotes notes without one */
  constructor(plan: Plan, withoutNodes: ReadonlySet<NodeId>, withoutNotes: ReadonlySet<NoteId>) {
    this.#plan = plan;
    this.#direction = directionOf(plan);
    this.#shape = shapeOf(this.#direction);
    for (const [id, at] of Object.entries(plan.layout)) if (plan.nodes[id] && !withoutNodes.has(id)) this.#place(id, this.#turned(at));
    for (const [id, { at }] of Object.entries(plan.notes)) if (!withoutNotes.has(id)) this.#notes.set(id, this.#turned([at[0], at[1]]));
    this.#setFrames();
    this.#page = this.#pageNow(withoutNodes.size);
  }

  get ids(): NodeId[] {
    return [...this.#cards.keys()];
  }

  get isEmpty(): boolean {
    return this.#cards.size === 0;
  }

  /** Where rows of cards begin. */
  get rows(): number[] {
    return [...this.#byRow.keys()];
  }

  /** Where the first and the last column of the page begin; the page is wider if the drawing already is. */
  get page(): { readonly left: number; readonly right: number } {
    return this.#page;
  }

  addCard(id: NodeId, at: Position): void {
    this.#place(id, at);
    this.#nodes[id] = this.#turned(at);
  }

  /** @param at in the drawing itself, as notes are not part of a lane */
  addNote(id: NoteId, at: Position): void {
    this.#notes.set(id, this.#turned(at));
    this.#rows.clear();
    this.#movedNotes[id] = at;
  }

  /** The new positions in the drawing. */
  changed(): { readonly nodes: Readonly<Record<NodeId, Position>>; readonly notes: Readonly<Record<NoteId, Position>> } {
    return { nodes: this.#nodes, notes: this.#movedNotes };
  }

  isFree([x, y]: Position, id: NodeId): boolean {
    return isFreeIn(this.#row(y, id).blocked, x);
  }

  /** The places in a row at which a card can begin right beside something else. */
  freeBeside(y: number, id: NodeId): readonly number[] {
    return this.#row(y, id).beside;
  }

  /** A row as it is now for a card. It is worked out again only after something was placed near it: most cards ask for many rows. */
  #row(y: number, id: NodeId): Row {
    const inside = this.#framesOf.get(id) ?? '';
    const known = this.#rows.get(y)?.get(inside);
    if (known) return known;
    const row = rowOf(this.#blockedIn(y, id));
    this.#rows.set(y, (this.#rows.get(y) ?? new Map<string, Row>()).set(inside, row));
    return row;
  }

  /** The stretches of a row that a card cannot be in, and where one can begin beside each. */
  #blockedIn(y: number, id: NodeId): Blocked[] {
    const { height } = this.#shape;
    const blocked: Blocked[] = [];
    for (const [row, lefts] of this.#byRow) {
      if (Math.abs(row - y) >= height + grid) continue;
      for (const left of lefts) blocked.push(this.#beside(left, left + this.#shape.width));
    }
    const meets = ({ top, bottom }: Box) => top < y + height + grid && bottom > y - grid;
    for (const box of this.#noteBoxes()) if (meets(box)) blocked.push(this.#beside(box.left, box.right));
    for (const { members, box } of this.#frames) if (!members.has(id) && meets(box)) blocked.push(this.#beside(box.left, box.right));
    return blocked;
  }

  /** Boxes of the cards and notes in the drawing itself. */
  *boxes(): Generator<Box> {
    const { width, height } = this.#shape;
    for (const [x, y] of this.#cards.values()) yield this.#turnedBox({ left: x, top: y, right: x + width, bottom: y + height });
    for (const box of this.#noteBoxes()) yield this.#turnedBox(box);
  }

  /** Moves everything from a row on along the stages. @returns false if something there is pinned; then nothing moves */
  moveOn(from: number, by: number): boolean {
    const moving = [...this.#cards].filter(([, [, y]]) => y >= from);
    const pinned = new Set(this.#plan.pinned);
    if (moving.some(([id]) => pinned.has(id))) return false;
    for (const [id, at] of moving) this.#unplace(id, at);
    for (const [id, [x, y]] of moving) this.addCard(id, [x, y + by]);
    for (const [id, [x, y]] of [...this.#notes]) if (y >= from) this.addNote(id, this.#turned([x, y + by]));
    this.#setFrames();
    return true;
  }

  #place(id: NodeId, at: Position): void {
    this.#cards.set(id, at);
    for (const y of this.#rows.keys()) if (Math.abs(y - at[1]) < this.#shape.height + grid) this.#rows.delete(y);
    const row = this.#byRow.get(at[1]);
    if (row) row.push(at[0]);
    else this.#byRow.set(at[1], [at[0]]);
  }

  #unplace(id: NodeId, [x, y]: Position): void {
    this.#cards.delete(id);
    this.#rows.clear();
    const row = this.#byRow.get(y) ?? [];
    row.splice(row.indexOf(x), 1);
    if (row.length === 0) this.#byRow.delete(y);
  }

  #beside(left: number, right: number): Blocked {
    const { width, gapX } = this.#shape;
    return {
      from: left - width - grid,
      until: right + grid,
      before: Math.floor((left - width - gapX) / grid) * grid,
      after: Math.ceil((right + gapX) / grid) * grid,
    };
  }

  *#noteBoxes(): Generator<Box> {
    for (const [id, at] of this.#notes) {
      const [x, y] = this.#turned(at);
      const size = noteHeight(this.#plan.notes[id]?.text ?? '');
      yield this.#turnedBox({ left: x, top: y, right: x + noteWidth, bottom: y + size });
    }
  }

  #setFrames(): void {
    this.#rows.clear();
    this.#frames = this.#framesNow();
    this.#framesOf = new Map();
    for (const [at, { members }] of this.#frames.entries())
      for (const id of members) this.#framesOf.set(id, `${this.#framesOf.get(id) ?? ''}${at} `);
  }

  #framesNow(): { readonly members: ReadonlySet<NodeId>; readonly box: Box }[] {
    return Object.values(this.#plan.groups).flatMap(({ nodes }) => {
      const layout = Object.fromEntries(nodes.flatMap((id) => this.#drawn(id)));
      const frame = frameOf({ nodes }, layout);
      if (!frame) return [];
      const { x, y, width, height } = frame;
      return [{ members: new Set(nodes), box: this.#turnedBox({ left: x, top: y, right: x + width, bottom: y + height }) }];
    });
  }

  #drawn(id: NodeId): (readonly [NodeId, Position])[] {
    const at = this.#cards.get(id);
    return at ? [[id, this.#turned(at)]] : [];
  }

  #pageNow(more: number): { readonly left: number; readonly right: number } {
    let [left, right] = [Infinity, -Infinity];
    for (const [x] of this.#cards.values()) [left, right] = [Math.min(left, x), Math.max(right, x)];
    const columns = columnsFor(this.#cards.size + more, this.#direction);
    return { left, right: Math.max(right, left + (columns - 1) * this.#shape.stepX) };
  }

  #turned(at: Position): Position {
    return turned(at, this.#direction);
  }

  #turnedBox(box: Box): Box {
    return this.#direction === 'left-to-right' ? { left: box.top, right: box.bottom, top: box.left, bottom: box.right } : box;
  }
}

/** @param stretches may meet */
function rowOf(stretches: readonly Blocked[]): Row {
  const blocked: { from: number; until: number }[] = [];
  for (const { from, until } of [...stretches].sort((a, b) => a.from - b.from)) {
    const last = blocked.at(-1);
    if (last && from < last.until) last.until = Math.max(last.until, until);
    else blocked.push({ from, until });
  }
  const beside = stretches.flatMap(({ before, after }) => [before, after]).filter((x) => isFreeIn(blocked, x));
  return { blocked, beside };
}

/** @param blocked from left to right; they do not meet */
function isFreeIn(blocked: Row['blocked'], x: number): boolean {
  let [low, high] = [0, blocked.length]; // the first stretch that ends behind x
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((blocked[middle]?.until ?? Infinity) > x) high = middle;
    else low = middle + 1;
  }
  return x <= (blocked[low]?.from ?? Infinity);
}
