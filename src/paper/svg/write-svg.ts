import type { Sheet } from '#engine/packet';
import { escapeXml } from '../escape';
import { fontEntry } from '../fonts/table';
import { targetNames } from '../marks';
import { num } from '../numbers';
import { harfBuzz } from '../text/harfbuzz';
import { drawMarks } from './draw-marks';
import { joined } from './parts';
import type { TextStyle } from './text-parts';

export interface SvgOptions {
  /** What the drawing is called. The sheet's title by default. */
  readonly title?: string;
  /** BCP 47. */
  readonly language?: string;
  /** The plan that the drawing shows, as YAML: who has the drawing can open the plan. */
  readonly plan?: { readonly name: string; readonly text: string };
}

/** Ours is the first choice; where it is not installed, another one without serifs is used in the same width. */
const families = { sans: 'Roboto, "Segoe UI", "Helvetica Neue", Arial, sans-serif', mono: '"Roboto Mono", Consolas, monospace' };

/** Roboto is text, in the order of weights that everybody's fonts have; other scripts are outlines, so that they look the same anywhere. */
const style: TextStyle = (font) => {
  if (!/^(roboto|mono)-/.test(font)) return undefined;
  const { weight } = fontEntry(font);
  return font.startsWith('mono-') ? { family: families.mono, weight } : { weight };
};

/** Writes one sheet as an SVG file that needs nothing else. Its size is that of the paper. */
export async function writeSvg(sheet: Sheet, { title = sheet.title, language, plan }: SvgOptions = {}): Promise<string> {
  const engine = await harfBuzz();
  const targets = targetNames({ sheets: [sheet] });
  const parts = drawMarks(sheet.marks, { engine, style, hasWidths: true, keepsSpaces: false, hasMeaning: true, targets, prefix: '' });
  const size = `width="${num(sheet.width)}pt" height="${num(sheet.height)}pt" viewBox="0 0 ${num(sheet.width)} ${num(sheet.height)}"`;
  const lang = language === undefined ? '' : ` xml:lang="${escapeXml(language)}"`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" ${size} xml:space="preserve" font-family="${escapeXml(families.sans)}"${lang} role="document" aria-label="${escapeXml(title)}">`,
    `<title>${escapeXml(title)}</title>`,
    plan ? `<metadata><plan xmlns="urn:pipedraft:plan" name="${escapeXml(plan.name)}">${escapeXml(plan.text)}</plan></metadata>` : '',
    joined(parts),
    '</svg>\n',
  ].join('');
}
