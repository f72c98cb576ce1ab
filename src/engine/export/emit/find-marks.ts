import { parseTree, type Node as JsonNode } from 'jsonc-parser';
import { isMap, isScalar, isSeq, parseAllDocuments, type Node as YamlNode } from 'yaml';
import type { Block } from '../exporter';
import { gapsIn, hasGap } from '../gap';
import { marksOf, marksOfKey } from './draft';
import type { Origin } from './origin';

/*
 * Where the marks and gaps of a value are in its printed text: the text is parsed again, and value and syntax are walked side by side. A
 * value without marks and gaps is not parsed.
 */

/** A gap that was found in a printed file. */
export interface PrintedGap {
  readonly owner: string;
  readonly setting: string;
  readonly line: number;
  readonly where: string;
}

interface Found {
  readonly blocks: Block[];
  readonly gaps: PrintedGap[];
}

/** A part of a parsed text, with its places in the text. */
interface Part {
  readonly start: number;
  readonly end: number;
  /** Of a list. */
  readonly items?: readonly Part[];
  /** Of a map. */
  readonly entries?: readonly { readonly key: string; readonly start: number; readonly value: Part | undefined }[];
}

export function findInJson(value: unknown, text: string): Found {
  const found: Found = { blocks: [], gaps: [] };
  if (isMarked(value) || hasGap(text)) walk(found, new Lines(text), value, ofJson(parseTree(text)), []);
  return found;
}

/** @param values of the documents of the text */
export function findInYaml(values: readonly unknown[], text: string): Found {
  const found: Found = { blocks: [], gaps: [] };
  if (!values.some(isMarked) && !hasGap(text)) return found;
  const lines = new Lines(text);
  parseAllDocuments(text).forEach((document, at) =>
    walk(
      found,
      lines,
      values[at],
      'contents' in document ? ofYaml(document.contents as YamlNode | null) : undefined,
      values.length > 1 ? [`document ${at + 1}`] : [],
    ),
  );
  return found;
}

export function blockOf(first: number, last: number, { nodes = [], edges = [] }: Origin): Block {
  return { first, last, nodes, edges };
}

/** True if some map or list of a value says what it is written from. */
function isMarked(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (isOrigin(marksOf(value))) return true;
  return Object.entries(value).some(([key, inner]) => isOrigin(marksOfKey(value, key)) || isMarked(inner));
}

function isOrigin(origin: Origin | undefined): origin is Origin {
  return origin !== undefined && (origin.nodes ?? []).length + (origin.edges ?? []).length > 0;
}

function ofJson(node: JsonNode | undefined): Part | undefined {
  if (!node) return undefined;
  const place = { start: node.offset, end: node.offset + node.length };
  const parts = node.children ?? [];
  if (node.type === 'array') return { ...place, items: parts.flatMap((item) => ofJson(item) ?? []) };
  if (node.type !== 'object') return place;
  return {
    ...place,
    entries: parts.flatMap(({ children: [key, value] = [] }) =>
      key ? [{ key: String(key.value), start: key.offset, value: ofJson(value) }] : [],
    ),
  };
}

function ofYaml(node: YamlNode | null): Part | undefined {
  if (!node?.range) return undefined;
  const place = { start: node.range[0], end: node.range[1] };
  if (isSeq(node)) return { ...place, items: node.items.flatMap((item) => ofYaml(item as YamlNode) ?? []) };
  if (!isMap(node)) return place;
  return {
    ...place,
    entries: node.items.flatMap(({ key, value }) =>
      isScalar(key) && key.range ? [{ key: String(key.value), start: key.range[0], value: ofYaml(value as YamlNode | null) }] : [],
    ),
  };
}

function walk(found: Found, lines: Lines, value: unknown, part: Part | undefined, path: readonly string[]): void {
  if (!part) return;
  const mark = (origin: Origin | undefined, start: number, end: number) => {
    if (isOrigin(origin)) found.blocks.push(blockOf(lines.at(start), lines.lastAt(start, end), origin));
  };
  const note = (text: string, start: number, where: readonly string[]) => {
    for (const { owner, setting } of gapsIn(text)) found.gaps.push({ owner, setting, line: lines.at(start), where: where.join('.') });
  };
  if (typeof value === 'string') return note(value, part.start, path);
  if (typeof value !== 'object' || value === null) return;
  mark(marksOf(value), part.start, part.end);
  if (Array.isArray(value)) {
    part.items?.forEach((item, at) => {
      mark(marksOfKey(value, String(at)), item.start, item.end);
      walk(found, lines, value[at], item, [...path.slice(0, -1), `${path.at(-1) ?? ''}[${at}]`]);
    });
    return;
  }
  for (const { key, start, value: inner } of part.entries ?? []) {
    if (inner) mark(marksOfKey(value, key), start, inner.end);
    note(key, start, path);
    walk(found, lines, (value as Readonly<Record<string, unknown>>)[key], inner, [...path, key]);
  }
}

/** The lines of a text, by the places of their characters. */
class Lines {
  readonly #text: string;
  /** Places of the first characters. */
  readonly #starts = [0];

  constructor(text: string) {
    this.#text = text;
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) this.#starts.push(at + 1);
  }

  /** The line of a place, from 1. */
  at(place: number): number {
    let [low, high] = [0, this.#starts.length];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((this.#starts[middle] ?? 0) <= place) low = middle;
      else high = middle;
    }
    return low + 1;
  }

  /** The last line of a range that is not blank. @param end place behind the last character */
  lastAt(start: number, end: number): number {
    let last = end;
    while (last > start && /\s/.test(this.#text[last - 1] ?? '')) last -= 1;
    return this.at(Math.max(start, last - 1));
  }
}
