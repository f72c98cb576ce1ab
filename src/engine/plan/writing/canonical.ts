import { isAlias, isCollection, isMap, isScalar, isSeq, type Document, type Node } from 'yaml';
import { compareText } from '../edge-order';
import { edgeId } from '../edge-id';
import type { Plan } from '../model';
import { readYaml } from '../reading/yaml-text';
import { contextKeys, documentOf, drawingKeys, edgeKeys, groupKeys, needsKeys, nodeKeys, noteKeys, topKeys, waiverKeys } from './document';
import type { Scalar } from './scalars';
import { treeOf, writeJson, writeTree, type MapTree, type Remarks, type Tree } from './tree';

/** The first line of a written file: it points editors at the JSON Schema, for completion and checks while typing. */
export const schemaComment = ' yaml-language-server: $schema=./pipedraft-v1.schema.json';

/** The plan as YAML in its one canonical form: the same plan gives the same bytes everywhere. */
export function writePlanYaml(plan: Plan): string {
  return `#${schemaComment}\n${writeTree(treeOf(documentOf(plan))).join('\n')}\n`;
}

/** The plan as JSON in its one canonical form. */
export function writePlanJson(plan: Plan): string {
  return `${writeJson(documentOf(plan))}\n`;
}

/**
 * A YAML text of a plan in canonical form, with its comments and single blank lines kept where they stood.
 * @param text a text that was read as this plan
 */
export function formatYaml(text: string, plan: Plan): string {
  const read = readYaml(text);
  if ('problems' in read) return writePlanYaml(plan);
  const { document } = read.yaml;
  if (!/#/.test(text) && !/\n[ \t]*\n/.test(text)) return writePlanYaml(plan);

  const tree = annotated(document.contents, document, text);
  if (tree.type !== 'map') return writePlanYaml(plan);
  const head = splitHead(document, tree);
  const ordered = orderTop(head.tree, plan);
  const trailing = document.comment === null ? [] : lines(document.comment);
  const body = writeTree({ ...ordered, trailing: [...(ordered.trailing ?? []), ...trailing] });
  const comments = head.comments.some((line) => line.includes('yaml-language-server:')) ? head.comments : [schemaComment, ...head.comments];
  return `${[...comments.map((line) => (line === '' ? '' : `#${line}`)), ...body].join('\n')}\n`;
}

/** The comment at the top of the file belongs to the file, not to its first key. */
function splitHead(document: Document, tree: MapTree): { readonly comments: readonly string[]; readonly tree: MapTree } {
  const own = document.commentBefore === null || document.commentBefore === undefined ? [] : [...lines(document.commentBefore), ''];
  const [first, ...rest] = tree.entries;
  if (!first?.remarks?.before) return { comments: own, tree };
  const { before, ...others } = first.remarks;
  return { comments: [...own, ...before], tree: { ...tree, entries: [{ ...first, remarks: { ...others, blank: false } }, ...rest] } };
}

/** A parsed value with the comments and blank lines around it. */
function annotated(node: Node | null | undefined, document: Document, text: string): Tree {
  if (isAlias(node)) return treeOf(node.toJS(document));
  if (isMap(node)) {
    const entries = node.items.map(({ key, value }) => {
      const keyNode = isScalar(key) ? key : undefined;
      const valueNode = value as Node | null; // parsed documents hold nodes
      const { onLine, inside } = betweenKeyAndValue(keyNode, valueNode, text);
      return {
        key: String(keyNode?.value),
        value: withFirstComment(annotated(valueNode, document, text), inside),
        remarks: remarksOf(keyNode, valueNode, onLine),
      };
    });
    return { type: 'map', entries, ...trailingOf(node) };
  }
  if (isSeq(node)) {
    return {
      type: 'list',
      items: (node.items as Node[]).map((item) => ({ value: annotated(item, document, text), remarks: remarksOf(item, item) })),
      ...trailingOf(node),
    };
  }
  return { type: 'scalar', value: (isScalar(node) ? node.value : null) as Scalar };
}

/** Comments between a key and the map or list below it: the one on the key's line, and those above the first entry. */
function betweenKeyAndValue(
  key: Node | undefined,
  value: Node | null,
  text: string,
): { readonly onLine?: string; readonly inside: readonly string[] } {
  if (!key?.range || !isCollection(value) || value.flow || !value.range || !value.commentBefore) return { inside: [] };
  const [firstLine = ''] = text.slice(key.range[1], value.range[0]).split('\n');
  const all = lines(value.commentBefore);
  return firstLine.includes('#') ? { onLine: all[0] ?? '', inside: all.slice(1) } : { inside: all };
}

function withFirstComment(tree: Tree, comments: readonly string[]): Tree {
  if (comments.length === 0 || tree.type === 'scalar') return tree;
  const add = <T extends { readonly remarks?: Remarks }>([first, ...rest]: readonly T[]): readonly T[] =>
    first ? [{ ...first, remarks: { ...first.remarks, before: [...comments, ...(first.remarks?.before ?? [])] } }, ...rest] : [];
  return tree.type === 'map' ? { ...tree, entries: add(tree.entries) } : { ...tree, items: add(tree.items) };
}

function trailingOf(node: Node): { trailing?: string[] } {
  const inner = isCollection(node) && !node.flow ? node.comment : undefined;
  return inner ? { trailing: lines(inner) } : {};
}

function remarksOf(key: Node | undefined, value: Node | null, onLine?: string): Remarks {
  const before = lines(key?.commentBefore);
  const after = onLine ?? (value && !(isCollection(value) && !value.flow) ? value.comment : undefined);
  return {
    ...(before.length > 0 ? { before } : {}),
    ...(after === undefined || after === null ? {} : { after: after.split('\n').join(' ') }),
    ...(key?.spaceBefore ? { blank: true } : {}),
  };
}

function lines(comment: string | null | undefined): string[] {
  return comment === null || comment === undefined ? [] : comment.split('\n');
}

function orderTop(tree: MapTree, plan: Plan): MapTree {
  const document = documentOf(plan);
  const inner = (key: string, value: Tree): Tree => {
    switch (key) {
      case 'context':
        return eachEntry(sortEntries(value, contextKeys), (name, entry) =>
          name === 'team' ? sortEntries(entry, ['size', 'skills']) : name === 'needs' ? sortEntries(entry, needsKeys) : entry,
        );
      case 'nodes':
        return eachEntry(sortEntries(value, Object.keys(plan.nodes)), (_, entry) => sortEntries(entry, nodeKeys));
      case 'edges':
        return sortEdges(value, plan);
      case 'waivers':
        return value.type === 'list'
          ? { ...value, items: value.items.map((item) => ({ ...item, value: sortEntries(item.value, waiverKeys) })) }
          : value;
      case 'groups':
        return byKey(
          eachEntry(value, (_, entry) =>
            eachEntry(sortEntries(entry, groupKeys), (key, inner) => (key === 'nodes' ? byText(inner) : inner)),
          ),
        );
      case 'notes':
        return byKey(eachEntry(value, (_, entry) => sortEntries(entry, noteKeys)));
      case 'layout':
        return byKey(value);
      case 'pinned':
        return byText(value);
      default:
        return value;
    }
  };
  const kept = tree.entries.filter(({ key, value }) => key in document || value.type === 'scalar' || hasComments(value));
  const own = kept.map(({ key }) => key).filter((key) => !(topKeys as readonly string[]).includes(key));
  const order = [...topKeys.slice(0, -drawingKeys.length), ...own, ...drawingKeys];
  const entries = kept.map((entry) => ({ ...entry, value: inner(entry.key, entry.value) }));
  return { ...tree, entries: entries.sort((a, b) => order.indexOf(a.key) - order.indexOf(b.key)) };
}

function byKey(tree: Tree): Tree {
  return tree.type === 'map' ? { ...tree, entries: [...tree.entries].sort((a, b) => compareText(a.key, b.key)) } : tree;
}

function byText(tree: Tree): Tree {
  return tree.type === 'list' ? { ...tree, items: [...tree.items].sort((a, b) => compareText(textOf(a.value), textOf(b.value))) } : tree;
}

function textOf(tree: Tree | undefined): string {
  return tree?.type === 'scalar' ? String(tree.value) : '';
}

function hasComments(tree: Tree): boolean {
  return tree.type !== 'scalar' && (tree.trailing?.length ?? 0) > 0;
}

function sortEntries(tree: Tree, known: readonly string[]): Tree {
  if (tree.type !== 'map') return tree;
  const places = new Map(known.map((key, at) => [key, at]));
  const rank = (key: string) => places.get(key) ?? known.length;
  return { ...tree, entries: [...tree.entries].sort((a, b) => rank(a.key) - rank(b.key)) };
}

function eachEntry(tree: Tree, change: (key: string, value: Tree) => Tree): Tree {
  return tree.type === 'map'
    ? { ...tree, entries: tree.entries.map((entry) => ({ ...entry, value: change(entry.key, entry.value) })) }
    : tree;
}

function sortEdges(tree: Tree, plan: Plan): Tree {
  if (tree.type !== 'list') return tree;
  const order = new Map(plan.edges.map((edge, at) => [edgeId(edge), at]));
  const rank = (item: { readonly value: Tree }) => {
    const field = (name: string) => (item.value.type === 'map' ? item.value.entries.find(({ key }) => key === name)?.value : undefined);
    const text = (name: string) => textOf(field(name));
    return order.get(`${text('from')}/${text('to')}/${text('kind')}`) ?? Infinity;
  };
  return {
    ...tree,
    items: [...tree.items].sort((a, b) => rank(a) - rank(b)).map((item) => ({ ...item, value: sortEntries(item.value, edgeKeys) })),
  };
}
