import { breakLines, textWidth } from '../../draw';
import { clusters } from '../../plan';

/*
 * How much room texts take, in points. Slides are set in Arial, which every office has or replaces by a font of the same widths; it is a
 * little wider than the font whose widths the drawing knows, and bold letters are wider still.
 */

export const pageWidth = 960;
export const pageHeight = 540;
export const margin = 40;
/** Width of what is between the margins. */
export const bodyWidth = pageWidth - 2 * margin;
/** Where the content of a slide begins and ends. */
export const bodyTop = 92;
export const bodyBottom = 500;

/** A rectangle, in points. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export const titleBox: Box = { x: margin, y: 22, width: bodyWidth, height: 44 };
export const footerBox: Box = { x: margin, y: pageHeight - 30, width: 780, height: 16 };
export const numberBox: Box = { x: pageWidth - margin - 80, y: pageHeight - 30, width: 80, height: 16 };

const wider = { regular: 1.06, bold: 1.14 } as const;
/** Height of a line, as a share of the size of its letters. */
const lineShare = 1.2;

export interface TextLook {
  readonly size: number;
  readonly bold?: boolean;
}

/** The number of lines that a text takes in a width. */
export function lineCount(text: string, width: number, { size, bold = false }: TextLook): number {
  return breakLines(text, width / wider[bold ? 'bold' : 'regular'], size, bold ? 'medium' : 'regular').length;
}

/** The width of a text in one line. */
export function widthOf(text: string, { size, bold = false }: TextLook): number {
  return textWidth(text, size, bold ? 'medium' : 'regular') * wider[bold ? 'bold' : 'regular'];
}

export function lineHeight({ size }: TextLook): number {
  return size * lineShare;
}

/** The text, or as much of it as fits a number of lines with an ellipsis. */
export function clipped(text: string, width: number, most: number, look: TextLook): string {
  if (lineCount(text, width, look) <= most) return text;
  const parts = clusters(text);
  let [fits, fails] = [0, parts.length];
  while (fails - fits > 1) {
    const middle = Math.floor((fits + fails) / 2);
    if (lineCount(`${parts.slice(0, middle).join('')}…`, width, look) <= most) fits = middle;
    else fails = middle;
  }
  return `${parts.slice(0, fits).join('').trimEnd()}…`;
}

/** The largest of some sizes in which a text fits a number of lines; the smallest if none does. @param sizes largest first */
export function fittingSize(text: string, width: number, most: number, sizes: readonly number[], bold = false): number {
  return sizes.find((size) => lineCount(text, width, { size, bold }) <= most) ?? sizes.at(-1) ?? 12;
}
