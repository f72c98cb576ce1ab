import type { NodeId, Position } from '../model';
import { shapeOf, type Shape } from './upright';

export interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** More columns of cells than any drawing has; two cells with the same number only cost one more comparison. */
const rowLength = 2 ** 20;

/** A card in an index: its node and its left top corner. */
export interface PlacedCard {
  readonly id: NodeId;
  readonly at: Position;
}

/** Finds the cards that lie in a box, without looking at all of them. */
export class CardIndex {
  readonly #cells = new Map<number, PlacedCard[]>();
  /** The cards' tops in order, by their left side; searched when a box is higher than it is wide. */
  readonly #topsByLeft = new Map<number, number[]>();
  readonly #lefts: number[];

  readonly #shape: Shape;

  constructor(layout: Readonly<Record<NodeId, Position>>, shape = shapeOf()) {
    this.#shape = shape;
    for (const id of Object.keys(layout)) {
      const at = layout[id] as Position; // its own key
      push(this.#cells, this.#cellOf(at), { id, at });
      push(this.#topsByLeft, at[0], at[1]);
    }
    for (const tops of this.#topsByLeft.values()) tops.sort((a, b) => a - b);
    this.#lefts = [...this.#topsByLeft.keys()].sort((a, b) => a - b);
  }

  /** Adds a card. */
  add(id: NodeId, at: Position): void {
    push(this.#cells, this.#cellOf(at), { id, at });
    const tops = this.#topsByLeft.get(at[0]);
    if (tops) tops.splice(countBelow(tops, at[1], true), 0, at[1]);
    else {
      this.#topsByLeft.set(at[0], [at[1]]);
      this.#lefts.splice(countBelow(this.#lefts, at[0], true), 0, at[0]);
    }
  }

  /** True if a card lies in a box. @param without cards that do not count */
  hits(box: Box, without: ReadonlySet<NodeId>): boolean {
    for (const { id } of this.within(box)) if (!without.has(id)) return true;
    return false;
  }

  /** The left sides of the cards that lie in a box, each once, from left to right. */
  *leftsWithin({ left, right, top, bottom }: Box): Generator<number> {
    for (let at = countBelow(this.#lefts, left - this.#shape.width, true); at < this.#lefts.length; at += 1) {
      const x = this.#lefts[at] as number; // at is below the length
      if (x >= right) return;
      const tops = this.#topsByLeft.get(x) ?? [];
      const first = tops[countBelow(tops, top - this.#shape.height, true)];
      if (first !== undefined && first < bottom) yield x;
    }
  }

  /** The cards that lie in a box. */
  *within({ left, right, top, bottom }: Box): Generator<PlacedCard> {
    // a card reaches into the cells right of and below the one that has its corner
    const { width, height, stepX, stepY } = this.#shape;
    const lastRow = Math.floor(bottom / stepY);
    const lastColumn = Math.floor(right / stepX);
    for (let row = Math.floor((top - height) / stepY); row <= lastRow; row += 1) {
      for (let column = Math.floor((left - width) / stepX); column <= lastColumn; column += 1) {
        const cards = this.#cells.get(row * rowLength + column);
        if (!cards) continue;
        for (const card of cards) {
          const [x, y] = card.at;
          if (x < right && x + width > left && y < bottom && y + height > top) yield card;
        }
      }
    }
  }

  #cellOf([x, y]: Position): number {
    return Math.floor(y / this.#shape.stepY) * rowLength + Math.floor(x / this.#shape.stepX);
  }
}

/** Number of ordered values below a limit, or not above it. */
export function countBelow(ordered: readonly number[], limit: number, orEqual: boolean): number {
  let [low, high] = [0, ordered.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const value = ordered[middle] as number; // between the two ends
    if (orEqual ? value <= limit : value < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

function push<K, V>(lists: Map<K, V[]>, key: K, value: V): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}
