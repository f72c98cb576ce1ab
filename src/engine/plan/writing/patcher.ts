import { isCollection, isMap, isScalar, isSeq, type Document, type Node, type Pair, type YAMLMap, type YAMLSeq } from 'yaml';
import { compareText } from '../edge-order';
import { isMap as isMapValue, same } from '../same';
import { dashOf, endOf, flowEnd, lineStart, linesEnd, startOf } from './entries';
import { insertIntoFlow, removeFromFlow, type FlowEntry } from './flow-entries';
import { goneItems, isSet, isSorted, pairUp, type Pairing } from './match-lists';
import { isPlain, quote, writeScalar, type Scalar } from './scalars';
import { TextChanges } from './text-changes';
import { planLayout, treeOf, writeEntry, writeFlow, writeItem, writeKey } from './tree';

/*
 * Patching of a document. It is one thing, since maps, lists and scalars hold each other: each case of a patch uses the others, and all
 * of them put their changes into one text.
 */

type Value = unknown;
type Path = readonly (string | number)[];

/** Puts the differences into the text of a document. */
export class Patcher {
  readonly #changes: TextChanges;

  constructor(
    readonly source: string,
    readonly document: Document.Parsed,
  ) {
    this.#changes = new TextChanges(source);
  }

  /** The source with all changes made. */
  text(): string {
    return this.#changes.text();
  }

  /** Changes a map to the value `after`. */
  map(node: YAMLMap, before: Readonly<Record<string, Value>>, after: Readonly<Record<string, Value>>, path: Path): void {
    const pairs = new Map(node.items.map((pair) => [isScalar(pair.key) ? String(pair.key.value) : '', pair]));
    const leaving = Object.keys(before).filter((key) => after[key] === undefined);
    const coming = Object.keys(after).filter((key) => after[key] !== undefined && !pairs.has(key));
    const renamed = new Map(
      leaving.flatMap((key) => {
        const to = coming.find((other) => same(before[key], after[other]));
        return to === undefined || leaving.some((other) => other !== key && same(before[key], before[other])) ? [] : [[key, to] as const];
      }),
    );
    for (const [from, to] of renamed) this.#renameKey(pairs.get(from), to, node.flow === true);
    const arrived = new Set(renamed.values());
    const gone = leaving.filter((key) => !renamed.has(key));
    const added = coming.filter((key) => !arrived.has(key));
    if (gone.length === pairs.size && pairs.size > 0 && added.length === 0 && path.length > 0) {
      this.#replaceNode(node, '{}');
      return;
    }
    for (const [key, pair] of pairs) {
      if (gone.includes(key)) this.#remove(node, pair, gone);
      else if (!renamed.has(key) && !same(before[key], after[key])) this.#value(node, pair, before[key], after[key], [...path, key]);
    }
    if (added.length > 0) {
      const named = new Map([...pairs].map(([key, pair]) => [renamed.get(key) ?? key, pair]));
      this.#insertPairs(node, named, added, after, path);
    }
  }

  #renameKey(pair: Pair | undefined, to: string, flow: boolean): void {
    const key = pair?.key as Node | undefined;
    if (key?.range) this.#change(key.range[0], key.range[1], writeKey(to, flow));
  }

  /** Changes the value of one pair. */
  #value(parent: YAMLMap, pair: Pair, before: Value, after: Value, path: Path): void {
    const node = pair.value as Node | null; // parsed documents hold nodes
    if (isMap(node) && isMapValue(before) && isMapValue(after) && Object.keys(before).length > 0) {
      this.map(node, before, after, path);
    } else if (isSeq(node) && Array.isArray(before) && Array.isArray(after) && before.length > 0) {
      this.#list(node, before, after, path);
    } else if (isScalar(node) && isScalarValue(after) && this.#fitsInPlace(node, after)) {
      this.#replaceNode(node, this.#scalar(node, after, parent.flow === true));
    } else {
      this.#replacePair(parent, pair, after, path);
    }
  }

  #list(node: YAMLSeq, before: readonly Value[], after: readonly Value[], path: Path): void {
    const plan = pairUp(before, after, isSet(path));
    const items = node.items as Node[];
    if (after.length === 0) {
      this.#replaceNode(node, '[]');
      return;
    }
    const kept = plan.filter(({ was, is }) => was !== undefined && is !== undefined);
    if (kept.length === 0) {
      // no item stays: a new list replaces the old one
      const first = items[0];
      if (!first || node.flow) {
        this.#replaceNode(node, writeFlow(treeOf(after)));
        return;
      }
    }
    for (const { was, is } of plan) {
      const item = was === undefined ? undefined : items[was];
      if (!item || was === undefined) continue;
      if (is === undefined) this.#removeItem(node, was, plan);
      else if (!same(before[was], after[is])) this.#item(node, was, before[was], after[is], [...path, is]);
    }
    this.#insertItems(node, plan, after, path);
  }

  #item(parent: YAMLSeq, at: number, before: Value, after: Value, path: Path): void {
    const item = parent.items[at] as Node;
    if (isMap(item) && isMapValue(before) && isMapValue(after)) this.map(item, before, after, path);
    else if (isSeq(item) && Array.isArray(before) && Array.isArray(after) && before.length > 0) this.#list(item, before, after, path);
    else if (isScalar(item) && isScalarValue(after) && this.#fitsInPlace(item, after))
      this.#replaceNode(item, this.#scalar(item, after, parent.flow === true));
    else if (parent.flow) this.#replaceNode(item, writeFlow(treeOf(after)));
    else {
      const start = dashOf(this.source, parent, at);
      const indent = this.#column(start);
      this.#replaceLines(
        start,
        trimEnd(this.source, endOf(this.source, item)),
        writeItem(treeOf(after), undefined, planLayout, indent, path),
        (text) => text.slice(indent),
      );
    }
  }

  // ---- whole pairs and items ----

  #replacePair(parent: YAMLMap, pair: Pair, after: Value, path: Path): void {
    const key = pair.key as Node; // keys were checked to be scalars
    const value = pair.value as Node | null;
    const start = startOf(this.source, key);
    const end = trimEnd(
      this.source,
      value?.range && value.range[1] > (key.range?.[1] ?? 0) ? endOf(this.source, value) : this.#colon(key) + 1,
    );
    const name = this.source.slice(start, key.range?.[1]);
    if (parent.flow) {
      this.#change(start, end, `${name}: ${writeFlow(treeOf(after))}`);
      return;
    }
    const indent = this.#column(start);
    this.#replaceLines(start, end, writeEntry('k', treeOf(after), undefined, planLayout, indent, path), (text) =>
      text.slice(indent).replace(/^k/, () => name),
    );
  }

  /** A comment behind an entry that becomes several lines goes to the end of the first: behind the last it could become text. */
  #replaceLines(start: number, end: number, lines: readonly string[], finish: (text: string) => string): void {
    const [first = '', ...rest] = lines;
    const behind = rest.length > 0 ? (/^[ \t]*(?:#[^\n]*)?(?=\r?\n|$)/.exec(this.source.slice(end))?.[0].replace(/\r$/, '') ?? '') : '';
    const comment = behind.trim();
    this.#change(start, end + behind.length, finish([comment === '' ? first : `${first} ${comment}`, ...rest].join('\n')));
  }

  #remove(parent: YAMLMap, pair: Pair, gone: readonly string[]): void {
    const key = pair.key as Node;
    if (parent.flow) {
      this.#removeFlow(
        parent,
        this.#flowPairs(parent, (one) => isScalar(one.key) && gone.includes(String(one.key.value))),
      );
      return;
    }
    const start = startOf(this.source, key);
    const line = this.#lineStart(start);
    if (this.source.slice(line, start).trim() === '') {
      this.#removeLines(
        line,
        linesEnd(this.source, pair.value as Node | null, key),
        parent.items[0] === pair && this.document.contents === parent,
      );
      return;
    }
    // the first pair of a map in a list is behind the dash: the next one takes its place
    const next = parent.items.find((one) => isScalar(one.key) && !gone.includes(String(one.key.value)));
    if (next && parent.items.indexOf(next) > parent.items.indexOf(pair)) this.#change(start, startOf(this.source, next.key as Node), '');
  }

  #removeItem(parent: YAMLSeq, at: number, plan: readonly Pairing[]): void {
    if (parent.flow) {
      this.#removeFlow(parent, this.#flowItems(parent, goneItems(plan)));
      return;
    }
    const item = parent.items[at] as Node;
    const dash = dashOf(this.source, parent, at);
    this.#removeLines(this.#lineStart(dash), linesEnd(this.source, item, item), false);
  }

  readonly #flowDone = new Set<Node>();

  /** Removes entries from a flow collection, all in one change. */
  #removeFlow(parent: Node, entries: readonly FlowEntry[]): void {
    if (this.#flowDone.has(parent)) return;
    this.#flowDone.add(parent);
    removeFromFlow(this.#changes, entries);
  }

  /** Removes whole lines, with the comment lines right above them, and one of two blank lines that would meet. */
  #removeLines(start: number, end: number, keepComments: boolean): void {
    let from = start;
    while (!keepComments && from > 0) {
      const above = this.#lineStart(from - 1);
      if (!/^[ \t]*#/.test(this.source.slice(above, from))) break;
      from = above;
    }
    const blankAbove = from === 0 || this.source.slice(this.#lineStart(from - 1), from).trim() === '';
    const blankBelow = /^[ \t]*\r?\n/.exec(this.source.slice(end));
    this.#change(from, blankAbove && blankBelow ? end + blankBelow[0].length : end, '');
  }

  // ---- insertion ----

  #insertPairs(
    node: YAMLMap,
    pairs: ReadonlyMap<string, Pair>,
    added: readonly string[],
    after: Readonly<Record<string, Value>>,
    path: Path,
  ): void {
    const order = Object.keys(after);
    const survivors = [...pairs.keys()].filter((key) => after[key] !== undefined);
    const sortedLayout = path[0] === 'layout' && path.length === 1 && isSorted(survivors);
    const adding = sortedLayout ? [...added].sort(compareText) : added;
    const behind = new Map<Pair | undefined, string[]>(); // in a flow map, what follows the same entry goes in together
    for (const key of adding) {
      const anchorKey = sortedLayout
        ? survivors.filter((other) => compareText(other, key) < 0).at(-1)
        : path[0] === 'layout' && path.length === 1
          ? survivors.at(-1)
          : order
              .slice(0, order.indexOf(key))
              .filter((other) => pairs.has(other))
              .at(-1);
      const anchor = anchorKey === undefined ? undefined : pairs.get(anchorKey);
      if (node.flow) behind.set(anchor, [...(behind.get(anchor) ?? []), writeFlow(treeOf({ [key]: after[key] })).slice(1, -1)]);
      else this.#insertPairLines(node, anchor, key, after[key], [...path, key]);
    }
    const staying = new Set(survivors.map((key) => pairs.get(key)));
    const entries = this.#flowPairs(node, (pair) => !staying.has(pair));
    for (const [anchor, texts] of behind)
      this.#insertIntoFlow(node, entries, anchor === undefined ? undefined : entries[node.items.indexOf(anchor)], texts);
  }

  #insertPairLines(node: YAMLMap, anchor: Pair | undefined, key: string, value: Value, path: Path): void {
    const first = node.items[0]?.key as Node | undefined;
    const indent = first ? this.#column(startOf(this.source, first)) : 0;
    const lines = writeEntry(key, treeOf(value), undefined, planLayout, indent, path);
    if (anchor) {
      this.#insertLines(linesEnd(this.source, anchor.value as Node | null, anchor.key as Node), lines);
    } else if (first) {
      const start = startOf(this.source, first);
      const line = this.#lineStart(start);
      if (this.source.slice(line, start).trim() === '') this.#insertLines(line, lines);
      else this.#change(start, start, `${lines.join('\n').slice(indent)}\n${' '.repeat(indent)}`); // behind a dash
    }
  }

  #insertItems(node: YAMLSeq, plan: readonly Pairing[], after: readonly Value[], path: Path): void {
    const items = node.items as Node[];
    let anchor: number | undefined;
    const behind = new Map<number | undefined, string[]>(); // in a flow list, what follows the same item goes in together
    for (const { was, is } of plan) {
      if (was !== undefined) {
        if (is !== undefined || !node.flow) anchor = was;
        continue;
      }
      if (is === undefined) continue;
      const value = treeOf(after[is]);
      if (node.flow) {
        behind.set(anchor, [...(behind.get(anchor) ?? []), writeFlow(value)]);
        continue;
      }
      const lines = writeItem(value, undefined, planLayout, this.#column(dashOf(this.source, node, 0)), [...path, is]);
      const item = anchor === undefined ? undefined : items[anchor];
      this.#insertLines(item ? linesEnd(this.source, item, item) : this.#lineStart(dashOf(this.source, node, 0)), lines);
    }
    const entries = this.#flowItems(node, goneItems(plan));
    for (const [at, texts] of behind) this.#insertIntoFlow(node, entries, at === undefined ? undefined : entries[at], texts);
  }

  #insertIntoFlow(node: Node, entries: readonly FlowEntry[], after: FlowEntry | undefined, texts: readonly string[]): void {
    insertIntoFlow(
      this.#changes,
      (node.range?.[0] ?? 0) + 1,
      entries,
      after,
      texts,
      entries.some((entry) => !entry.gone),
    );
  }

  #flowPairs(node: YAMLMap, isGone: (pair: Pair) => boolean): readonly FlowEntry[] {
    return node.items.map((pair) => ({ start: startOf(this.source, pair.key as Node), end: flowEnd(pair), gone: isGone(pair) }));
  }

  #flowItems(node: YAMLSeq, gone: ReadonlySet<number>): readonly FlowEntry[] {
    return (node.items as Node[]).map((item, at) => ({ start: startOf(this.source, item), end: item.range?.[1] ?? 0, gone: gone.has(at) }));
  }

  #insertLines(offset: number, lines: readonly string[]): void {
    const needsBreak = offset > 0 && this.source[offset - 1] !== '\n';
    this.#change(offset, offset, `${needsBreak ? '\n' : ''}${lines.join('\n')}\n`);
  }

  // ---- scalars ----

  /** True if a new scalar can replace the old one on its line. */
  #fitsInPlace(node: Node, after: Scalar): boolean {
    const block = isScalar(node) && (node.type === 'BLOCK_FOLDED' || node.type === 'BLOCK_LITERAL');
    const empty = node.range !== undefined && node.range !== null && node.range[0] === node.range[1];
    const severalLines = this.source.slice(node.range?.[0], node.range?.[1]).includes('\n');
    return !block && !empty && !severalLines && !(typeof after === 'string' && after.includes('\n'));
  }

  /** The new scalar in the old one's quotes, if it had any. */
  #scalar(node: Node, after: Scalar, flow: boolean): string {
    if (typeof after !== 'string' || !isScalar(node)) return writeScalar(after, flow);
    if (node.type === 'QUOTE_DOUBLE') return quote(after);
    if (node.type === 'QUOTE_SINGLE' && isPlain(after.replaceAll("'", ''), false)) return `'${after.replaceAll("'", "''")}'`;
    return writeScalar(after, flow);
  }

  // ---- places ----

  #change(start: number, end: number, text: string): void {
    this.#changes.change(start, end, text);
  }

  #replaceNode(node: Node, text: string): void {
    if (isCollection(node) && !node.flow) {
      // a block collection starts on the line below its key: take the line break with it
      const start = trimEnd(this.source, node.range?.[0] ?? 0);
      const hash = this.source.slice(0, start).lastIndexOf('\n');
      const comment = this.source.slice(hash + 1, start).search(/(?:^|\s)#/);
      const from = comment >= 0 ? hash + 1 + comment : start;
      this.#change(from, trimEnd(this.source, endOf(this.source, node)), ` ${text}`);
      return;
    }
    this.#change(node.range?.[0] ?? 0, node.range?.[1] ?? 0, text);
  }

  #colon(key: Node): number {
    return this.source.indexOf(':', key.range?.[1] ?? 0);
  }

  #lineStart(offset: number): number {
    return lineStart(this.source, offset);
  }

  #column(offset: number): number {
    return offset - this.#lineStart(offset);
  }
}

/** The offset with spaces and line breaks before it left out. */
function trimEnd(text: string, offset: number): number {
  let end = offset;
  while (end > 0 && /\s/.test(text[end - 1] ?? '')) end -= 1;
  return end;
}

function isScalarValue(value: Value): value is Scalar {
  return typeof value !== 'object' || value === null;
}
