import { cardHeight, cardWidth, type Position } from '#engine/plan';

/** Ways to put selected cards in order, each from so many cards on. */
export const alignments = [
  { id: 'left', title: 'Align left', least: 2 },
  { id: 'center', title: 'Align centres', least: 2 },
  { id: 'top', title: 'Align tops', least: 2 },
  { id: 'across', title: 'Distribute across', least: 3 },
  { id: 'down', title: 'Distribute down', least: 3 },
] as const;
export type Alignment = (typeof alignments)[number]['id'];

/** Where the cards go. */
export function arrangeSelection(
  alignment: Alignment,
  layout: Readonly<Record<string, Position>>,
  ids: readonly string[],
): Record<string, Position> {
  const placed = ids.flatMap((id) => (layout[id] ? [{ id, at: layout[id] }] : []));
  const [xs, ys] = [placed.map(({ at }) => at[0]), placed.map(({ at }) => at[1])];
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  switch (alignment) {
    case 'left':
      return toRecord(placed, ({ at }) => [left, at[1]]);
    case 'center':
      return toRecord(placed, ({ at }) => [Math.round((left + right) / 2), at[1]]);
    case 'top':
      return toRecord(placed, ({ at }) => [at[0], top]);
    case 'across':
      return spread(placed, 0, left, right, cardWidth);
    case 'down':
      return spread(placed, 1, top, bottom, cardHeight);
  }
}

interface Placed {
  readonly id: string;
  readonly at: Position;
}

/** The same room between each two; wider than before only where cards would cover each other. */
function spread(placed: readonly Placed[], axis: 0 | 1, first: number, last: number, size: number): Record<string, Position> {
  const order = [...placed].sort((a, b) => a.at[axis] - b.at[axis]);
  const step = Math.max((last - first) / (order.length - 1), size + 16);
  return Object.fromEntries(
    order.map(
      ({ id, at }, index) =>
        [id, axis === 0 ? [Math.round(first + index * step), at[1]] : [at[0], Math.round(first + index * step)]] as const,
    ),
  );
}

function toRecord(placed: readonly Placed[], place: (one: Placed) => Position): Record<string, Position> {
  return Object.fromEntries(placed.map((one) => [one.id, place(one)]));
}
