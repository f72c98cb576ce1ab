import { writeScalar, isLiteral, foldLines, quote, type Scalar } from './scalars';

/*
 * A document as it will be written: values, with the comments and blank lines that a person put around them. The plan's
 * canonical text and every piece that is put into an existing file are written from it.
 */

/**
 * Comment lines before a thing, `''` for a blank one between them, a comment after it on its line, and whether a blank line precedes it.
 */
export interface Remarks {
  readonly before?: readonly string[];
  readonly after?: string;
  readonly blank?: boolean;
}

export interface MapTree {
  readonly type: 'map';
  readonly entries: readonly { readonly key: string; readonly value: Tree; readonly remarks?: Remarks }[];
  /** Comment lines after the last entry. */
  readonly trailing?: readonly string[];
}
export interface ListTree {
  readonly type: 'list';
  readonly items: readonly { readonly value: Tree; readonly remarks?: Remarks }[];
  readonly trailing?: readonly string[];
}
export interface ScalarTree {
  readonly type: 'scalar';
  readonly value: Scalar;
}
export type Tree = MapTree | ListTree | ScalarTree;

/** Longer lines are spread over several if the format allows it. */
export const lineWidth = 140;
const proseWidth = 100;

/** The plain value as a tree without remarks. Keys whose value is `undefined` are left out. */
export function treeOf(value: unknown): Tree {
  if (Array.isArray(value)) return { type: 'list', items: value.map((item) => ({ value: treeOf(item) })) };
  if (typeof value === 'object' && value !== null) {
    return {
      type: 'map',
      entries: Object.entries(value)
        .filter(([, inner]) => inner !== undefined)
        .map(([key, inner]) => ({ key, value: treeOf(inner) })),
    };
  }
  return { type: 'scalar', value: value as Scalar }; // a value that is neither list nor map came from YAML or JSON as a scalar
}

/** Layout of a plan's collections, by their place in it: `block` one entry a line, `flow` in one line, `auto` in one line if it fits. */
export type Layout = (path: readonly (string | number)[]) => 'block' | 'flow' | 'auto';

/** In a plan, things that change together share a line: an edge, a waiver, a position, a node's usage. */
export const planLayout: Layout = (path) => {
  const [top] = path;
  if (path.length === 0) return 'block';
  if (path.length === 1) return top === 'own' ? 'auto' : 'block';
  if (top === 'nodes' || top === 'context') return path.length === 2 && (top === 'nodes' || path[1] === 'needs') ? 'block' : 'auto';
  if (top === 'edges' || top === 'layout') return 'flow';
  return 'auto';
};

/**
 * Writes a tree as YAML lines.
 * @param indent spaces before each line
 * @param path place of the tree in the document, for the layout
 */
export function writeTree(tree: Tree, layout: Layout = planLayout, indent = 0, path: readonly (string | number)[] = []): string[] {
  if (tree.type === 'scalar') return [writeScalar(tree.value, false)];
  const pad = ' '.repeat(indent);
  const lines: string[] = [];
  // one by one: a call cannot take as many arguments as a large plan has lines
  const add = (some: readonly string[]) => some.forEach((line) => lines.push(line));
  if (tree.type === 'map') {
    for (const [at, { key, value, remarks }] of tree.entries.entries()) {
      add(linesBefore(remarks, pad, at > 0));
      add(writeEntry(key, value, remarks?.after, layout, indent, [...path, key]));
    }
  } else {
    tree.items.forEach(({ value, remarks }, at) => {
      add(linesBefore(remarks, pad, at > 0));
      add(writeItem(value, remarks?.after, layout, indent, [...path, at]));
    });
  }
  return [...lines, ...(tree.trailing ?? []).map((line) => comment(line, pad))];
}

/** One `key: value` of a map in block style, on as many lines as it needs. */
export function writeEntry(
  key: string,
  value: Tree,
  after: string | undefined,
  layout: Layout,
  indent: number,
  path: readonly (string | number)[],
): string[] {
  return written(`${' '.repeat(indent)}${writeKey(key, false)}:`, value, after, layout, indent, path, 2);
}

/** One `- value` of a list in block style. */
export function writeItem(
  value: Tree,
  after: string | undefined,
  layout: Layout,
  indent: number,
  path: readonly (string | number)[],
): string[] {
  const pad = ' '.repeat(indent);
  const inner = written(`${pad}-`, value, after, layout, indent, path, 2);
  if (inner.length < 2 || value.type === 'scalar' || after !== undefined || inner[1]?.trimStart().startsWith('#')) return inner;
  // the first entry of a map in a list is on the dash's line
  return [`${pad}- ${(inner[1] ?? '').trimStart()}`, ...inner.slice(2)];
}

function written(
  head: string,
  value: Tree,
  after: string | undefined,
  layout: Layout,
  indent: number,
  path: readonly (string | number)[],
  step: number,
): string[] {
  const tail = after === undefined ? '' : ` ${after}`;
  if (value.type === 'scalar') return writeText(head, value.value, tail, indent + step);
  const children = value.type === 'map' ? value.entries : value.items;
  if (children.length === 0) return [`${head} ${value.type === 'map' ? '{}' : '[]'}${tail}`];
  const style = layout(path);
  if (style !== 'block' && !hasRemarks(value) && !hasLines(value)) {
    const flow = `${head} ${writeFlow(value)}`;
    if (style === 'flow' || flow.length <= lineWidth) return [flow + tail];
  }
  return [head + tail, ...writeTree(value, layout, indent + step, path)];
}

function writeText(head: string, value: Scalar, tail: string, indent: number): string[] {
  if (typeof value !== 'string') return [`${head} ${writeScalar(value, false)}${tail}`];
  const pad = ' '.repeat(indent);
  if (isLiteral(value)) return [`${head} |-${tail}`, ...value.split('\n').map((line) => (line === '' ? '' : pad + line))];
  if (head.length + 1 + value.length > lineWidth) {
    const lines = foldLines(value, proseWidth);
    if (lines && lines.length > 1) return [`${head} >-${tail}`, ...lines.map((line) => pad + line)];
  }
  return [`${head} ${writeScalar(value, false)}${tail}`];
}

/** A whole collection on one line. */
export function writeFlow(tree: Tree): string {
  if (tree.type === 'scalar') return writeScalar(tree.value, true);
  if (tree.type === 'list') return `[${tree.items.map((item) => writeFlow(item.value)).join(', ')}]`;
  return `{${tree.entries.map(({ key, value }) => `${writeKey(key, true)}: ${writeFlow(value)}`).join(', ')}}`;
}

/** A key. `on` is a word of the format and read as text by YAML 1.2, so it is written without quotes, as people do. */
export function writeKey(key: string, flow: boolean): string {
  return key === 'on' ? key : writeScalar(key, flow);
}

function hasRemarks(tree: Tree): boolean {
  if (tree.type === 'scalar') return false;
  if (tree.trailing && tree.trailing.length > 0) return true;
  const children: readonly { value: Tree; remarks?: Remarks }[] = tree.type === 'map' ? tree.entries : tree.items;
  return children.some(({ value, remarks }) => (remarks?.before?.length ?? 0) > 0 || remarks?.after !== undefined || hasRemarks(value));
}

/** True if a text in it needs lines of its own. */
function hasLines(tree: Tree): boolean {
  if (tree.type === 'scalar') return typeof tree.value === 'string' && isLiteral(tree.value);
  const children: readonly { value: Tree }[] = tree.type === 'map' ? tree.entries : tree.items;
  return children.some(({ value }) => hasLines(value));
}

/** @param canBeBlank true if a blank line may come first: not at the beginning of a value below a key or behind a dash */
function linesBefore(remarks: Remarks | undefined, pad: string, canBeBlank: boolean): string[] {
  return [...(remarks?.blank && canBeBlank ? [''] : []), ...(remarks?.before ?? []).map((line) => comment(line, pad))];
}

/** A comment line; an empty one between comments stays empty. */
function comment(line: string, pad: string): string {
  return line === '' ? '' : pad + line;
}

/** The same value as JSON, with short lists and maps of scalars on one line. */
export function writeJson(value: unknown, indent = '  ', depth = 0): string {
  if (typeof value !== 'object' || value === null) return typeof value === 'string' ? quoteJson(value) : (JSON.stringify(value) ?? 'null');
  const pad = indent.repeat(depth + 1);
  const close = indent.repeat(depth);
  const children = Array.isArray(value)
    ? value.map((item) => ({ head: '', inner: item as unknown }))
    : Object.entries(value)
        .filter(([, inner]) => inner !== undefined)
        .map(([key, inner]) => ({ head: `${quoteJson(key)}: `, inner: inner as unknown }));
  const [open, end] = Array.isArray(value) ? ['[', ']'] : ['{', '}'];
  if (children.length === 0) return open + end;
  if (depth > 1 && children.every(({ inner }) => typeof inner !== 'object' || inner === null)) {
    const space = Array.isArray(value) ? '' : ' ';
    const line = `${open}${space}${children.map(({ head, inner }) => head + writeJson(inner)).join(', ')}${space}${end}`;
    if (pad.length + line.length <= lineWidth) return line;
  }
  return `${open}\n${children.map(({ head, inner }) => pad + head + writeJson(inner, indent, depth + 1)).join(',\n')}\n${close}${end}`;
}

function quoteJson(text: string): string {
  return quote(text);
}
