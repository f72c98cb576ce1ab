import { paper } from '../../draw';
import { edgeStyles, type EdgeKind, type EndMark } from '../../plan';
import type { Box } from './measure';
import { attribute, emu, fill, frame } from './xml';

/*
 * Connectors between shapes: a straight line, one bend, two bends, or an arc around what lies between. PowerPoint describes the bent ones
 * as a path in a box that is turned and mirrored; the path begins along the box's x-axis.
 */

type Side = 'top' | 'left' | 'bottom' | 'right';
type Point = readonly [x: number, y: number];
/** Numbers of the places on a rectangle that connectors are glued to. */
const sites: Readonly<Record<Side, number>> = { top: 0, left: 1, bottom: 2, right: 3 };

/** A way from one shape to another. */
export interface Way {
  readonly from: Side;
  readonly to: Side;
  readonly points: readonly Point[];
  /** Place of the middle stretch of a line with two bends, as a share of the way along its first direction; may be above 1. */
  readonly share?: number;
}

export interface Glued {
  readonly name: string;
  readonly kind: EdgeKind;
  /** Numbers of the shapes. */
  readonly start: number;
  readonly end: number;
  readonly way: Way;
}

const origin: Point = [0, 0];
/** The least distance between two shapes that a line can bend in. */
const room = 6;
/** How far an arc leads out of the shapes' sides. */
const arc = 11;

function at(box: Box, side: Side): Point {
  switch (side) {
    case 'top':
      return [box.x + box.width / 2, box.y];
    case 'bottom':
      return [box.x + box.width / 2, box.y + box.height];
    case 'left':
      return [box.x, box.y + box.height / 2];
    case 'right':
      return [box.x + box.width, box.y + box.height / 2];
  }
}

/** All ways from one shape to another, the plainest first. */
export function waysBetween(a: Box, b: Box): Way[] {
  const isRight = b.x >= a.x + a.width + room;
  const isLeft = a.x >= b.x + b.width + room;
  const isBelow = b.y >= a.y + a.height + room;
  const isAbove = a.y >= b.y + b.height + room;
  const ways: Way[] = [];
  const across: Side = isRight ? 'right' : 'left';
  const along: Side = isBelow ? 'bottom' : 'top';
  if (isBelow || isAbove) for (const share of [0.5, 0.25, 0.75]) ways.push(bent(a, b, along, opposite[along], share));
  if (isRight || isLeft) for (const share of [0.5, 0.25, 0.75]) ways.push(bent(a, b, across, opposite[across], share));
  const [[ax, ay], [bx, by]] = [centre(a), centre(b)];
  const outsideX = bx > a.x + a.width + room || bx < a.x - room;
  const outsideY = by > a.y + a.height + room || by < a.y - room;
  const reachesX = ax > b.x + b.width + room || ax < b.x - room;
  const reachesY = ay > b.y + b.height + room || ay < b.y - room;
  if (outsideX && reachesY) ways.push(corner(a, b, bx > ax ? 'right' : 'left', by > ay ? 'top' : 'bottom'));
  if (outsideY && reachesX) ways.push(corner(a, b, by > ay ? 'bottom' : 'top', bx > ax ? 'left' : 'right'));
  for (const side of ['top', 'bottom', 'right', 'left'] as const) ways.push(around(a, b, side));
  return ways;
}

const opposite: Readonly<Record<Side, Side>> = { top: 'bottom', bottom: 'top', left: 'right', right: 'left' };

function centre(box: Box): Point {
  return [box.x + box.width / 2, box.y + box.height / 2];
}

function bent(a: Box, b: Box, from: Side, to: Side, share: number): Way {
  const [start, end] = [at(a, from), at(b, to)];
  const isAcross = from === 'left' || from === 'right';
  const axis = isAcross ? 0 : 1;
  if (Math.abs((start[1 - axis] as number) - (end[1 - axis] as number)) < 0.5) return { from, to, points: [start, end] };
  const middle = start[axis] + (end[axis] - start[axis]) * share;
  const points: readonly Point[] = isAcross
    ? [start, [middle, start[1]], [middle, end[1]], end]
    : [start, [start[0], middle], [end[0], middle], end];
  return { from, to, points, share };
}

function corner(a: Box, b: Box, from: Side, to: Side): Way {
  const [start, end] = [at(a, from), at(b, to)];
  const isAcross = from === 'left' || from === 'right';
  return { from, to, points: [start, isAcross ? [end[0], start[1]] : [start[0], end[1]], end] };
}

/** Out of one side of both shapes, and around what lies between them. */
function around(a: Box, b: Box, side: Side): Way {
  const [start, end] = [at(a, side), at(b, side)];
  const isAcross = side === 'left' || side === 'right';
  const axis = isAcross ? 0 : 1;
  const sign = side === 'right' || side === 'bottom' ? 1 : -1;
  const level = sign * Math.max(sign * start[axis], sign * end[axis]) + sign * arc;
  const length = Math.max(Math.abs(end[axis] - start[axis]), 1);
  // from the inner end the way leads out over the other one
  const inner = sign * start[axis] <= sign * end[axis] ? start[axis] : end[axis];
  const points: readonly Point[] = isAcross
    ? [start, [level, start[1]], [level, end[1]], end]
    : [start, [start[0], level], [end[0], level], end];
  return { from: side, to: side, points, share: Math.abs(level - inner) / length };
}

const dashes: Readonly<Record<EdgeKind, string>> = {
  control: 'lgDash',
  data: 'solid',
  code: 'dash',
  model: 'lgDashDot',
  metrics: 'sysDash',
  image: 'lgDashDotDot',
  telemetry: 'sysDot',
  'runs-on': 'lgDash',
  request: 'dashDot',
};
/** End marks by the names of slides, which have no square and no bar. */
const ends: Readonly<Record<EndMark, string>> = {
  arrow: 'triangle',
  'open-arrow': 'arrow',
  diamond: 'diamond',
  circle: 'oval',
  square: 'stealth',
  bar: 'none',
};

/** The line of a kind of edge. @param mark the end that has the mark */
export function lineXml(kind: EdgeKind, mark: 'headEnd' | 'tailEnd' = 'tailEnd'): string {
  const { width, end } = edgeStyles[kind];
  return `<a:ln w="${emu(width * 0.75)}">${fill(paper.edge[kind])}<a:prstDash val="${dashes[kind]}"/><a:round/><a:${mark} type="${ends[end]}" w="med" len="med"/></a:ln>`;
}

export function connectorXml(id: number, { name, kind, start, end, way }: Glued): string {
  const { points, share } = way;
  const [first, last]: readonly [Point, Point] = [points[0] ?? origin, points.at(-1) ?? origin];
  // an arc is described from its inner end, which has the mark if that is the target
  const isArc = way.from === way.to;
  const axis = way.from === 'left' || way.from === 'right' ? 0 : 1;
  const sign = way.from === 'right' || way.from === 'bottom' ? 1 : -1;
  const isTurned = isArc && sign * first[axis] > sign * last[axis];
  const [from, to] = isTurned ? [last, first] : [first, last];
  const [site, otherSite] = isTurned ? [sites[way.to], sites[way.from]] : [sites[way.from], sites[way.to]];
  const [one, other] = isTurned ? [end, start] : [start, end];
  const preset = points.length === 2 ? 'straightConnector1' : points.length === 3 ? 'bentConnector2' : 'bentConnector3';
  const adjusted = preset === 'bentConnector3' ? `<a:gd name="adj1" fmla="val ${Math.round((share ?? 0.5) * 100_000)}"/>` : '';
  return (
    `<p:cxnSp><p:nvCxnSpPr><p:cNvPr id="${id}" name="${attribute(name)}"/><p:cNvCxnSpPr><a:stCxn id="${one}" idx="${site}"/><a:endCxn id="${other}" idx="${otherSite}"/></p:cNvCxnSpPr><p:nvPr/></p:nvCxnSpPr>` +
    `<p:spPr>${placed(from, to, way.from, preset === 'straightConnector1', isArc)}<a:prstGeom prst="${preset}"><a:avLst>${adjusted}</a:avLst></a:prstGeom>${lineXml(kind, isTurned ? 'headEnd' : 'tailEnd')}</p:spPr></p:cxnSp>`
  );
}

/** The box of a line, turned and mirrored so that its path begins along the box's x-axis. */
function placed([x1, y1]: Point, [x2, y2]: Point, side: Side, isStraight: boolean, isArc: boolean): string {
  const box = { x: Math.min(x1, x2), y: Math.min(y1, y2), width: Math.abs(x2 - x1), height: Math.abs(y2 - y1) };
  const flags = (rotation: number, flipH: boolean, flipV: boolean) =>
    `${rotation === 0 ? '' : ` rot="${rotation}"`}${flipH ? ' flipH="1"' : ''}${flipV ? ' flipV="1"' : ''}`;
  if (isStraight) return frame(box, flags(0, x2 < x1, y2 < y1));
  if (side === 'left' || side === 'right')
    return frame(isArc ? { ...box, width: Math.max(box.width, 1) } : box, flags(0, side === 'left', y2 < y1));
  // a quarter turn about the middle: width and height change places
  const [width, height] = [isArc ? Math.max(box.height, 1) : box.height, box.width];
  const turned = { x: box.x + box.width / 2 - width / 2, y: box.y + box.height / 2 - height / 2, width, height };
  const goesRight = x2 >= x1;
  if (side === 'bottom') return frame(turned, goesRight ? flags(16_200_000, true, false) : flags(5_400_000, false, false));
  return frame(turned, goesRight ? flags(5_400_000, true, true) : flags(5_400_000, true, false));
}
