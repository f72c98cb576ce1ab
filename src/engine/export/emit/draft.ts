import type { Origin } from './origin';
import type { TextLines } from './text-lines';

interface DraftBase extends Origin {
  /** Relative to the repository's folder. */
  readonly path: string;
  /** Lines at the top of the file, after the line that names the plan. Formats without comments leave them out. */
  readonly head?: readonly string[];
}

/** A file before it is printed. */
export type Draft =
  | (DraftBase & { readonly format: 'yaml'; readonly value: unknown; readonly options?: YamlOptions })
  /** Several YAML documents in one file. */
  | (DraftBase & { readonly format: 'yaml-documents'; readonly values: readonly unknown[] })
  | (DraftBase & { readonly format: 'json'; readonly value: unknown })
  | (DraftBase & {
      readonly format: 'text';
      readonly lines: TextLines;
      /** How a comment begins, such as "# " or "// "; without it the file has no line that names the plan. */
      readonly comment?: string;
      readonly executable?: boolean;
    })
  /** A file that is not text, with its content in words. */
  | (DraftBase & { readonly format: 'binary'; readonly bytes: Uint8Array; readonly lines: TextLines });

export interface YamlOptions {
  /** Readers of YAML 1.1 read "on", "yes" and "1e3" as other things than texts: such texts are quoted. On, unless it is false. */
  readonly quoteFor11?: boolean;
}

/** Origin and comments of a map, a list, or the keys of a map. */
export interface Marks extends Origin {
  /** A comment behind the line of the key, or of the item, that holds it. */
  readonly comment?: string;
  /** Lines of comment above the key or item that holds it. */
  readonly above?: readonly string[];
}

const marks = new WeakMap<object, Marks>();
const keyMarks = new WeakMap<object, Record<string, Marks>>();

/** Says what a map or list is written from. @returns the value itself */
export function from<T extends object>(value: T, its: Marks): T {
  marks.set(value, { ...marks.get(value), ...its });
  return value;
}

/** Says what a key of a map, or the item of a list at an index, is written from, or puts a comment beside it. @returns the map itself */
export function fromKey<T extends object>(map: T, key: string, its: Marks): T {
  keyMarks.set(map, { ...keyMarks.get(map), [key]: { ...keyMarks.get(map)?.[key], ...its } });
  return map;
}

export function marksOf(value: unknown): Marks | undefined {
  return typeof value === 'object' && value !== null ? marks.get(value) : undefined;
}

export function marksOfKey(map: object, key: string): Marks | undefined {
  return keyMarks.get(map)?.[key];
}
