import type { TextLines } from '../emit/text-lines';
import { commentText, HclEach, HclMap, keyText, quoted, Raw, type Entry, type HclValue } from './hcl';

/* Prints HCL as `terraform fmt` leaves it: equals signs of neighbouring lines are aligned. */

/** Widest list or map that is written on one line. */
const width = 100;

/** A part of a block: a key with its value, or a block inside of it. */
export type Part = Entry | { readonly block: string; readonly parts: readonly Part[]; readonly above?: readonly string[] };

/** Writes a block, such as `resource "a" "b"`, behind an empty line. @param above lines of comment */
export function writeBlock(lines: TextLines, head: string, parts: readonly Part[], above: readonly string[] = []): void {
  lines.gap();
  for (const line of above) lines.add(`# ${commentText(line)}`);
  if (parts.length === 0) lines.add(`${head} {}`);
  else {
    lines.add(`${head} {`);
    writeParts(lines, parts, '  ');
    lines.add('}');
  }
}

function writeParts(lines: TextLines, parts: readonly Part[], indent: string): void {
  let run: Entry[] = [];
  const flush = () => {
    writeEntries(lines, run, indent);
    run = [];
  };
  parts.forEach((part, at) => {
    if ('key' in part) {
      run.push(part);
      return;
    }
    flush();
    if (at > 0) lines.add('');
    for (const line of part.above ?? []) lines.add(`${indent}# ${commentText(line)}`);
    lines.add(`${indent}${part.block} {${part.parts.length === 0 ? '}' : ''}`);
    if (part.parts.length === 0) return;
    writeParts(lines, part.parts, `${indent}  `);
    lines.add(`${indent}}`);
    if (at < parts.length - 1 && 'key' in (parts[at + 1] ?? {})) lines.add('');
  });
  flush();
}

/** Writes keys with their values. Lines in a row that hold a whole value have their equals signs below each other. */
export function writeEntries(lines: TextLines, entries: readonly Entry[], indent: string): void {
  const short = entries.map(({ key, value }) => {
    const line = onOneLine(value);
    return line !== undefined && indent.length + keyText(key).length + line.length <= width ? line : scalarOf(value);
  });
  entries.forEach((entry, at) => {
    const marked = (entry.nodes ?? []).length + (entry.edges ?? []).length > 0;
    const write = () => {
      for (const line of entry.above ?? []) lines.add(`${indent}# ${commentText(line)}`);
      const line = short[at];
      const key = keyText(entry.key);
      if (line !== undefined) lines.add(`${indent}${key}${' '.repeat(widestAround(entries, short, at) - columns(key))} = ${line}`);
      else writeLong(lines, `${indent}${key} = `, entry.value, indent, '');
    };
    if (marked) lines.block({ ...(entry.nodes ? { nodes: entry.nodes } : {}), ...(entry.edges ? { edges: entry.edges } : {}) }, write);
    else write();
  });
}

/** Columns of the widest key in the run of short lines that one is in. A comment or a long value ends a run. */
function widestAround(entries: readonly Entry[], short: readonly (string | undefined)[], at: number): number {
  let first = at;
  while (first > 0 && short[first - 1] !== undefined && (entries[first]?.above ?? []).length === 0) first -= 1;
  let widest = 0;
  for (let one = first; one < entries.length && short[one] !== undefined; one += 1) {
    if (one > first && (entries[one]?.above ?? []).length > 0) break;
    widest = Math.max(widest, columns(keyText(entries[one]?.key ?? '')));
  }
  return widest;
}

const letters = new Intl.Segmenter('en');

/** Letters of a text as a reader counts them. */
function columns(text: string): number {
  return /^[\x20-\x7e]*$/.test(text) ? text.length : [...letters.segment(text)].length;
}

function writeLong(lines: TextLines, lead: string, value: HclValue, indent: string, tail: string): void {
  const inner = `${indent}  `;
  if (value instanceof HclMap) {
    lines.add(`${lead}{`);
    writeEntries(lines, value.entries, inner);
    lines.add(`${indent}}${tail}`);
  } else if (value instanceof HclEach) {
    lines.add(`${lead}[for ${value.item} in ${value.list} : {`);
    writeEntries(lines, value.body.entries, inner);
    lines.add(`${indent}}]${tail}`);
  } else if (isList(value)) {
    lines.add(`${lead}[`);
    for (const item of value) {
      const line = onOneLine(item);
      if (line !== undefined && inner.length + line.length < width) lines.add(`${inner}${line},`);
      else writeLong(lines, inner, item, inner, ',');
    }
    lines.add(`${indent}]${tail}`);
  } else lines.add(`${lead}${scalarOf(value) ?? ''}${tail}`);
}

function isList(value: HclValue): value is readonly HclValue[] {
  return Array.isArray(value);
}

function scalarOf(value: HclValue): string | undefined {
  if (value instanceof Raw) return value.text;
  return typeof value === 'string' ? quoted(value) : typeof value === 'object' ? undefined : String(value);
}

/** A scalar, a list of scalars, or a map of a few; `undefined` for what takes several lines. */
function onOneLine(value: HclValue): string | undefined {
  if (value instanceof HclEach) return undefined;
  if (isList(value)) {
    const texts = value.map(scalarOf);
    return texts.includes(undefined) ? undefined : `[${texts.join(', ')}]`;
  }
  if (!(value instanceof HclMap)) return scalarOf(value);
  if (value.entries.length === 0) return '{}';
  if (value.isLong || value.entries.length > 3 || value.entries.some(({ above, nodes, edges }) => above ?? nodes ?? edges))
    return undefined;
  const texts = value.entries.map(({ key, value: inner }) => ({ key, text: scalarOf(inner) }));
  if (texts.some(({ text }) => text === undefined)) return undefined;
  return `{ ${texts.map(({ key, text }) => `${keyText(key)} = ${text ?? ''}`).join(', ')} }`;
}
