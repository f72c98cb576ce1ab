import {
  boundsOf,
  cardHeight,
  cardWidth,
  CardIndex,
  noteFontSize,
  noteLineHeight,
  notePadding,
  noteWidth,
  type NodeId,
  type Note,
  type Plan,
  type Position,
} from '#engine/plan';

/** Cards that move as one, with the box around them. */
export interface Unit {
  readonly ids: readonly NodeId[];
  readonly at: Position;
  readonly size: readonly [width: number, height: number];
  /** Offset of each card from the corner of the box. */
  readonly offsets: readonly Position[];
}

const nobody: ReadonlySet<NodeId> = new Set();

/** A unit of cards; none if they have no places. */
export function unitOf(ids: readonly NodeId[], layout: Plan['layout']): Unit | undefined {
  const there = ids.flatMap((id) => (layout[id] ? [{ id, at: layout[id] }] : []));
  const bounds = boundsOf(there.map(({ at }) => at));
  if (!bounds) return undefined;
  const offsets = there.map(({ at: [x, y] }): Position => [x - bounds.x, y - bounds.y]);
  return { ids: there.map(({ id }) => id), at: [bounds.x, bounds.y], size: [bounds.width, bounds.height], offsets };
}

/** Free space for a selection: unselected cards, notes and units already placed are obstacles. */
export class Room {
  readonly #taken: CardIndex;
  readonly #moved: Record<NodeId, Position> = {};

  /** @param plan has a place for every node */
  constructor(plan: Plan, selected: ReadonlySet<NodeId>) {
    const others = Object.entries(plan.layout).filter(([id]) => plan.nodes[id] && !selected.has(id));
    this.#taken = new CardIndex(Object.fromEntries(others));
    for (const note of Object.values(plan.notes)) for (const at of placesUnder(note)) this.#taken.add('', at);
  }

  /** Places of the placed units. */
  get moved(): Record<NodeId, Position> {
    return this.#moved;
  }

  /** The first free place at or behind a wished one. @param gap distance to the obstacle that the unit avoids */
  firstFree({ size: [width, height] }: Unit, wished: Position, along: 0 | 1, gap: number): Position {
    let [x, y] = wished;
    for (;;) {
      let behind = -Infinity;
      for (const { at } of this.#taken.within({ left: x, right: x + width, top: y, bottom: y + height }))
        behind = Math.max(behind, at[along] + (along === 0 ? cardWidth : cardHeight) + gap);
      if (behind === -Infinity) return [x, y];
      if (along === 0) x = behind;
      else y = behind;
    }
  }

  put({ ids, offsets }: Unit, [x, y]: Position): void {
    ids.forEach((id, index) => {
      const [right, down] = offsets[index] ?? [0, 0];
      const at: Position = [x + right, y + down];
      this.#moved[id] = at;
      this.#taken.add(id, at);
    });
  }

  /** True if one of the units would cover another. */
  static coversItself(placed: readonly (readonly [Unit, Position])[]): boolean {
    const index = new CardIndex({});
    return placed.some(([{ ids, offsets, size }, [x, y]]) => {
      if (index.hits({ left: x, right: x + size[0], top: y, bottom: y + size[1] }, nobody)) return true;
      offsets.forEach(([right, down], at) => index.add(ids[at] ?? '', [x + right, y + down]));
      return false;
    });
  }
}

/** Places of cards that cover a whole note; cards and notes are equally wide. */
function placesUnder({ at: [x, y], text }: Note): Position[] {
  // each letter counts as a wide one: the estimate of a note's height errs on the high side
  const letters = Math.floor((noteWidth - 2 * notePadding) / noteFontSize);
  const lines = text.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / letters)), 0);
  const height = lines * noteLineHeight + 2 * notePadding;
  const places: Position[] = [];
  for (let down = 0; down < height; down += cardHeight) places.push([x, y + Math.min(down, Math.max(0, height - cardHeight))]);
  return places;
}
