import type { NodeId, Position } from '../model';
import type { Direction } from '../vocabulary';
import type { Box, CardIndex } from './card-index';
import { isVertical, type Line } from './line';
import { Segments } from './segments';

/** Size of a mark of findings, which goes where an edge has no title. */
const markSize = { width: 46, height: 18 };
/** Places on a stretch in the order in which they are tried: half way first. */
const shares = [0.5, 0.35, 0.65, 0.2, 0.8];
const none: ReadonlySet<NodeId> = new Set();
/** Titles of a plan up to this many look for a place without other edges. */
const most = 400;

/** Finds places for titles and marks of edges, on a stretch without cards and, for a title, without other edges and titles. */
export class Labels {
  readonly #cards: CardIndex;
  readonly #isTurned: boolean;
  readonly #taken: Box[] = [];
  readonly #vertical: Segments | undefined;
  readonly #horizontal: Segments | undefined;

  constructor(lines: readonly Line[], cards: CardIndex, direction: Direction | undefined) {
    this.#cards = cards;
    this.#isTurned = direction === 'left-to-right';
    const titled = lines.reduce((count, { edge }) => (edge.title === undefined ? count : count + 1), 0);
    if (titled === 0 || titled > most) return;
    this.#vertical = new Segments(lines, true);
    this.#horizontal = new Segments(lines, false);
  }

  /** A free place for an edge's title or mark on its way; `undefined` if there is none. */
  placeOf(line: Line): Position | undefined {
    const { title } = line.edge;
    const drawn = title === undefined ? markSize : { width: Math.min(150, title.length * 6 + 14), height: 18 };
    const [width, height] = this.#isTurned ? [drawn.height, drawn.width] : [drawn.width, drawn.height];
    const first = middleOfLongest(line);
    if (title === undefined && !this.#cards.hits(boxAround(first, width, height), none)) return first;
    let best: { readonly at: Position; readonly box: Box; readonly cost: number } | undefined;
    for (const at of this.#placesOn(line)) {
      const box = boxAround(at, width, height);
      if (this.#cards.hits(box, none)) continue;
      const cost = title === undefined ? 0 : this.#costOf(box, line);
      if (!best || cost < best.cost) best = { at, box, cost };
      if (cost === 0) break;
    }
    if (best && title !== undefined) this.#taken.push(best.box);
    return best?.at;
  }

  #placesOn(line: Line): Position[] {
    const { at } = line;
    const length = (index: number) => Math.abs((at[index + 1] as number) - (at[index - 1] as number));
    const order = at
      .slice(2)
      .map((_, index) => index + 1)
      .sort((a, b) => length(b) - length(a) || a - b);
    return order.flatMap((index) => {
      const [own, from, to] = [at[index] as number, at[index - 1] as number, at[index + 1] as number];
      return (length(index) < 60 ? [0.5] : shares).map((share): Position => {
        const along = from + share * (to - from);
        return isVertical(line, index) ? [own, along] : [along, own];
      });
    });
  }

  /** Other titles and edges under a title. */
  #costOf(box: Box, own: Line): number {
    let cost = 0;
    for (const other of this.#taken)
      if (other.left < box.right && other.right > box.left && other.top < box.bottom && other.bottom > box.top) cost += 10;
    const count = (segments: Segments | undefined, low: number, high: number, from: number, to: number) =>
      segments?.visit(low, high, from, to, ({ line }) => {
        if (line !== own) cost += 1;
        return false;
      });
    count(this.#vertical, box.left, box.right, box.top, box.bottom);
    count(this.#horizontal, box.top, box.bottom, box.left, box.right);
    return cost;
  }
}

function middleOfLongest(line: Line): Position {
  const { at } = line;
  let [longest, length] = [1, -1];
  for (let index = 1; index < at.length - 1; index += 1) {
    const own = Math.abs((at[index + 1] as number) - (at[index - 1] as number));
    if (own > length) [longest, length] = [index, own];
  }
  const [own, along] = [at[longest] as number, ((at[longest - 1] as number) + (at[longest + 1] as number)) / 2];
  return isVertical(line, longest) ? [own, along] : [along, own];
}

function boxAround([x, y]: Position, width: number, height: number): Box {
  return { left: x - width / 2, right: x + width / 2, top: y - height / 2, bottom: y + height / 2 };
}
