import { isAlias, isMap, isScalar, isSeq, type Document, type Node } from 'yaml';
import { compareText } from '../edge-order';
import { edgeId } from '../edge-id';
import type { Plan } from '../model';
import { readYaml } from '../reading/yaml-text';
import {
  contextKeys,
  decisionKeys,
  documentOf,
  drawingKeys,
  edgeKeys,
  exportsKeys,
  packetKeys,
  paperKeys,
  revisionFigures,
  revisionKeys,
  groupKeys,
  needsKeys,
  nodeKeys,
  optionKeys,
  recordedKeys,
  noteKeys,
  topKeys,
  waiverKeys,
} from './document';
import { plainText } from './line-ends';
import { remarksIn, type AllRemarks } from './remarks';
import type { Scalar } from './scalars';
import { treeOf, writeJson, writeTree, type MapTree, type Tree } from './tree';

/** The plan as YAML in its one canonical form: the same plan gives the same bytes everywhere. */
export function writePlanYaml(plan: Plan): string {
  return `${writeTree(treeOf(documentOf(plan))).join('\n')}\n`;
}

/** The plan as JSON in its one canonical form. */
export function writePlanJson(plan: Plan): string {
  return `${writeJson(documentOf(plan))}\n`;
}

/**
 * A YAML text of a plan in canonical form, with its comments and single blank lines in their places.
 * @param written a text that was read as this plan
 * @returns the text with line ends as on Linux and without a byte order mark
 */
export function formatYaml(written: string, plan: Plan): string {
  const text = plainText(written);
  const read = readYaml(text);
  if ('problems' in read) return writePlanYaml(plan);
  const { document } = read.yaml;
  if (!/#/.test(text) && !/\n[ \t]*\n/.test(text)) return writePlanYaml(plan);

  const remarks = remarksIn(text, document);
  const tree = annotated(document.contents, document, remarks);
  if (tree.type !== 'map') return writePlanYaml(plan);
  const head = splitHead(tree);
  const body = writeTree(orderTop(head.tree, plan));
  if (head.comments.at(-1) === '' && body[0] === '') body.shift(); // another entry is the first one now, and has a blank line as well
  return `${[...head.comments, ...body].join('\n')}\n`;
}

/** The comment at the top of the file belongs to the file, not to its first key. */
function splitHead(tree: MapTree): { readonly comments: readonly string[]; readonly tree: MapTree } {
  const [first, ...rest] = tree.entries;
  if (!first) return { comments: [], tree };
  const { before = [], after } = first.remarks ?? {};
  return { comments: before, tree: { ...tree, entries: [{ ...first, remarks: after === undefined ? {} : { after } }, ...rest] } };
}

/** A parsed value with the comments and blank lines around it. Aliases are replaced by their values. */
function annotated(node: Node | null | undefined, document: Document, remarks: AllRemarks): Tree {
  if (isAlias(node)) return treeOf(node.toJS(document));
  if (isMap(node)) {
    const entries = node.items.map((pair) => ({
      key: String(isScalar(pair.key) ? pair.key.value : pair.key),
      value: annotated(pair.value as Node | null, document, remarks), // parsed documents hold nodes
      remarks: remarks.around(pair),
    }));
    return { type: 'map', entries, trailing: remarks.trailing(node) };
  }
  if (isSeq(node)) {
    const items = (node.items as Node[]).map((item) => ({ value: annotated(item, document, remarks), remarks: remarks.around(item) }));
    return { type: 'list', items, trailing: remarks.trailing(node) };
  }
  return { type: 'scalar', value: (isScalar(node) ? node.value : null) as Scalar };
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
        return eachEntry(sortEntries(value, Object.keys(plan.nodes)), (_, entry) => sortNode(entry));
      case 'edges':
        return sortEdges(value, plan);
      case 'waivers':
        return value.type === 'list'
          ? { ...value, items: value.items.map((item) => ({ ...item, value: sortEntries(item.value, waiverKeys) })) }
          : value;
      case 'exports':
        return sortEntries(value, exportsKeys);
      case 'packet':
        return eachEntry(sortEntries(value, packetKeys), (name, entry) => (name === 'paper' ? sortEntries(entry, paperKeys) : entry));
      case 'revisions':
        return value.type === 'list'
          ? { ...value, items: value.items.map((item) => ({ ...item, value: sortRevision(item.value) })) }
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
  const kept = tree.entries.filter(
    ({ key, value, remarks }) =>
      key in document || value.type === 'scalar' || hasComments(value) || remarks?.before !== undefined || remarks?.after !== undefined,
  );
  const own = kept.map(({ key }) => key).filter((key) => !(topKeys as readonly string[]).includes(key));
  const order = [...topKeys.slice(0, -drawingKeys.length), ...own, ...drawingKeys];
  const entries = kept.map((entry) => ({ ...entry, value: inner(entry.key, entry.value) }));
  return { ...tree, entries: entries.sort((a, b) => order.indexOf(a.key) - order.indexOf(b.key)) };
}

function sortNode(tree: Tree): Tree {
  return eachEntry(sortEntries(tree, nodeKeys), (key, entry) => (key === 'decision' ? sortDecision(entry) : entry));
}

/** A decision from before figures were kept stays in the order in which it was written. */
function sortDecision(tree: Tree): Tree {
  if (tree.type !== 'map' || !tree.entries.some(({ key }) => key === 'recorded' || key === 'by' || key === 'date')) return tree;
  return eachEntry(sortEntries(tree, decisionKeys), (key, entry) =>
    key !== 'recorded'
      ? entry
      : eachEntry(sortEntries(entry, recordedKeys), (name, options) =>
          name === 'options' ? eachEntry(options, (_, option) => sortEntries(option, optionKeys)) : options,
        ),
  );
}

function sortRevision(tree: Tree): Tree {
  return eachEntry(sortEntries(tree, revisionKeys), (key, entry) => {
    const keys = revisionFigures[key];
    return keys ? sortEntries(entry, keys) : entry;
  });
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
