import { escape, paper } from '../../draw';
import type { Box, TextLook } from './measure';

/* Parts of the language of slides: lengths, colours, paragraphs. Lengths are points here and English metric units in the files. */

const unitsPerPoint = 12_700;

/** A length in the unit of the files. */
export function emu(points: number): number {
  return Math.round(points * unitsPerPoint);
}

export interface Run extends TextLook {
  readonly text: string;
  /** As `#17202b`; the text's usual colour without it. */
  readonly colour?: string;
}

export interface Paragraph {
  readonly runs: readonly Run[];
  readonly align?: 'left' | 'center' | 'right';
  /** Room above, in points. */
  readonly above?: number;
}

const aligned = { left: 'l', center: 'ctr', right: 'r' } as const;

export function paragraphXml({ runs, align = 'left', above = 0 }: Paragraph): string {
  const spacing = above > 0 ? `<a:spcBef><a:spcPts val="${Math.round(above * 100)}"/></a:spcBef>` : '';
  const texts = runs.map(
    ({ text, size, bold = false, colour = paper.text }) =>
      `<a:r><a:rPr lang="en-GB" sz="${Math.round(size * 100)}"${bold ? ' b="1"' : ''}>${fill(colour)}<a:latin typeface="+mn-lt"/></a:rPr><a:t>${escape(text)}</a:t></a:r>`,
  );
  const end = texts.length === 0 ? '<a:endParaRPr lang="en-GB"/>' : '';
  return `<a:p><a:pPr algn="${aligned[align]}">${spacing}</a:pPr>${texts.join('')}${end}</a:p>`;
}

export function fill(colour: string): string {
  return `<a:solidFill><a:srgbClr val="${colour.slice(1).toUpperCase()}"/></a:solidFill>`;
}

/** Place and size of a shape. */
export function frame({ x, y, width, height }: Box, flags = ''): string {
  return `<a:xfrm${flags}><a:off x="${emu(x)}" y="${emu(y)}"/><a:ext cx="${emu(width)}" cy="${emu(height)}"/></a:xfrm>`;
}

/** A text in an attribute's quotes, in one line. */
export function attribute(text: string): string {
  return escape(text.replace(/\s+/g, ' ').trim());
}
