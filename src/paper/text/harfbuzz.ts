import type * as harfbuzz from 'harfbuzzjs';
import type { Cluster, Glyph } from '#engine/packet';
import { readFont } from '../fonts/files';
import { fontTable } from '../fonts/table';

type HarfBuzz = typeof harfbuzz;

/** A part of a line, shaped. */
export interface Shaped {
  /** In visual order. */
  readonly clusters: readonly Cluster[];
  /** In thousandths of the font size. */
  readonly width: number;
}

/** HarfBuzz with the fonts that were needed so far. */
export interface Engine {
  shape: (font: string, text: string, rightToLeft: boolean) => Shaped;
  /** The outline of a glyph as path data of SVG, in units of the font: y grows upwards. */
  outline: (font: string, glyph: number) => string;
  /** Units of a font for its size. */
  unitsOf: (font: string) => number;
}

let started: Promise<Engine> | undefined;

/** HarfBuzz is started once, when the first text is shaped: a command that makes no packet never waits for it. */
export async function harfBuzz(): Promise<Engine> {
  fontTable(); // says what to do if the folder of fonts and programs is missing
  started ??= import('harfbuzzjs').then(engineOf);
  return started;
}

function engineOf(hb: HarfBuzz): Engine {
  const fonts = new Map<string, { font: InstanceType<HarfBuzz['Font']>; units: number; outlines: Map<number, string> }>();
  const open = (key: string) => {
    const known = fonts.get(key);
    if (known) return known;
    const face = new hb.Face(new hb.Blob(readFont(key)));
    const opened = { font: new hb.Font(face), units: face.upem, outlines: new Map<number, string>() };
    fonts.set(key, opened);
    return opened;
  };
  const buffer = new hb.Buffer();
  return {
    shape(key, text, rightToLeft) {
      const { font, units } = open(key);
      buffer.reset();
      // a cluster for each character where the font allows it, so that every glyph knows its text
      buffer.setClusterLevel(hb.ClusterLevel.MONOTONE_CHARACTERS);
      buffer.addText(text);
      buffer.guessSegmentProperties();
      buffer.setDirection(rightToLeft ? hb.Direction.RTL : hb.Direction.LTR);
      hb.shape(font, buffer);
      const scale = 1000 / units;
      const glyphs = buffer.getGlyphInfosAndPositions().map(({ codepoint, cluster, xAdvance = 0, xOffset = 0, yOffset = 0 }) => ({
        cluster,
        glyph: { id: codepoint, advance: xAdvance * scale, dx: xOffset * scale, dy: yOffset * scale },
      }));
      return { clusters: clustersOf(text, glyphs), width: glyphs.reduce((sum, { glyph }) => sum + glyph.advance, 0) };
    },
    outline(key, glyph) {
      const { font, outlines } = open(key);
      const known = outlines.get(glyph);
      if (known !== undefined) return known;
      const path = font.glyphToPath(glyph);
      outlines.set(glyph, path);
      return path;
    },
    unitsOf: (key) => open(key).units,
  };
}

/** Glyphs by the characters that they draw. @param glyphs in visual order, each with the first character of its cluster */
function clustersOf(text: string, glyphs: readonly { readonly cluster: number; readonly glyph: Glyph }[]): Cluster[] {
  const starts = [...new Set(glyphs.map(({ cluster }) => cluster))].sort((one, other) => one - other);
  const ends = new Map(starts.map((start, at) => [start, starts[at + 1] ?? text.length]));
  const clusters: { start: number; text: string; glyphs: Glyph[] }[] = [];
  for (const { cluster, glyph } of glyphs) {
    const last = clusters.at(-1);
    if (last?.start === cluster) last.glyphs.push(glyph);
    else clusters.push({ start: cluster, text: text.slice(cluster, ends.get(cluster)), glyphs: [glyph] });
  }
  return clusters.map((cluster) => ({ text: cluster.text, glyphs: cluster.glyphs }));
}
