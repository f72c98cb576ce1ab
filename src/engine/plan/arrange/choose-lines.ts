import { edgeId } from '../edge-id';
import type { Edge, NodeId, Position } from '../model';
import type { CardIndex } from './card-index';
import { Channel } from './channel';
import { byId, clearance, isUpright, sidePlace, slackIn, type Line } from './line';
import { sidesFor, type Side } from './sides';
import { searchLine } from './search-line';
import type { Shape } from './upright';

/** Detour, in the plan's units, that an edge takes to save two turns. */
const turnCost = 30;

/** The cards of a drawing that lines lead around. */
export interface Field {
  readonly cards: CardIndex;
  readonly shape: Shape;
  /** True if all cards lie in rows and columns, as in a tidy plan: the gaps between them are then free. */
  readonly isRegular: boolean;
}

/**
 * Chooses for each edge its sides and its gaps: straight if nothing is in between, else with as few turns and as little detour as the
 * cards allow. Ends are in the middle of their sides until `placeEnds` spreads them, and stretches in the middle of their gaps.
 */
export function chooseLines(edges: readonly Edge[], layout: Readonly<Record<NodeId, Position>>, field: Field): Line[] {
  const { shape } = field;
  const lines: Line[] = [];
  const passing: Line[] = [];
  const seen = new Set<string>();
  for (const edge of edges) {
    const [from, to] = [layout[edge.from], layout[edge.to]];
    const id = edgeId(edge);
    if (!from || !to || seen.has(id)) continue;
    seen.add(id);
    const line = directLine(edge, id, from, to, shape);
    lines.push(line);
    if (edge.from !== edge.to && !fitDirect(line, field)) passing.push(line);
  }
  const channels = new Map<number, Channel>();
  // short ones have the least choice
  const length = ({ at }: Line) => Math.abs((at.at(-1) as number) - (at[0] as number));
  for (const line of passing.sort((a, b) => length(a) - length(b) || byId(a, b))) pass(line, channels, field);
  return lines.sort(byId);
}

/** The line of an edge as if there were no other cards, from the middle of a side to the middle of another. */
export function directLine(edge: Edge, id: string, from: Position, to: Position, shape: Shape): Line {
  const line: Line = { edge, id, from, to, startSide: 'right', endSide: 'top', at: [], slack: [] };
  if (from[0] === to[0] && from[1] === to[1]) {
    // from a node to itself: around its corner
    const [x, y] = [from[0] + shape.width, from[1]];
    const middle = { x: from[0] + shape.width / 2, y: y + shape.height / 2 };
    line.at = [x, middle.y, x + shape.gapX / 2, y - shape.gapY / 2, middle.x, y];
    line.slack = [0, 0, slackIn(shape.gapX), slackIn(shape.gapY), 0, 0];
    return line;
  }
  connect(line, sidesFor(to[0] - from[0], to[1] - from[1], shape), shape);
  return line;
}

/** Leads a line from side to side with at most two turns. */
function connect(line: Line, [startSide, endSide]: readonly [Side, Side], shape: Shape): void {
  [line.startSide, line.endSide] = [startSide, endSide];
  const [a, b] = [sidePlace(line.from, startSide, shape), sidePlace(line.to, endSide, shape)];
  const axis = isUpright(startSide) ? 0 : 1;
  const half = (axis === 0 ? shape.width : shape.height) / 2;
  const [start, end] = [line.from[axis] + half, line.to[axis] + half];
  const gap = axis === 0 ? shape.gapY : shape.gapX;
  if (startSide === endSide) {
    const outside = startSide === 'top' || startSide === 'left' ? Math.min(a, b) - gap / 2 : Math.max(a, b) + gap / 2;
    line.at = [a, start, outside, end, b];
    line.slack = [0, 0, slackIn(gap), 0, 0];
    return;
  }
  if (canBeStraight(line, axis, shape)) {
    line.at = [a, (start + end) / 2, b];
    line.slack = [0, 0, 0];
    return;
  }
  line.at = [a, start, (a + b) / 2, end, b];
  line.slack = [0, 0, Math.max(0, Math.min(slackIn(gap), Math.abs(b - a) / 2 - 4)), 0, 0];
}

/** Length of the sides that two cards have in common if a straight line is to join them. */
const commonSide = 28;

function canBeStraight({ from, to }: Line, axis: 0 | 1, { width, height }: Shape): boolean {
  return Math.abs(from[axis] - to[axis]) <= (axis === 0 ? width : height) - commonSide;
}

/** Keeps the direct line, or another one with at most two turns, if no card is in between. */
function fitDirect(line: Line, { cards, shape, isRegular }: Field): boolean {
  const { startSide, endSide, from, to } = line;
  if (startSide === endSide) {
    // along a row: straight through if nothing is in between, else over it
    connect(line, to[0] > from[0] ? ['right', 'left'] : ['left', 'right'], shape);
    if (line.at.length === 3 && isFree(line, cards)) return true;
    connect(line, [startSide, endSide], shape);
    return isFree(line, cards);
  }
  const [a, b] = [line.at[0] as number, line.at.at(-1) as number];
  const gap = isUpright(startSide) ? shape.gapY : shape.gapX;
  const isNear = Math.abs(b - a) <= 1.5 * gap;
  return (isNear && isRegular) || ((line.at.length === 3 || isNear) && isFree(line, cards));
}

/** True if a line crosses no card but those at its ends, which it may touch. @param room that it keeps from the cards */
export function isFree(line: Line, cards: CardIndex, room = clearance): boolean {
  const ends = new Set([line.edge.from, line.edge.to]);
  const upright = isUpright(line.startSide);
  for (let stretch = 1; stretch < line.at.length - 1; stretch += 1) {
    const [a, at, b] = [line.at[stretch - 1] as number, line.at[stretch] as number, line.at[stretch + 1] as number];
    const vertical = upright === (stretch % 2 === 1);
    if (!isOpen(vertical, at, a, b, cards, ends, room)) return false;
  }
  return true;
}

function isOpen(
  vertical: boolean,
  at: number,
  a: number,
  b: number,
  cards: CardIndex,
  without: ReadonlySet<NodeId>,
  room = clearance,
): boolean {
  const [low, high] = a < b ? [a, b] : [b, a];
  return !cards.hits(
    vertical
      ? { left: at - room, right: at + room, top: low, bottom: high }
      : { left: low, right: high, top: at - room, bottom: at + room },
    without,
  );
}

/** A way past the rows in between. */
interface Way {
  readonly x: number;
  readonly cost: number;
  /** Leads straight on below or above one of the two cards. */
  readonly column?: 'start' | 'end';
}

/**
 * Leads a line past the cards in between: down or up through a gap between columns, or straight on from a card where its column is empty.
 * An edge that is already there counts as a detour.
 */
function pass(line: Line, channels: Map<number, Channel>, { cards, shape, isRegular }: Field): void {
  const { from, to, startSide, endSide } = line;
  if (!isUpright(startSide) || startSide === endSide) {
    searchLine(line, cards, shape);
    return;
  }
  const { width, gapX, gapY } = shape;
  const [a, b] = [line.at[0] as number, line.at.at(-1) as number];
  const [start, end] = [from[0] + width / 2, to[0] + width / 2];
  const sign = Math.sign(b - a);
  const [enter, leave] = Math.abs(b - a) > 1.5 * gapY ? [a + (sign * gapY) / 2, b - (sign * gapY) / 2] : [(a + b) / 2, (a + b) / 2];
  const [top, bottom] = [Math.min(enter, leave), Math.max(enter, leave)];
  const none = new Set<NodeId>();
  const crowd = (x: number) => channels.get(x)?.cost(top, bottom) ?? 0;
  const ways: Way[] = [
    { x: start, cost: Math.abs(start - end) - turnCost, column: 'start' },
    { x: end, cost: Math.abs(start - end) - turnCost, column: 'end' },
  ];
  const beside = new Set<number>();
  const reach = { left: Math.min(from[0], to[0]) - gapX, right: Math.max(from[0], to[0]) + width + gapX, top, bottom };
  for (const left of [from[0], to[0], ...cards.leftsWithin(reach)]) {
    beside.add(left - gapX / 2);
    beside.add(left + width + gapX / 2);
  }
  for (const x of beside) ways.push({ x, cost: Math.abs(x - start) + Math.abs(x - end) });
  ways.sort((p, q) => p.cost - q.cost || p.x - q.x);
  let best: Way | undefined;
  for (const way of ways) {
    if (best && way.cost >= best.cost) break; // none of the others can be better
    const cost = way.cost + crowd(way.x);
    if (best && cost >= best.cost) continue;
    const { x, column } = way;
    const half = column ? width / 2 : clearance;
    const [low, high] = column === 'start' ? [a, leave] : column === 'end' ? [enter, b] : [enter, leave];
    if (!isColumnOpen(x, half, low, high, cards)) continue;
    if (!isRegular && column !== 'start' && !isOpen(false, enter, start, x, cards, none)) continue;
    if (!isRegular && column !== 'end' && !isOpen(false, leave, x, end, cards, none)) continue;
    best = { ...way, cost };
  }
  if (!best) {
    if (searchLine(line, cards, shape)) return;
    best = { x: (from[0] < to[0] ? Math.min(start, end) : Math.max(start, end)) + width / 2 + gapX / 2, cost: 0 };
  }
  const channel = channels.get(best.x) ?? new Channel();
  channels.set(best.x, channel);
  channel.add(top, bottom);
  const [slackX, slackY] = [slackIn(gapX), Math.max(0, Math.min(slackIn(gapY), Math.abs(b - a) / 2 - 4))];
  if (best.column) {
    line.at = [a, start, best.column === 'start' ? leave : enter, end, b];
    line.slack = [0, 0, slackY, 0, 0];
  } else {
    line.at = [a, start, enter, best.x, leave, end, b];
    line.slack = [0, 0, slackY, slackX, slackY, 0, 0];
  }
}

/** True if no card lies in a stretch of a column. */
function isColumnOpen(x: number, half: number, a: number, b: number, cards: CardIndex): boolean {
  const [top, bottom] = a < b ? [a, b] : [b, a];
  return cards.leftsWithin({ left: x - half, right: x + half, top: top + 1, bottom: bottom - 1 }).next().done === true;
}
