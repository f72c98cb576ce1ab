import type { Face } from '#engine/packet';
import { readPaperFile } from './files';

/** A font of the packet, without its bytes. */
export interface FontEntry {
  readonly key: string;
  readonly face: Face;
  readonly symbols?: 'symbols' | 'emoji';
  /** The family that the file names, which may say more than the family: "Roboto Medium". */
  readonly family: string;
  readonly weight: number;
  /** Characters that it has, sorted, as first and last. */
  readonly ranges: readonly (readonly [number, number])[];
}

let table: readonly FontEntry[] | undefined;

/** Fonts in the order in which they are asked for a character. */
export function fontTable(): readonly FontEntry[] {
  table ??= JSON.parse(readPaperFile('fonts.json').toString('utf8')) as readonly FontEntry[];
  return table;
}

export function fontEntry(key: string): FontEntry {
  const entry = fontTable().find((one) => one.key === key);
  if (!entry) throw new Error(`There is no font "${key}".`);
  return entry;
}

/** Fonts that may draw text of a face: its own, then the regular ones; emoji last. */
export function fontsOf(face: Face): readonly FontEntry[] {
  const own = fontTable().filter((font) => font.face === face);
  return face === 'regular' ? own : [...own, ...fontTable().filter((font) => font.face === 'regular')];
}

export function hasCharacter({ ranges }: FontEntry, character: number): boolean {
  let low = 0;
  let high = ranges.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const [from, to] = ranges[middle] ?? [0, 0];
    if (character < from) high = middle - 1;
    else if (character > to) low = middle + 1;
    else return true;
  }
  return false;
}
