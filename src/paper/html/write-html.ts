import type { BookmarkMark, DisplayList, Sheet } from '#engine/packet';
import { escapeXml } from '../escape';
import { createCutter, type Cut } from '../fonts/cut';
import { readFont, readPaperFile } from '../fonts/files';
import { everyMark, targetNames } from '../marks';
import { num } from '../numbers';
import { drawMarks } from '../svg/draw-marks';
import { joined } from '../svg/parts';
import { harfBuzz } from '../text/harfbuzz';

export interface HtmlOptions {
  /** The plan, which the page gives back as a file. */
  readonly plan?: { readonly name: string; readonly bytes: Uint8Array };
}

/**
 * Writes a packet as one page that needs nothing else: no script, no address. Sheets are drawings with text; the page has the
 * characters of its fonts that it uses, and prints a sheet on each page.
 */
export async function writeHtml(list: DisplayList, { plan }: HtmlOptions = {}): Promise<string> {
  const engine = await harfBuzz();
  const targets = targetNames(list);
  const fonts = new UsedFonts();
  const pictures = new Pictures(list.sheets);
  const sheets = list.sheets.map((sheet, at) => {
    for (const mark of everyMark(sheet.marks)) if (mark.kind === 'text') for (const run of mark.line.runs) fonts.add(run.font, run.text);
    const parts = drawMarks(sheet.marks, {
      engine,
      style: (font) => ({ family: font, weight: 400 }), // each file of a font has a family of its own
      hasWidths: true,
      keepsSpaces: true,
      hasMeaning: true,
      targets,
      pictures: pictures.ids,
      prefix: `s${at + 1}`,
    });
    return sheetHtml(sheet, at + 1, joined(parts));
  });
  const cut = await createCutter(readPaperFile('harfbuzz-subset.wasm'));
  return [
    `<!doctype html>\n<html lang="${escapeXml(list.language)}">\n<head>\n<meta charset="utf-8">\n`,
    // nothing is loaded and nothing runs, whatever a name in the plan says
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; font-src data:; img-src data:">\n`,
    `<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>${escapeXml(list.title)}</title>\n`,
    list.subject === undefined ? '' : `<meta name="description" content="${escapeXml(list.subject)}">\n`,
    list.author === undefined ? '' : `<meta name="author" content="${escapeXml(list.author)}">\n`,
    `<style>\n${fonts.css(cut)}${styles}${pageStyles(list.sheets)}</style>\n</head>\n<body>\n`,
    pictures.definitions,
    contents(list, plan),
    `<main>\n${sheets.join('\n')}\n</main>\n</body>\n</html>\n`,
  ].join('');
}

/** The pictures of a packet: every sheet has the organisation's logo, and the page has its bytes once. */
class Pictures {
  readonly ids = new Map<string, string>();
  /** Empty if the packet has no picture. */
  readonly definitions: string;

  constructor(sheets: readonly Sheet[]) {
    const symbols: string[] = [];
    for (const { marks } of sheets)
      for (const mark of everyMark(marks)) {
        if (mark.kind !== 'image' || this.ids.has(mark.data)) continue;
        const id = `p${this.ids.size + 1}`;
        this.ids.set(mark.data, id);
        const whole = 'width="100" height="100" preserveAspectRatio="none"';
        symbols.push(
          `<symbol id="${id}" viewBox="0 0 100 100" preserveAspectRatio="none"><image ${whole} href="data:${mark.type};base64,${mark.data}"/></symbol>`,
        );
      }
    // not "display: none", which hides what refers to it as well
    this.definitions =
      symbols.length === 0 ? '' : `<svg width="0" height="0" style="position:absolute" aria-hidden="true">${symbols.join('')}</svg>\n`;
  }
}

const styles = `body{margin:0;background:#e4e6e9;font:14px/1.5 system-ui,sans-serif;color:#1b1d20}
nav{max-width:60rem;margin:0 auto;padding:1rem}
nav ol{margin:0;padding-left:1.5rem}
a{color:#0b57a4}
.sheet{margin:0 auto 1.5rem;background:#fff;box-shadow:0 1px 4px #0003;max-width:100%}
.sheet svg{display:block;width:100%;height:auto}
.sheet text{white-space:pre}
.sheet a:focus-visible rect{stroke:#0b57a4;stroke-width:1.5}
@media print{body{background:none}nav{display:none}.sheet{margin:0;box-shadow:none;max-width:none;break-after:page;break-inside:avoid}.sheet:last-child{break-after:auto}}
`;

/** Each size of paper is a kind of page, so that every sheet is printed on its own. */
function pageStyles(sheets: readonly Sheet[]): string {
  const sizes = new Set(sheets.map(sizeName));
  return [...sizes]
    .map((name) => {
      const [width = '', height = ''] = name.slice(1).split('x');
      const [pageWidth, pageHeight] = [width, height].map((length) => `${length.replace('_', '.')}pt`);
      return `@page ${name}{size:${pageWidth} ${pageHeight};margin:0}.${name}{page:${name};width:${pageWidth}}\n`;
    })
    .join('');
}

function sizeName({ width, height }: Sheet): string {
  return `p${num(width).replace('.', '_')}x${num(height).replace('.', '_')}`;
}

function sheetHtml(sheet: Sheet, number: number, svg: string): string {
  const box = `viewBox="0 0 ${num(sheet.width)} ${num(sheet.height)}"`;
  const title = escapeXml(sheet.title);
  return `<section class="sheet ${sizeName(sheet)}" id="sheet-${number}" aria-label="${title}"><svg xmlns="http://www.w3.org/2000/svg" ${box} xml:space="preserve" role="document" aria-label="${title}">${svg}</svg></section>`;
}

/** The table of contents: the bookmarks, or the sheets where there are none. */
function contents({ title, sheets }: DisplayList, plan: HtmlOptions['plan']): string {
  const entries = sheets.flatMap((sheet, at) => {
    const marks = [...everyMark(sheet.marks)].filter((mark): mark is BookmarkMark => mark.kind === 'bookmark');
    const named = marks.length > 0 ? marks : [{ level: 1, title: sheet.title }];
    return named.map(
      ({ level, title: name }) => `<li style="margin-left:${(level - 1) * 1.5}rem"><a href="#sheet-${at + 1}">${escapeXml(name)}</a></li>`,
    );
  });
  const address = plan && `data:application/octet-stream;base64,${Buffer.from(plan.bytes).toString('base64')}`;
  const file = plan ? `<p><a download="${escapeXml(plan.name)}" href="${address}">${escapeXml(plan.name)}</a></p>\n` : '';
  return `<nav aria-label="${escapeXml(title)}">\n<p><strong>${escapeXml(title)}</strong></p>\n<ol>\n${entries.join('\n')}\n</ol>\n${file}</nav>\n`;
}

/** The characters that the page uses of each font. */
class UsedFonts {
  readonly #characters = new Map<string, Set<number>>();

  add(font: string, text: string): void {
    const used = this.#characters.get(font) ?? new Set();
    // browsers draw a letter and its accent as one, and the Thai am as its two parts
    for (const drawn of [text, text.normalize('NFC'), text.normalize('NFKD')])
      for (const character of drawn) used.add(character.codePointAt(0) ?? 0);
    this.#characters.set(font, used);
  }

  css(cut: Cut): string {
    return [...this.#characters]
      .map(([font, used]) => {
        const data = Buffer.from(cut(readFont(font), used)).toString('base64');
        return `@font-face{font-family:"${font}";src:url(data:font/ttf;base64,${data}) format("truetype")}\n`;
      })
      .join('');
  }
}
