import { isCollection, isMap, isScalar, type Node, type Pair, type YAMLMap, type YAMLSeq } from 'yaml';
import { readYaml } from '../reading/yaml-text';
import { lineEndAt } from './line-ends';

/* Places of the entries of a YAML text: with their own lines, so that they can be cut, filled and moved without touching the rest. */

/** Start of a node's text, including the anchor before it. */
export function startOf(source: string, node: Node): number {
  const start = node.range?.[0] ?? 0;
  if (!('anchor' in node) || node.anchor === undefined) return start;
  const anchor = source.lastIndexOf(`&${node.anchor}`, start);
  return anchor < 0 ? start : anchor;
}

/** End of a pair of a flow map, without its comma. */
export function flowEnd(pair: Pair): number {
  const value = pair.value as Node | null; // parsed documents hold nodes
  const key = pair.key as Node;
  return value?.range && value.range[1] > (key.range?.[1] ?? 0) ? value.range[1] : (key.range?.[1] ?? 0);
}

/** End of a value's lines: the start of the line after it, its trailing comment included. */
export function linesEnd(source: string, value: Node | null, key: Node): number {
  const end = value?.range && value.range[1] > (key.range?.[1] ?? 0) - 1 ? endOf(source, value) : (key.range?.[1] ?? 0);
  if (end > 0 && source[end - 1] === '\n') return end;
  const line = source.indexOf('\n', end);
  return line < 0 ? source.length : line + 1;
}

/** The end of a node's own text; an alias and its comment too. */
export function endOf(source: string, node: Node): number {
  if (isCollection(node) && !node.flow) {
    // the range of a block collection may include blank lines and comments below it: its last entry has the true end
    const last = node.items.at(-1) as Pair | Node | undefined;
    if (last && 'key' in last) return linesEnd(source, last.value as Node | null, last.key as Node);
    if (last) return linesEnd(source, last as Node, last as Node);
  }
  return node.range?.[1] ?? 0;
}

/** Offset of the dash of an item in a block list: behind the item before it, with only blank lines and comments in between. */
export function dashOf(source: string, list: YAMLSeq, at: number): number {
  if (at === 0) return list.range?.[0] ?? 0;
  const before = endOf(source, list.items[at - 1] as Node);
  return before + (/^(?:\s|#[^\n]*)*/.exec(source.slice(before))?.[0].length ?? 0);
}

/** The start of the line that an offset lies in. */
export function lineStart(source: string, offset: number): number {
  return source.lastIndexOf('\n', offset - 1) + 1;
}

interface Piece {
  readonly key: string;
  readonly start: number;
  readonly end: number;
}

/**
 * The text with the entries of one of its top-level maps in another order. An entry takes the comments right above it and inside of it
 * along; blank lines and separate comments stay in place.
 * @param order every key of the map
 * @returns the text itself if the map is missing, or has other keys
 */
export function orderEntries(source: string, top: string, order: readonly string[]): string {
  const read = readYaml(source);
  const contents = 'yaml' in read ? read.yaml.document.contents : undefined;
  const map = isMap(contents) ? contents.get(top, true) : undefined;
  if (!isMap(map)) return source;
  const pieces = piecesOf(source, map);
  const byKey = new Map(pieces.map((piece) => [piece.key, source.slice(piece.start, piece.end)]));
  if (order.length !== pieces.length || !order.every((key) => byKey.has(key))) return source;

  let result = '';
  let position = 0;
  pieces.forEach(({ start, end }, at) => {
    const text = byKey.get(order[at] ?? '') ?? '';
    // the last line of the file may have no end
    const isEnded = map.flow === true || text.endsWith('\n');
    result += `${source.slice(position, start)}${text}${isEnded ? '' : lineEndAt(source, start)}`;
    position = end;
  });
  result += source.slice(position);
  return source.endsWith('\n') ? result : result.replace(/\r?\n$/, '');
}

function piecesOf(source: string, map: YAMLMap): readonly Piece[] {
  const pieces: Piece[] = [];
  for (const pair of map.items) {
    const key = pair.key as Node; // parsed documents hold nodes
    const name = isScalar(key) ? String(key.value) : '';
    const begin = key.range?.[0] ?? 0;
    if (map.flow) pieces.push({ key: name, start: begin, end: flowEnd(pair) });
    else {
      const column = begin - lineStart(source, begin);
      const start = withCommentsAbove(source, lineStart(source, begin), column, pieces.at(-1)?.end ?? 0);
      const end = withCommentsInside(source, linesEnd(source, pair.value as Node | null, key), column);
      pieces.push({ key: name, start, end });
    }
  }
  return pieces;
}

/** Comment lines right above an entry are its own. @param least end of the entry before it */
function withCommentsAbove(source: string, start: number, column: number, least: number): number {
  let from = start;
  while (from > least) {
    const above = lineStart(source, from - 1);
    const indent = /^([ \t]*)#/.exec(source.slice(above, from))?.[1];
    if (above < least || indent === undefined || indent.length > column) break;
    from = above;
  }
  return from;
}

/** Comment lines right below an entry belong to it if they are indented deeper than its key. */
function withCommentsInside(source: string, end: number, column: number): number {
  let to = end;
  for (;;) {
    const line = /^([ \t]*)#[^\n]*(?:\n|$)/.exec(source.slice(to));
    if (!line || (line[1]?.length ?? 0) <= column) return to;
    to += line[0].length;
  }
}
