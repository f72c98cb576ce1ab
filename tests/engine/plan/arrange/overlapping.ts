import { cardHeight, cardWidth, type Position } from '#engine/plan';

/** The pairs of nodes whose cards lie over each other. */
export function overlapping(layout: Readonly<Record<string, Position>>): string[] {
  const all = Object.entries(layout);
  return all.flatMap(([id, [x, y]], at) =>
    all
      .slice(at + 1)
      .flatMap(([other, [ox, oy]]) => (Math.abs(x - ox) < cardWidth && Math.abs(y - oy) < cardHeight ? [`${id} ${other}`] : [])),
  );
}
