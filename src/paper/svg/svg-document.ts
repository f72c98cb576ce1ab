import type { Sheet } from '#engine/packet';
import { escapeXml } from '../escape';
import { targetNames } from '../marks';
import { num } from '../numbers';
import type { Engine } from '../text/harfbuzz';
import { drawMarks } from './draw-marks';
import { joined } from './parts';
import { GlyphShapes, type TextStyle } from './text-parts';

export interface SvgOptions {
  /** What the drawing is called. The sheet's title by default. */
  readonly title?: string;
  /** BCP 47. */
  readonly language?: string;
  /** The plan that the drawing shows, as YAML or JSON: who has the drawing can open the plan. */
  readonly plan?: { readonly name: string; readonly text: string };
  /**
   * `outlines` look the same in every program, and cannot be searched. `text` by default: searched and copied, in Roboto where that is
   * installed, or else in another font in the same width.
   */
  readonly letters?: 'text' | 'outlines';
}

/** Ours is the first choice; where it is not installed, another one without serifs is used in the same width. */
export const families = {
  sans: 'Roboto, "Segoe UI", "Helvetica Neue", Arial, sans-serif',
  mono: '"Roboto Mono", Consolas, monospace',
} as const;

/**
 * One sheet as an SVG file that needs nothing else. Its size is that of the paper.
 * @param style of the fonts that are written as text; the engine outlines the others
 */
export function svgDocument(sheet: Sheet, { title = sheet.title, language, plan }: SvgOptions, engine: Engine, style: TextStyle): string {
  const shapes = new GlyphShapes();
  const drawing = joined(
    drawMarks(sheet.marks, {
      engine,
      style,
      hasWidths: true,
      keepsSpaces: false,
      hasMeaning: true,
      targets: targetNames({ sheets: [sheet] }),
      prefix: '',
      shapes,
    }),
  );
  const { definitions } = shapes;
  const size = `width="${num(sheet.width)}pt" height="${num(sheet.height)}pt" viewBox="0 0 ${num(sheet.width)} ${num(sheet.height)}"`;
  const links = definitions === '' ? '' : ' xmlns:xlink="http://www.w3.org/1999/xlink"';
  const lang = language === undefined ? '' : ` xml:lang="${escapeXml(language)}"`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" ${size}${links} xml:space="preserve" font-family="${escapeXml(families.sans)}"${lang} role="document" aria-label="${escapeXml(title)}">`,
    `<title>${escapeXml(title)}</title>`,
    plan ? `<metadata><plan xmlns="urn:pipedraft:plan" name="${escapeXml(plan.name)}">${escapeXml(plan.text)}</plan></metadata>` : '',
    definitions,
    drawing,
    '</svg>\n',
  ].join('');
}
