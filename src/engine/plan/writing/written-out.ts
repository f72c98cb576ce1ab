import { isAlias, isCollection, isMap, isScalar, isSeq, visit, type Document, type Node } from 'yaml';
import { withoutMark } from '../byte-order-mark';
import { readYaml } from '../reading/yaml-text';
import { isMap as isMapValue, same } from '../same';
import { TextChanges } from './text-changes';
import { treeOf, writeFlow } from './tree';

/*
 * Writes out aliases of values that change. An edit of a repeated value applies only to the place that is edited: its aliases are first
 * replaced by the old value, before anything else is changed.
 */

/** The text with the aliases of some anchored values written out; `undefined` when there are none. */
export function withAliasesWrittenOut(text: string, document: Document.Parsed, isMeant: (anchored: Node) => boolean): string | undefined {
  const changes = new TextChanges(text);
  let found = false;
  visit(document, {
    Alias(_, alias) {
      const anchored = alias.resolve(document);
      if (!anchored || !alias.range || !isMeant(anchored)) return;
      found = true;
      changes.change(alias.range[0], alias.range[1], written(text, anchored, document));
    },
  });
  return found ? changes.text() : undefined;
}

/** Number of aliases in a YAML text: in canonical form each of them is written out. */
export function countAliases(text: string): number {
  if (!text.includes('*')) return 0;
  const read = readYaml(withoutMark(text));
  let count = 0;
  if ('yaml' in read) visit(read.yaml.document, { Alias: () => void (count += 1) });
  return count;
}

/** The anchored values of a document that change or disappear. */
export function changedAnchors(contents: Node | null, before: unknown, after: unknown): ReadonlySet<Node> {
  const changed = new Set<Node>();
  const compare = (node: Node | null, was: unknown, is: unknown): void => {
    if (!node || isAlias(node)) return;
    if (node.anchor !== undefined && !same(was, is)) changed.add(node);
    if (isMap(node)) {
      for (const { key, value } of node.items) {
        const name = isScalar(key) ? String(key.value) : '';
        compare(value as Node | null, at(was, name), at(is, name)); // parsed documents hold nodes
      }
    } else if (isSeq(node)) {
      const wasList = Array.isArray(was) ? (was as unknown[]) : [];
      const isList = Array.isArray(is) ? (is as unknown[]) : [];
      const kept = new Set(isList.map((item) => JSON.stringify(item)));
      node.items.forEach((item, index) => {
        const one = wasList[index];
        compare(item as Node, one, kept.has(JSON.stringify(one)) ? one : undefined);
      });
    }
  };
  compare(contents, before, after);
  return changed;
}

function at(map: unknown, key: string): unknown {
  return isMapValue(map) && Object.hasOwn(map, key) ? map[key] : undefined;
}

/** A value on one line, copied from the text if that is valid anywhere. */
function written(text: string, node: Node, document: Document): string {
  const source = text.slice(node.range?.[0], node.range?.[1]);
  const isQuoted = isScalar(node) && (node.type === 'QUOTE_DOUBLE' || node.type === 'QUOTE_SINGLE');
  if ((isQuoted || (isCollection(node) && node.flow === true)) && !/[\n#&*]/.test(source)) return source;
  return writeFlow(treeOf(node.toJS(document)));
}
