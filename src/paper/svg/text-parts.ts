import type { Cluster, Run, TextMark } from '#engine/packet';
import { escapeXml } from '../escape';
import { num } from '../numbers';
import type { Engine } from '../text/harfbuzz';

/** How runs of a font are written: as text in a font that the reader has, or else as outlines. */
export type TextStyle = (font: string) => FontStyle | undefined;

export interface FontStyle {
  /** That of the drawing by default. */
  readonly family?: string;
  readonly weight: number;
}

export interface TextOptions {
  readonly style: TextStyle;
  /** Readers may have another font than ours: text takes the width that it has in ours. */
  readonly hasWidths: boolean;
  /** True where spaces at the ends of a run stay: people copy and search lines. Programs for SVG leave them out, each in its own way. */
  readonly keepsSpaces: boolean;
  /** Outlines that occur often are written once, and named where they occur; without it each is written in its place. */
  readonly shapes?: GlyphShapes;
}

/** The outlines of a drawing, by their path data: fonts share some. */
export class GlyphShapes {
  readonly #ids = new Map<string, string>();

  /** The name of an outline. @param d its path data */
  idOf(d: string): string {
    const id = this.#ids.get(d) ?? `g${this.#ids.size + 1}`;
    this.#ids.set(d, id);
    return id;
  }

  /** All outlines that were named, as SVG. */
  get definitions(): string {
    const paths = [...this.#ids].map(([d, id]) => `<path id="${id}" d="${d}"/>`);
    return paths.length === 0 ? '' : `<defs>${paths.join('')}</defs>`;
  }
}

/** A run where it stands. Lengths are points. */
interface PlacedRun {
  readonly run: Run;
  readonly text: string;
  readonly x: number;
  readonly width: number;
}

/** A line of text as SVG. */
export function textSvg(mark: TextMark, engine: Engine, options: TextOptions): string {
  const runs = placedRuns(mark, options.style);
  const common = `y="${num(mark.y)}" font-size="${num(mark.size)}" ${fillOf(mark)}`;
  const written = (placed: PlacedRun, style: FontStyle, element: 'text' | 'tspan') => {
    const { run, text, x, width } = options.keepsSpaces ? placed : trimmed(placed, mark.size);
    if (text === '') return '';
    const family = style.family === undefined ? '' : ` font-family="${escapeXml(style.family)}"`;
    const weight = style.weight === 400 ? '' : ` font-weight="${style.weight}"`;
    // in text from right to left, the end is on the left
    const direction = run.rightToLeft ? ' direction="rtl" text-anchor="end"' : '';
    const length = options.hasWidths && width > 0 ? ` textLength="${num(width)}" lengthAdjust="spacingAndGlyphs"` : '';
    const start = element === 'text' ? `<text ${common} ` : '<tspan ';
    return `${start}x="${num(x)}"${family}${weight}${direction}${length}>${escapeXml(text)}</${element}>`;
  };
  const styles = runs.map(({ run }) => options.style(run.font));
  if (runs.length > 1 && !styles.includes(undefined)) {
    const spans = runs.map((placed, at) => written(placed, styles[at] ?? { weight: 400 }, 'tspan'));
    return `<text ${common}>${spans.join('')}</text>`;
  }
  // a line of outlines is read as one, however many fonts draw it
  const isOutlined = runs.length > 1 && styles.every((style) => style === undefined);
  const pieces = runs.map((placed, at) => {
    const style = styles[at];
    return style ? written(placed, style, 'text') : outlined(placed, mark, engine, options.shapes, !isOutlined);
  });
  return isOutlined ? `<g ${labelOf(mark.line.text)}>${pieces.join('')}</g>` : pieces.join('');
}

/** The runs from left to right. Files of one font are one font to the reader, so their runs are one text. */
function placedRuns({ x, size, line }: TextMark, style: TextStyle): PlacedRun[] {
  const joined: Run[] = [];
  for (const run of line.runs) {
    const last = joined.at(-1);
    if (!last || last.rightToLeft || run.rightToLeft || !isSame(style(last.font), style(run.font))) joined.push(run);
    else {
      const [text, clusters, width] = [last.text + run.text, [...last.clusters, ...run.clusters], last.width + run.width];
      joined[joined.length - 1] = { ...last, text, clusters, width };
    }
  }
  let at = x;
  return joined.map((run) => {
    const placed = { run, text: run.text, x: at, width: (run.width * size) / 1000 };
    at += placed.width;
    return placed;
  });
}

function isSame(one: FontStyle | undefined, other: FontStyle | undefined): boolean {
  return one !== undefined && other !== undefined && one.family === other.family && one.weight === other.weight;
}

/** The run without spaces at its ends. */
function trimmed({ run, text, x, width }: PlacedRun, size: number): PlacedRun {
  const first = run.clusters.findIndex((cluster) => cluster.text.trim() !== '');
  const last = run.clusters.findLastIndex((cluster) => cluster.text.trim() !== '');
  if (first < 0 || (first === 0 && last === run.clusters.length - 1)) return { run, text: text.trim(), x, width };
  const left = (widthOf(run.clusters.slice(0, first)) * size) / 1000;
  const right = (widthOf(run.clusters.slice(last + 1)) * size) / 1000;
  return { run, text: text.trim(), x: x + left, width: width - left - right };
}

function widthOf(clusters: readonly Cluster[]): number {
  return clusters.reduce((sum, { glyphs }) => sum + glyphs.reduce((all, { advance }) => all + advance, 0), 0);
}

/** A run as outlines of its glyphs, with its text for those who do not see it. */
function outlined(
  { run, x }: PlacedRun,
  { y, size, fill }: TextMark,
  engine: Engine,
  shapes: GlyphShapes | undefined,
  isLabelled: boolean,
): string {
  const scale = size / engine.unitsOf(run.font);
  const perUnit = engine.unitsOf(run.font) / 1000;
  let at = 0;
  let paths = '';
  for (const { glyphs } of run.clusters) {
    for (const { id, advance, dx, dy } of glyphs) {
      const d = engine.outline(run.font, id);
      if (d !== '') {
        const [left, up] = [num((at + dx) * perUnit), num(dy * perUnit)];
        if (shapes) {
          // readers of SVG 1.1 know the name of another place only with this prefix
          const place = `${left === '0' ? '' : ` x="${left}"`}${up === '0' ? '' : ` y="${up}"`}`;
          paths += `<use xlink:href="#${shapes.idOf(d)}"${place}/>`;
        } else paths += left === '0' && up === '0' ? `<path d="${d}"/>` : `<path transform="translate(${left} ${up})" d="${d}"/>`;
      }
      at += advance;
    }
  }
  if (paths === '') return '';
  const matrix = `matrix(${scale.toPrecision(7)} 0 0 ${(-scale).toPrecision(7)} ${num(x)} ${num(y)})`;
  return `<g ${isLabelled ? `${labelOf(run.text)} ` : ''}transform="${matrix}" ${fillOf({ fill })}>${paths}</g>`;
}

function labelOf(text: string): string {
  return `role="img" aria-label="${escapeXml(text)}"`;
}

export function fillOf({ fill }: { readonly fill?: { readonly colour: string; readonly opacity?: number } }): string {
  if (!fill) return 'fill="none"';
  return fill.opacity === undefined || fill.opacity === 1
    ? `fill="${fill.colour}"`
    : `fill="${fill.colour}" fill-opacity="${num(fill.opacity)}"`;
}
