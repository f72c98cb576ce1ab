import type { NodeId, Position } from '../model';
import type { Box, CardIndex } from './card-index';
import { isUpright, lastOf, sidePlace, type Line } from './line';
import type { Side } from './sides';
import type { Shape } from './upright';

/** Distance from the cards that a searched line passes, and how much of it the line may move. */
const away = 12;
const slack = 4;
/** How far around its ends a line looks for a way, and the number of cards that it looks around. */
const reach = 420;
const mostCards = 60;
/** Detour, in the plan's units, that saves a turn. */
const turnCost = 40;

const sides: readonly Side[] = ['top', 'right', 'bottom', 'left'];
const headings: readonly Position[] = [
  [0, -1],
  [1, 0],
  [0, 1],
  [-1, 0],
];

/** A step of the search: a point where lines beside cards cross, and the heading with which it is reached. */
interface Step {
  readonly x: number;
  readonly y: number;
  readonly heading: number;
  readonly cost: number;
  readonly before: Step | undefined;
  readonly start: number;
}

/**
 * Leads a line around cards that lie anywhere, by the shortest way with the fewest turns along their sides.
 * @returns false if there is none near; the line is then unchanged
 */
export function searchLine(line: Line, cards: CardIndex, shape: Shape): boolean {
  const { from, to } = line;
  const window: Box = {
    left: Math.min(from[0], to[0]) - reach,
    right: Math.max(from[0], to[0]) + shape.width + reach,
    top: Math.min(from[1], to[1]) - reach,
    bottom: Math.max(from[1], to[1]) + shape.height + reach,
  };
  const [starts, ends] = [exits(line, true, shape), exits(line, false, shape)];
  const near = [...cards.within(window)].map(({ at }) => at);
  if (near.length > mostCards)
    near.sort((a, b) => distance(a, from) + distance(a, to) - distance(b, from) - distance(b, to)).length = mostCards;
  const xs = sorted([...near.flatMap(([x]) => [x - away, x + shape.width + away]), ...[...starts, ...ends].map(([x]) => x)]);
  const ys = sorted([...near.flatMap(([, y]) => [y - away, y + shape.height + away]), ...[...starts, ...ends].map(([, y]) => y)]);
  const found = shortest(starts, ends, xs, ys, cards);
  if (!found) return false;
  take(line, found, shape);
  return true;
}

/** The points just outside each side of a card, in front of where the line leaves it. */
function exits(line: Line, isStart: boolean, { width, height }: Shape): Position[] {
  const [x, y] = isStart ? line.from : line.to;
  const own = isStart ? line.startSide : line.endSide;
  const place = line.at[isStart ? 1 : lastOf(line)];
  const across = (side: Side, middle: number) => (side === own && place !== undefined ? place : middle);
  const [cx, cy] = [x + width / 2, y + height / 2];
  return [
    [across('top', cx), y - away],
    [x + width + away, across('right', cy)],
    [across('bottom', cx), y + height + away],
    [x - away, across('left', cy)],
  ];
}

function shortest(starts: readonly Position[], ends: readonly Position[], xs: readonly number[], ys: readonly number[], cards: CardIndex) {
  const least = (x: number, y: number) => Math.min(...ends.map(([u, v]) => Math.abs(u - x) + Math.abs(v - y)));
  const open: { readonly step: Step; readonly guess: number }[] = [];
  const best = new Map<string, number>();
  const put = (step: Step) => {
    const key = `${step.x} ${step.y} ${step.heading}`;
    if (step.cost >= (best.get(key) ?? Infinity)) return;
    best.set(key, step.cost);
    const guess = step.cost + least(step.x, step.y);
    let [low, high] = [0, open.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((open[middle] as { guess: number }).guess > guess) low = middle + 1;
      else high = middle;
    }
    open.splice(low, 0, { step, guess }); // the best is last
  };
  starts.forEach(([x, y], side) => {
    if (isOpen([x, y], [x, y], cards)) put({ x, y, heading: side, cost: 0, before: undefined, start: side });
  });
  for (let next = open.pop(); next; next = open.pop()) {
    const { step } = next;
    if (step.cost > (best.get(`${step.x} ${step.y} ${step.heading}`) ?? Infinity)) continue;
    const end = ends.findIndex(([x, y], side) => x === step.x && y === step.y && (side + 2) % 4 === step.heading);
    if (end >= 0) return { step, end };
    for (const [heading, [dx, dy]] of headings.entries()) {
      if ((heading + 2) % 4 === step.heading) continue;
      const turn = heading === step.heading ? 0 : turnCost;
      const x = dx === 0 ? step.x : after(xs, step.x, dx);
      const y = dy === 0 ? step.y : after(ys, step.y, dy);
      if (x === undefined || y === undefined || !isOpen([step.x, step.y], [x, y], cards)) continue;
      const cost = step.cost + turn + Math.abs(x - step.x) + Math.abs(y - step.y);
      put({ x, y, heading, cost, before: step, start: step.start });
      // an end may need one more turn, at the same point
      if (ends.some(([u, v]) => u === x && v === y))
        for (const last of [0, 1, 2, 3])
          if (last % 2 !== heading % 2)
            put({
              x,
              y,
              heading: last,
              cost: cost + turnCost,
              before: { x, y, heading, cost, before: step, start: step.start },
              start: step.start,
            });
    }
  }
  return undefined;
}

const none: ReadonlySet<NodeId> = new Set();

function isOpen([x, y]: Position, [u, v]: Position, cards: CardIndex): boolean {
  const room = away - 2;
  return !cards.hits(
    { left: Math.min(x, u) - room, right: Math.max(x, u) + room, top: Math.min(y, v) - room, bottom: Math.max(y, v) + room },
    none,
  );
}

/** Writes the way that was found into a line. */
function take(line: Line, { step, end }: { readonly step: Step; readonly end: number }, shape: Shape): void {
  const points: Position[] = [];
  for (let at: Step | undefined = step; at; at = at.before) points.unshift([at.x, at.y]);
  line.startSide = sides[step.start] as Side;
  line.endSide = sides[end] as Side;
  const first = points[0] as Position;
  const last = points.at(-1) as Position;
  const at: number[] = [];
  let vertical = isUpright(line.startSide);
  at.push(sidePlace(line.from, line.startSide, shape), vertical ? first[0] : first[1]);
  for (const [index, point] of points.slice(1).entries()) {
    const before = points[index] as Position;
    const isVertical = before[0] === point[0];
    if (before[0] === point[0] && before[1] === point[1]) continue;
    if (isVertical === vertical) continue;
    vertical = isVertical;
    at.push(vertical ? point[0] : point[1]);
  }
  if (isUpright(line.endSide) !== vertical) at.push(vertical ? last[1] : last[0]);
  at.push(sidePlace(line.to, line.endSide, shape));
  line.at = at;
  line.slack = at.map((_, index) => (index > 1 && index < at.length - 2 ? slack : 0));
  delete line.middle;
}

function sorted(values: readonly number[]): number[] {
  return [...new Set(values)].sort((a, b) => a - b);
}

function after(values: readonly number[], value: number, by: number): number | undefined {
  return values[values.indexOf(value) + by];
}

function distance([x, y]: Position, [u, v]: Position): number {
  return Math.abs(x - u) + Math.abs(y - v);
}
