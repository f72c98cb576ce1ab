import { UserError } from '../errors';
import { figure } from '../format';
import { paperSizes, usualParts, type DetailMode, type PacketPart, type PacketPlan, type PaperName, type Plan } from '../plan';
import type { Box } from './display-list';

export interface PacketOptions {
  /** A sheet by its name, or its size in millimetres. */
  readonly paper: PaperName | { readonly width: number; readonly height: number };
  /** `best` takes the one with fewer sheets, then the larger drawing. */
  readonly orientation: 'portrait' | 'landscape' | 'best';
  /** In millimetres. */
  readonly margins: { readonly top: number; readonly right: number; readonly bottom: number; readonly left: number };
  /** Room for the binding at the left edge, besides the margin, in millimetres. */
  readonly gutter: number;
  /** Size of the smallest text, in points, from 4 to 14. */
  readonly smallestText: number;
  /** The parts in the order in which they are printed, each at most once. */
  readonly parts: readonly PacketPart[];
  readonly details: DetailMode;
  readonly colours: 'colour' | 'grey';
}

export const usualPacket: PacketOptions = {
  paper: 'A4',
  orientation: 'best',
  margins: { top: 10, right: 10, bottom: 10, left: 10 },
  gutter: 0,
  smallestText: 6,
  parts: usualParts({}),
  details: 'tiles',
  colours: 'colour',
};

/** The options that a plan states, with the usual ones for what it does not. */
export function packetOptions(packet: PacketPlan = {}, plan: Pick<Plan, 'revisions'> = {}): PacketOptions {
  const { paper, orientation, margin, gutter, smallestText, details, colours, parts } = packet;
  const edge = margin ?? usualPacket.margins.top;
  return {
    paper: paper ?? usualPacket.paper,
    orientation: orientation ?? usualPacket.orientation,
    margins: { top: edge, right: edge, bottom: edge, left: edge },
    gutter: gutter ?? usualPacket.gutter,
    smallestText: smallestText ?? usualPacket.smallestText,
    parts: parts ?? usualParts(plan, packet.since),
    details: details ?? usualPacket.details,
    colours: colours ?? usualPacket.colours,
  };
}

export const pointsPerMm = 72 / 25.4;

/** Limits of a sheet in millimetres: what is left inside the margins, and what a PDF page can have. */
const leastInside = [120, 120] as const;
const most = 5000;
const smallest = { least: 4, most: 14 } as const;

/** A sheet as the layout sees it, in points. */
export interface PaperFormat {
  readonly width: number;
  readonly height: number;
  /** What is inside the margins. */
  readonly inner: Box;
  readonly orientation: 'portrait' | 'landscape';
}

/**
 * The sheet in each orientation that the options allow; the wider one first.
 * @throws UserError if the options leave no room to draw in, or are out of their bounds
 */
export function formatsOf(options: PacketOptions): readonly [PaperFormat, ...PaperFormat[]] {
  const { paper, orientation, margins, gutter, smallestText, parts } = options;
  const [a, b] = typeof paper === 'string' ? paperSizes[paper] : ([paper.width, paper.height] as const);
  const name = typeof paper === 'string' ? paper : `${figure(a)} × ${figure(b)} mm`;
  if (!(a > 0 && b > 0 && a <= most && b <= most))
    throw new UserError(`The paper "${name}" is not a size that can be printed.`, `Give a width and a height of up to ${figure(most)} mm.`);
  if (!(smallestText >= smallest.least && smallestText <= smallest.most))
    throw new UserError(
      `The smallest text cannot have ${figure(smallestText)} pt.`,
      `Choose a size from ${smallest.least} to ${smallest.most} pt.`,
    );
  if (new Set(parts).size < parts.length) throw new UserError('The packet names a part twice.', 'Name each part of the packet once.');
  if (parts.length === 0) throw new UserError('The packet has no parts.', 'Choose at least one part of the packet.');
  const [short, long] = [Math.min(a, b), Math.max(a, b)];
  const sizeOf = (upright: boolean) => (upright ? [short, long] : [long, short]) as readonly [number, number];
  const insideOf = (upright: boolean) => {
    const [width, height] = sizeOf(upright);
    return [width - margins.left - gutter - margins.right, height - margins.top - margins.bottom] as const;
  };
  const isValid = [margins.top, margins.right, margins.bottom, margins.left, gutter].every((one) => one >= 0);
  const hasRoom = (upright: boolean) => isValid && insideOf(upright).every((length, at) => length >= (leastInside[at] ?? 0));
  const format = (upright: boolean): PaperFormat => {
    const [width, height] = sizeOf(upright);
    const inside = insideOf(upright);
    if (inside.some((length) => length <= 0))
      throw new UserError(`The margins are larger than the paper "${name}".`, 'Choose smaller margins or a larger paper.');
    if (!hasRoom(upright))
      throw new UserError(
        `The margins leave ${figure(inside[0])} × ${figure(inside[1])} mm of the paper "${name}".`,
        `Leave at least ${leastInside[0]} × ${leastInside[1]} mm: choose smaller margins or a larger paper.`,
      );
    const pt = (value: number) => value * pointsPerMm;
    return {
      width: pt(width),
      height: pt(height),
      inner: { x: pt(margins.left + gutter), y: pt(margins.top), width: pt(inside[0]), height: pt(inside[1]) },
      orientation: upright ? 'portrait' : 'landscape',
    };
  };
  if (orientation !== 'best') return [format(orientation === 'portrait')];
  if (short === long) return [format(true)];
  // margins that suit one orientation may leave too little in the other
  if (!hasRoom(false)) return [format(true)];
  return hasRoom(true) ? [format(false), format(true)] : [format(false)];
}
