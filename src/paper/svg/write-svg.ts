import type { Sheet } from '#engine/packet';
import { fontEntry } from '../fonts/table';
import { harfBuzz } from '../text/harfbuzz';
import { families, svgDocument, type SvgOptions } from './svg-document';
import type { TextStyle } from './text-parts';

/** Roboto is text, in the order of weights that everybody's fonts have; other scripts are outlines, so that they look the same anywhere. */
const style: TextStyle = (font) => {
  if (!/^(roboto|mono)-/.test(font)) return undefined;
  const { weight } = fontEntry(font);
  return font.startsWith('mono-') ? { family: families.mono, weight } : { weight };
};

/** Writes one sheet as an SVG file that needs nothing else. Its size is that of the paper. */
export async function writeSvg(sheet: Sheet, options: SvgOptions = {}): Promise<string> {
  return svgDocument(sheet, options, await harfBuzz(), options.letters === 'outlines' ? () => undefined : style);
}
