import type { EmbeddedFont } from 'pdfkit';
import type { Cluster, Run, TextMark } from '#engine/packet';
import { num } from '../numbers';

/** @param name the font's name in the page's resources */
export type FontOf = (key: string) => EmbeddedFont;

/**
 * Operators that draw a line of text on a page whose y grows downwards. A glyph's text is written once for its font. Where a cluster's
 * text is another, the cluster carries its own: for a whole line, readers would turn Arabic around and lose its position.
 */
export function textOperators({ x, y, size, line }: TextMark, fontOf: FontOf): string[] {
  const operators = ['BT'];
  let at = x;
  for (const run of line.runs) {
    const font = fontOf(run.font);
    operators.push(`/${font.id} ${num(size)} Tf 1 0 0 -1 ${num(at)} ${num(y)} Tm`, ...runOperators(run, font, size));
    at += (run.width * size) / 1000;
  }
  operators.push('ET');
  return operators;
}

/** A space behind a line: programs that read text aloud join the lines of a paragraph as they are. @param font one that has a space */
export function spaceOperators({ x, y, size, line }: TextMark, font: EmbeddedFont): string[] {
  const glyph = font.font.glyphForCodePoint(0x20);
  const id = font.subset.includeGlyph(glyph.id);
  font.widths[id] ??= glyph.advanceWidth * font.scale;
  font.unicode[id] ??= [0x20];
  const hex = id.toString(16).padStart(4, '0');
  return ['BT', `/${font.id} ${num(size)} Tf 1 0 0 -1 ${num(x + (line.width * size) / 1000)} ${num(y)} Tm <${hex}> Tj`, 'ET'];
}

function runOperators(run: Run, font: EmbeddedFont, size: number): string[] {
  const shown = new ShownGlyphs(size);
  for (const cluster of run.clusters) {
    const glyphs = cluster.glyphs.map((glyph) => ({ ...glyph, id: font.subset.includeGlyph(glyph.id), of: glyph.id }));
    for (const { id, of } of glyphs) font.widths[id] ??= font.font.getGlyph(of).advanceWidth * font.scale;
    const says = glyphs.length !== 1 || !isSaid(cluster, glyphs[0]?.id ?? 0, font);
    if (says) shown.begin(`/Span <</ActualText <FEFF${utf16(cluster.text)}>>> BDC`);
    for (const glyph of glyphs) shown.add(glyph, font.widths[glyph.id] ?? 0);
    if (says) shown.end('EMC');
  }
  return shown.operators();
}

/** True if a reader finds the cluster's text by the glyph; the first use of a glyph decides what it says. */
function isSaid({ text }: Cluster, glyph: number, font: EmbeddedFont): boolean {
  const characters = Array.from(text, (character) => character.codePointAt(0) ?? 0);
  const said = (font.unicode[glyph] ??= characters);
  return said.length === characters.length && said.every((one, at) => one === characters[at]);
}

interface PlacedGlyph {
  readonly id: number;
  readonly advance: number;
  readonly dx: number;
  readonly dy: number;
}

/** Glyphs and the distances between them, in as few operators as possible. */
class ShownGlyphs {
  readonly #operators: string[] = [];
  #array = '';
  #hex = '';
  /** What the next glyph moves to the left by, in thousandths. */
  #back = 0;
  #rise = 0;

  constructor(private readonly size: number) {}

  add({ id, advance, dx, dy }: PlacedGlyph, width: number): void {
    if (dy !== this.#rise) {
      this.#show();
      this.#operators.push(`${num((dy * this.size) / 1000)} Ts`);
      this.#rise = dy;
    }
    this.#back -= dx;
    const back = Math.round(this.#back * 10) / 10;
    if (back !== 0) {
      this.#closeHex();
      this.#array += num(back);
      this.#back -= back;
    }
    this.#hex += id.toString(16).padStart(4, '0');
    this.#back += width - advance + dx;
  }

  begin(operator: string): void {
    this.#show();
    this.#operators.push(operator);
  }

  end(operator: string): void {
    this.#show();
    this.#operators.push(operator);
  }

  operators(): string[] {
    this.#show();
    if (this.#rise !== 0) this.#operators.push('0 Ts');
    return this.#operators;
  }

  #closeHex(): void {
    if (this.#hex === '') return;
    this.#array += `<${this.#hex}>`;
    this.#hex = '';
  }

  #show(): void {
    this.#closeHex();
    if (this.#array !== '') this.#operators.push(`[${this.#array}] TJ`);
    this.#array = '';
  }
}

function utf16(text: string): string {
  let hex = '';
  for (let at = 0; at < text.length; at++) hex += text.charCodeAt(at).toString(16).padStart(4, '0');
  return hex;
}
