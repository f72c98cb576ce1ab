import { UserError } from '../src/engine/errors/index.ts';
import { plainShaper, type Face, type Shaper, type Sheet } from '../src/engine/packet/index.ts';
import { families, svgDocument, type SvgOptions } from '../src/paper/svg/svg-document.ts';
import type { FontStyle } from '../src/paper/svg/text-parts.ts';

/*
 * Takes the place of the writers of the packet in the npm package, which has no fonts. SVG is written with the widths of Roboto, and all of
 * its text is text. Commands that need glyphs say so.
 */

function refuse(): never {
  throw new UserError(
    'The npm package writes no PDF, web page or PNG, because their fonts would make it several times as large.',
    'Use the command that comes with the application or the container image, or --out review.md.',
  );
}

const styles: Readonly<Record<Face, FontStyle>> = {
  regular: { weight: 400 },
  medium: { weight: 500 },
  bold: { weight: 700 },
  mono: { family: families.mono, weight: 400 },
};

export function createShaper(): Promise<Shaper> {
  return Promise.resolve(plainShaper());
}

export function writeSvg(sheet: Sheet, options: SvgOptions = {}): Promise<string> {
  if (options.letters === 'outlines') refuse();
  const noGlyphs = { shape: refuse, outline: refuse, unitsOf: refuse };
  return Promise.resolve(svgDocument(sheet, options, noGlyphs, (font) => styles[font as Face]));
}

export const writePdf = refuse;
export const writeHtml = refuse;
export const writePng = refuse;
export const pixelsOf = refuse;
export const refuseTooLarge = refuse;
export const planInPdf = refuse;
export const planInSvg = refuse;
