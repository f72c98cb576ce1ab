import { Document, Pair, Scalar, YAMLMap, YAMLSeq, type Node } from 'yaml';
import { commentText } from './comment-text';
import { hasHidden, withEscapes } from './hidden-signs';
import { marksOf, marksOfKey, type Marks, type YamlOptions } from './draft';

/** A value as block-style YAML with two spaces, with the comments of its marks. Texts that could be read as something else are quoted. */
export function printYaml(value: unknown, { quoteFor11 = true }: YamlOptions = {}): string {
  const document = new Document(undefined, { version: '1.2', ...(quoteFor11 ? { compat: 'yaml-1.1' } : {}) });
  document.contents = nodeOf(value) as typeof document.contents;
  return withEscapes(document.toString({ indent: 2, indentSeq: true, lineWidth: 0, minContentWidth: 0, singleQuote: false }));
}

function nodeOf(value: unknown): Node {
  if (Array.isArray(value)) {
    const list = new YAMLSeq();
    if (value.length === 0) list.flow = true;
    for (const [at, item] of (value as readonly unknown[]).entries()) {
      const node = nodeOf(item);
      comment(node, node, marksOf(item), 'item');
      comment(node, node, marksOfKey(value, String(at)), 'item');
      list.items.push(node);
    }
    return list;
  }
  if (typeof value === 'object' && value !== null) {
    const map = new YAMLMap();
    for (const [key, inner] of Object.entries(value)) {
      if (inner === undefined) continue;
      const name = scalarOf(key);
      const node = nodeOf(inner);
      comment(name, node, marksOf(inner), 'value');
      comment(name, node, marksOfKey(value, key), 'value');
      map.items.push(new Pair(name, node));
    }
    if (map.items.length === 0) map.flow = true;
    return map;
  }
  if (value === null || value === undefined) return new Scalar(null);
  return scalarOf(value);
}

/** A value; a text with signs that need escapes is in double quotes, where YAML has them. */
function scalarOf<T>(value: T): Scalar<T> {
  const scalar = new Scalar(value);
  if (typeof value === 'string' && hasHidden(value)) scalar.type = Scalar.QUOTE_DOUBLE;
  else if (typeof value === 'string' && value.includes('\n')) scalar.type = Scalar.BLOCK_LITERAL;
  return scalar;
}

/** Puts comments above the key or item, and behind its line. */
function comment(first: Node, node: Node, marks: Marks | undefined, kind: 'item' | 'value'): void {
  if (!marks) return;
  if (marks.above && marks.above.length > 0) first.commentBefore = marks.above.map((line) => ` ${commentText(line)}`).join('\n');
  if (marks.comment === undefined) return;
  const behind = ` ${commentText(marks.comment)}`;
  // behind the line of a key that holds a map or list, a comment belongs to the map or list
  if (node instanceof Scalar) node.comment = behind;
  else if (kind === 'value') node.commentBefore = behind;
  else
    first.commentBefore = [
      ...(first.commentBefore === undefined || first.commentBefore === null ? [] : [first.commentBefore]),
      behind,
    ].join('\n');
}
