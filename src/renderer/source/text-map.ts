import { ensureSyntaxTree, syntaxTree } from '@codemirror/language';
import type { EditorState } from '@codemirror/state';
import type { SyntaxNode } from '@lezer/common';

/*
 * Where the parts of a plan are in its text, as the editor's own parser sees it: also while the text cannot be read as a plan.
 */

export type TextPath = readonly (string | number)[];

export interface Range {
  readonly from: number;
  readonly to: number;
}

/** The places of nodes and edges, in the order of the text. */
export interface TextMap {
  readonly nodes: ReadonlyMap<string, Range>;
  /** By id, `from/to/kind`. */
  readonly edges: ReadonlyMap<string, Range>;
  /** The place of a key path, or of the part of it that exists. @param path keys and, for lists, positions */
  readonly placeOf: (path: TextPath) => Range | undefined;
}

/** Longest time for parsing what was not parsed yet, in milliseconds. It is needed once for a large text. */
const patienceMs = 2000;

/** The places of all nodes and edges. */
export function mapOf(state: EditorState): TextMap {
  const top = topMap(state, patienceMs);
  const nodesAt = top && valueOf(state, top, 'nodes');
  const edgesAt = top && valueOf(state, top, 'edges');
  const pairs = new Map(nodesAt ? pairsOf(state, nodesAt).map(({ key, pair }) => [key, pair]) : []);
  const items = edgesAt ? itemsOf(edgesAt) : [];
  const edges = new Map<string, Range>();
  for (const item of items) {
    const map = collectionIn(item);
    const fields = new Map(map ? pairsOf(state, map).map(({ key, value }) => [key, value && textOf(state, value)]) : []);
    edges.set(`${fields.get('from')}/${fields.get('to')}/${fields.get('kind')}`, rangeOf(state, item));
  }
  const entryOf = ([first, second]: TextPath): SyntaxNode | undefined =>
    first === 'nodes' && typeof second === 'string'
      ? pairs.get(second)
      : first === 'edges' && typeof second === 'number'
        ? items[second]
        : undefined;
  return {
    nodes: new Map([...pairs].map(([id, pair]) => [id, rangeOf(state, pair)])),
    edges,
    placeOf: (path) => {
      // most paths lead into a node or an edge, and there may be thousands of both
      const entry = entryOf(path);
      const found = entry ? lastOn(state, collectionIn(entry), path.slice(2), entry) : lastOn(state, top, path, undefined);
      return found && rangeOf(state, found);
    },
  };
}

/** The last entry of a path that exists. */
function lastOn(state: EditorState, from: SyntaxNode | undefined, path: TextPath, above: SyntaxNode | undefined): SyntaxNode | undefined {
  let [at, found] = [from, above];
  for (const step of path) {
    const next: SyntaxNode | undefined =
      at && (typeof step === 'number' ? itemsOf(at)[step] : pairsOf(state, at).find(({ key }) => key === step)?.pair);
    if (!next) break;
    found = next;
    at = collectionIn(next);
  }
  return found;
}

/** The entry at a position: the one around it, else the only one in its line, such as before a comment. */
export function entryAt({ doc }: EditorState, entries: ReadonlyMap<string, Range>, position: number): string | undefined {
  const line = doc.lineAt(position);
  let inLine: string | undefined;
  let isOnly = true;
  for (const [id, { from, to }] of entries) {
    if (from <= position && to >= position) return id;
    if (from > line.to || to < line.from) continue;
    isOnly = inLine === undefined;
    inLine = id;
  }
  return isOnly ? inLine : undefined;
}

/** The keys of the map at a path, as far as they are written. */
export function keysAt(state: EditorState, path: TextPath): ReadonlySet<string> {
  const at = path.length === 0 ? topMap(state) : collectionAt(state, path);
  return new Set(at ? pairsOf(state, at).map(({ key }) => key) : []);
}

/** The text of the value at a path. */
export function valueAt(state: EditorState, path: TextPath): string | undefined {
  const above = path.length === 1 ? topMap(state) : collectionAt(state, path.slice(0, -1));
  const value = above && pairsOf(state, above).find(({ key }) => key === path.at(-1))?.value;
  return value ? textOf(state, value) : undefined;
}

/** The keys from the top of the text to a place. */
export function pathAt(state: EditorState, position: number): TextPath {
  const path: (string | number)[] = [];
  const tree = ensureSyntaxTree(state, position, 50) ?? syntaxTree(state);
  for (let node: SyntaxNode | null = tree.resolveInner(position, -1); node; node = node.parent) {
    if (node.name === 'Pair') {
      const key = node.getChild('Key');
      if (key) path.unshift(textOf(state, key));
    } else if (node.name === 'Item') {
      path.unshift(siblingsBefore(node, 'Item'));
    }
  }
  return path;
}

function collectionAt(state: EditorState, path: TextPath): SyntaxNode | undefined {
  let at = topMap(state);
  for (const step of path) {
    const next: SyntaxNode | undefined =
      at && (typeof step === 'number' ? itemsOf(at)[step] : pairsOf(state, at).find(({ key }) => key === step)?.pair);
    at = next && collectionIn(next);
  }
  return at;
}

function topMap(state: EditorState, patience = 50): SyntaxNode | undefined {
  const tree = ensureSyntaxTree(state, state.doc.length, patience) ?? syntaxTree(state);
  const document = tree.topNode.getChild('Document');
  return document ? collectionIn(document) : undefined;
}

function valueOf(state: EditorState, map: SyntaxNode, key: string): SyntaxNode | undefined {
  const pair = pairsOf(state, map).find((one) => one.key === key)?.pair;
  return pair && collectionIn(pair);
}

const collections = ['BlockMapping', 'FlowMapping', 'BlockSequence', 'FlowSequence'];

/** The map or list that a node holds. */
function collectionIn(node: SyntaxNode): SyntaxNode | undefined {
  if (collections.includes(node.name)) return node;
  for (let child = node.firstChild; child; child = child.nextSibling)
    if (child.name !== 'Key') {
      if (collections.includes(child.name)) return child;
      if (child.name === 'Tagged' || child.name === 'Anchored') return collectionIn(child);
    }
  return undefined;
}

function pairsOf(
  state: EditorState,
  map: SyntaxNode,
): { readonly key: string; readonly pair: SyntaxNode; readonly value: SyntaxNode | null }[] {
  return map.getChildren('Pair').flatMap((pair) => {
    const key = pair.getChild('Key');
    return key ? [{ key: textOf(state, key), pair, value: pair.lastChild }] : [];
  });
}

function itemsOf(list: SyntaxNode): SyntaxNode[] {
  return list.getChildren('Item');
}

function siblingsBefore(node: SyntaxNode, name: string): number {
  let count = 0;
  for (let before = node.prevSibling; before; before = before.prevSibling) if (before.name === name) count += 1;
  return count;
}

/** The text of a key or value, without its quotation marks. */
function textOf(state: EditorState, node: SyntaxNode): string {
  const text = state.sliceDoc(node.from, node.to).trim();
  return /^(["']).*\1$/s.test(text) ? text.slice(1, -1) : text;
}

/** Without the white space and the line ends around it. */
function rangeOf(state: EditorState, { from, to }: SyntaxNode): Range {
  const text = state.sliceDoc(from, to);
  return { from: from + text.length - text.trimStart().length, to: from + text.trimEnd().length };
}
