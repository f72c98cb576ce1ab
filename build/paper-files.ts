import decompress from 'woff2-encoder/decompress';
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants } from 'node:zlib';
import { Face, Blob } from 'harfbuzzjs';
import { createCutter } from '../src/paper/fonts/cut.ts';
import { fontSources, type FontSource } from './paper-fonts.ts';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const modules = join(root, 'node_modules');

/** Files that are taken as they are: where from, and what they are called. */
const taken: Readonly<Record<string, string>> = {
  'harfbuzz.wasm': join(modules, 'harfbuzzjs', 'dist', 'harfbuzz.wasm'),
  'harfbuzz-subset.wasm': join(modules, 'harfbuzzjs', 'dist', 'harfbuzz-subset.wasm'),
  'resvg.wasm': join(modules, '@resvg', 'resvg-wasm', 'index_bg.wasm'),
  'resvg.mjs': join(modules, '@resvg', 'resvg-wasm', 'index.mjs'),
  'painter.mjs': join(root, 'src', 'paper', 'png', 'painter.mjs'),
};

/** Fonts that the painter of pictures reads by itself. */
const unpacked: ReadonlySet<string> = new Set(['roboto-latin-400', 'roboto-latin-500', 'roboto-latin-700', 'mono-latin']);

/**
 * The folder of files that writers of the packet read: fonts and programs of WebAssembly. It is made once for each state of its sources.
 * @returns its path
 */
export async function paperFiles(): Promise<string> {
  const folder = join(modules, '.cache', 'pipedraft-paper', await keyOfSources());
  if (existsSync(folder)) return folder;
  const parent = dirname(folder);
  mkdirSync(parent, { recursive: true });
  const made = mkdtempSync(join(parent, 'new-'));
  await makeFonts(made);
  for (const [name, from] of Object.entries(taken)) copyFileSync(from, join(made, name));
  try {
    renameSync(made, folder); // several test runs may start at once: the first one's folder stays
  } catch (error) {
    rmSync(made, { recursive: true, force: true });
    if (!existsSync(folder)) throw error;
  }
  return folder;
}

/** Fonts as TrueType, which HarfBuzz and the writer of PDF want, packed in a way that Node unpacks by itself; and the table of them. */
async function makeFonts(folder: string): Promise<void> {
  const cut = await createCutter(readFileSync(taken['harfbuzz-subset.wasm'] ?? ''));
  const table = [];
  for (const source of fontSources) {
    const whole = await decompress(readFileSync(join(modules, source.file)));
    const font = source.kept ? cut(whole, keptOf(source.kept)) : whole;
    const face = new Face(new Blob(font));
    if (unpacked.has(source.key)) writeFileSync(join(folder, `${source.key}.ttf`), font);
    writeFileSync(
      join(folder, `${source.key}.ttf.br`),
      // 9 packs the fonts of Chinese in half a second and 11 in ten, for 5 % less
      brotliCompressSync(font, { params: { [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_SIZE_HINT]: font.length } }),
    );
    table.push({
      key: source.key,
      face: source.face,
      symbols: source.symbols,
      family: face.getName(1, 'en'),
      weight: weightOf(face),
      ranges: rangesOf(face.collectUnicodes()),
    });
  }
  writeFileSync(join(folder, 'fonts.json'), JSON.stringify(table));
}

function keptOf(kept: NonNullable<FontSource['kept']>): number[] {
  return kept.flatMap(([from, to]) => Array.from({ length: to - from + 1 }, (_, at) => from + at));
}

/** The weight that the file states, such as 400. */
function weightOf(face: Face): number {
  const table = face.referenceTable('OS/2');
  return table ? new DataView(table.buffer, table.byteOffset, table.byteLength).getUint16(4) : 400;
}

/** Characters, sorted, as pairs of first and last. */
function rangesOf(characters: Uint32Array): [number, number][] {
  const ranges: [number, number][] = [];
  for (const character of characters) {
    const last = ranges.at(-1);
    if (last && last[1] === character - 1) last[1] = character;
    else ranges.push([character, character]);
  }
  return ranges;
}

/** Changes whenever a source does. */
async function keyOfSources(): Promise<string> {
  const hash = createHash('sha256');
  const here = dirname(fileURLToPath(import.meta.url));
  const files = [
    ...['paper-fonts.ts', 'paper-files.ts'].map((name) => join(here, name)),
    join(root, 'src', 'paper', 'fonts', 'cut.ts'),
    ...Object.values(taken),
    ...fontSources.map(({ file }) => join(modules, file)),
  ];
  for (const file of files) hash.update(readFileSync(file));
  return hash.digest('hex').slice(0, 16);
}
