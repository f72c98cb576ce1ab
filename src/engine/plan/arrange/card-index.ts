import type { NodeId, Position } from '../model';
import { cardHeight, cardWidth, gapX, gapY } from './place';

export interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

const cellWidth = cardWidth + gapX;
const cellHeight = cardHeight + gapY;

/** Finds the cards that lie in a box, without looking at all of them. */
export class CardIndex {
  readonly #cells = new Map<string, { readonly id: NodeId; readonly at: Position }[]>();

  constructor(layout: Readonly<Record<NodeId, Position>>) {
    for (const [id, at] of Object.entries(layout)) this.add(id, at);
  }

  /** Puts one more card down. */
  add(id: NodeId, at: Position): void {
    const cell = `${Math.floor(at[0] / cellWidth)} ${Math.floor(at[1] / cellHeight)}`;
    const list = this.#cells.get(cell);
    if (list) list.push({ id, at });
    else this.#cells.set(cell, [{ id, at }]);
  }

  /** Whether a card lies in a box. @param without cards that do not count */
  hits(box: Box, without: ReadonlySet<NodeId>): boolean {
    for (const { id } of this.#near(box)) if (!without.has(id)) return true;
    return false;
  }

  /** Where the cards are that lie in a box. */
  within(box: Box): Position[] {
    return [...this.#near(box)].map(({ at }) => at);
  }

  *#near({ left, right, top, bottom }: Box): Generator<{ readonly id: NodeId; readonly at: Position }> {
    // a card reaches into the cells right of and below the one that has its corner
    const lastRow = Math.floor(bottom / cellHeight);
    const lastColumn = Math.floor(right / cellWidth);
    for (let row = Math.floor((top - cardHeight) / cellHeight); row <= lastRow; row += 1) {
      for (let column = Math.floor((left - cardWidth) / cellWidth); column <= lastColumn; column += 1) {
        for (const card of this.#cells.get(`${column} ${row}`) ?? []) {
          const [x, y] = card.at;
          if (x < right && x + cardWidth > left && y < bottom && y + cardHeight > top) yield card;
        }
      }
    }
  }
}
