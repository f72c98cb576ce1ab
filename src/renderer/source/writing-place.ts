import { ensureSyntaxTree, syntaxTree } from '@codemirror/language';
import type { EditorState } from '@codemirror/state';
import type { SyntaxNode } from '@lezer/common';
import { pathAt, type TextPath } from './text-map';

/** Where the caret writes: a key of the map at the path, or the value of the path. */
export interface WritingPlace {
  readonly path: TextPath;
  readonly isKey: boolean;
  /** Start of the word that is being written. */
  readonly from: number;
  readonly word: string;
}

const word = String.raw`[\w$.-]*`;

/** The writing place at a position; `undefined` in comments, and where there is no telling. A line that is not finished has no tree yet. */
export function writingPlace(state: EditorState, position: number): WritingPlace | undefined {
  const line = state.doc.lineAt(position);
  const before = line.text.slice(0, position - line.from);
  if (/(^|\s)#/.test(before)) return undefined;
  const flow = flowAround(state, position);
  return flow ? inFlow(state, flow, position) : inBlock(state, line.number, before, line.from);
}

/** The innermost map or list in brackets around a position. */
function flowAround(state: EditorState, position: number): SyntaxNode | undefined {
  const tree = ensureSyntaxTree(state, position, 50) ?? syntaxTree(state);
  for (let node: SyntaxNode | null = tree.resolveInner(position, -1); node; node = node.parent)
    if (
      /^Flow(Mapping|Sequence)$/.test(node.name) &&
      node.from < position &&
      !(node.to <= position && /^[}\]]$/.test(node.lastChild?.name ?? ''))
    )
      return node;
  return undefined;
}

function inFlow(state: EditorState, flow: SyntaxNode, position: number): WritingPlace | undefined {
  const before = state.sliceDoc(flow.from, position);
  const path = pathAt(state, flow.from + 1).slice(0, depthOf(flow));
  const value = new RegExp(String.raw`["']?([\w-]+)["']?\s*:\s*["']?(${word}(?: \w*)?)$`).exec(before);
  if (flow.name === 'FlowMapping' && value) return place([...path, value[1] as string], false, value[2] as string, position);
  const rest = new RegExp(String.raw`[{[,]\s*["']?(${word})$`).exec(before);
  if (!rest) return undefined;
  const isMap = flow.name === 'FlowMapping';
  return place(isMap ? path : [...path, before.split(',').length - 1], isMap, rest[1] as string, position);
}

/** Number of keys and positions above a map or list. */
function depthOf(node: SyntaxNode): number {
  let depth = 0;
  for (let above = node.parent; above; above = above.parent) if (above.name === 'Pair' || above.name === 'Item') depth += 1;
  return depth;
}

function inBlock(state: EditorState, lineNumber: number, before: string, lineStart: number): WritingPlace | undefined {
  const value = new RegExp(String.raw`^(\s*(?:- +)*)["']?([\w-]+)["']?:\s+["']?(${word}(?: \w*)?)$`).exec(before);
  const position = lineStart + before.length;
  if (value) {
    const above = pathAbove(state, lineNumber, value[1] as string);
    return place([...above, value[2] as string], false, value[3] as string, position);
  }
  const key = new RegExp(String.raw`^(\s*(?:- +)*)["']?(${word})$`).exec(before);
  if (!key) return undefined;
  const above = pathAbove(state, lineNumber, key[1] as string);
  return place(above, true, key[2] as string, position);
}

/** The keys above a line, by indentation. @param lead what is before the line's own key: spaces and dashes */
function pathAbove(state: EditorState, lineNumber: number, lead: string): TextPath {
  const path: (string | number)[] = [];
  let column = lead.length;
  let dash = lead.lastIndexOf('-');
  if (dash >= 0) {
    path.unshift(0);
    column = dash;
  }
  for (let number = lineNumber - 1; number >= 1 && (column > 0 || dash >= 0); number -= 1) {
    const match = /^(\s*(?:- +)*)["']?([\w-]+)["']?\s*:(.*)$/.exec(state.doc.line(number).text);
    if (!match) continue;
    const [, start = '', key = '', rest = ''] = match;
    const isParent = start.length < column || (dash >= 0 && start.length === column && !start.includes('-'));
    const ownDash = start.lastIndexOf('-');
    if (isParent && /^\s*(#.*)?$/.test(rest)) {
      path.unshift(key);
      column = start.length;
      dash = -1;
    } else if (start.length > column || (dash >= 0 && ownDash >= 0)) continue;
    if (ownDash >= 0 && ownDash < column && start.length <= column) {
      path.unshift(0);
      column = ownDash;
      dash = ownDash;
    }
  }
  return path;
}

function place(path: TextPath, isKey: boolean, text: string, position: number): WritingPlace {
  return { path, isKey, word: text, from: position - text.length };
}
