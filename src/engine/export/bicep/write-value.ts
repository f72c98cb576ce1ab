import { marksOf, marksOfKey, type Marks } from '../emit/draft';
import type { TextLines } from '../emit/text-lines';
import { Code, commentText, Each, keyText, numberText, quoted, type BicepObject, type BicepValue } from './code';

/** Widest list or map that is written on one line. */
const width = 90;

/**
 * Writes a value as Bicep, with the comments of its marks, and records which nodes and edges its lines are from.
 * @param lead what stands before it on its first line
 * @param tail what stands behind it on its last line
 */
export function writeValue(lines: TextLines, lead: string, value: BicepValue, indent = '', marks?: Marks, tail = ''): void {
  const own = { ...marksOf(value), ...marks };
  const write = (into: TextLines) => {
    for (const line of own.above ?? []) into.add(`${indent}// ${commentText(line)}`);
    const behind = own.comment === undefined ? '' : ` // ${commentText(own.comment)}`;
    const line = onOneLine(value);
    if (line !== undefined && indent.length + lead.length + line.length <= width) into.add(`${indent}${lead}${line}${tail}${behind}`);
    else if (value instanceof Each) writeEach(into, lead, value, indent, behind, tail);
    else if (isList(value)) {
      into.add(`${indent}${lead}[${behind}`);
      for (const item of value) writeValue(into, '', item, `${indent}  `);
      into.add(`${indent}]${tail}`);
    } else if (typeof value === 'object' && !(value instanceof Code)) {
      into.add(`${indent}${lead}{${behind}`);
      writeKeys(into, value, `${indent}  `);
      into.add(`${indent}}${tail}`);
    } else into.add(`${indent}${lead}${scalar(value)}${tail}${behind}`);
  };
  if ((own.nodes ?? []).length + (own.edges ?? []).length > 0)
    lines.block({ ...(own.nodes ? { nodes: own.nodes } : {}), ...(own.edges ? { edges: own.edges } : {}) }, write);
  else write(lines);
}

function writeKeys(lines: TextLines, map: BicepObject, indent: string): void {
  for (const [key, inner] of Object.entries(map))
    if (inner !== undefined) writeValue(lines, `${keyText(key)}: `, inner, indent, marksOfKey(map, key));
}

function writeEach(lines: TextLines, lead: string, { list, item, body }: Each, indent: string, behind: string, tail: string): void {
  lines.add(`${indent}${lead}[for ${item} in ${list}: {${behind}`);
  writeKeys(lines, body, `${indent}  `);
  lines.add(`${indent}}]${tail}`);
}

/** A scalar, or a list or map of a few plain scalars; `undefined` for what takes several lines. */
function onOneLine(value: BicepValue): string | undefined {
  if (value instanceof Each) return undefined;
  if (typeof value !== 'object' || value instanceof Code) return scalar(value);
  const entries = Object.entries(value).filter((entry): entry is [string, BicepValue] => entry[1] !== undefined);
  const list = isList(value);
  if (entries.length === 0) return list ? '[]' : '{}';
  if (!list && entries.length > 3) return undefined;
  if (entries.some(([key, inner]) => !isPlain(inner) || marksOfKey(value, key) !== undefined)) return undefined;
  const texts = entries.map(([key, inner]) => (list ? '' : `${keyText(key)}: `) + (onOneLine(inner) ?? ''));
  return list ? `[${texts.join(', ')}]` : `{ ${texts.join(', ')} }`;
}

function isPlain(value: BicepValue): boolean {
  return typeof value !== 'object' || value instanceof Code || (!(value instanceof Each) && Object.keys(value).length === 0);
}

function isList(value: BicepValue): value is readonly BicepValue[] {
  return Array.isArray(value);
}

function scalar(value: string | number | boolean | Code): string {
  if (value instanceof Code) return value.text;
  return typeof value === 'string' ? quoted(value) : typeof value === 'number' ? numberText(value) : String(value);
}
