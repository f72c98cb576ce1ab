import { isCollection, isMap, isScalar, isSeq, type Document, type Node, type Pair, type YAMLMap, type YAMLSeq } from 'yaml';
import type { Plan } from '../model';
import { isMap as isMapValue, same, sameKeys } from '../same';
import { readYaml } from '../reading/yaml-text';
import { shapePlan } from '../reading/shape';
import { formatYaml, writePlanYaml } from './canonical';
import { compareText } from '../edge-order';
import { documentOf, topKeys } from './document';
import { endOf, flowEnd, lineStart, linesEnd, orderEntries } from './entries';
import { isPlain, quote, writeScalar, type Scalar } from './scalars';
import { planLayout, treeOf, writeEntry, writeFlow, writeItem, writeKey } from './tree';

/*
 * Puts a changed plan into the text it came from. Only what differs is written; every other byte stays: comments, blank
 * lines, quotes, the order of keys, spaces. The text is cut and filled at the ranges that the parser reports.
 */

/**
 * @param text the file as it was opened
 * @param plan what it shall say
 * @returns a text that is read as `plan`, as near to `text` as can be
 */
export function patchYaml(text: string, plan: Plan): string {
  const windows = text.includes('\r\n') && !/(?<!\r)\n/.test(text);
  const unix = windows ? text.replaceAll('\r\n', '\n') : text;
  const patched = patchInPlace(unix, plan) ?? sound(formatYaml(unix, plan), plan) ?? writePlanYaml(plan);
  return windows ? patched.replaceAll('\n', '\r\n') : patched;
}

/** The text with only its differences written, or `undefined` where that would not say what the plan says. */
export function patchInPlace(text: string, plan: Plan): string | undefined {
  const read = readYaml(text);
  if ('problems' in read || !isMap(read.yaml.document.contents)) return undefined;
  const { document, value } = read.yaml;
  const before = value as Record<string, unknown>; // a document that is a map
  const patcher = new Patcher(text, document);
  patcher.map(read.yaml.document.contents, before, keepEmpty(before, documentOf(plan)), []);
  const patched = patcher.text();
  return sound(patched, plan) ?? sound(orderEntries(patched, 'nodes', Object.keys(plan.nodes)), plan);
}

/** Empty parts that a person wrote down stay. */
function keepEmpty(before: Readonly<Record<string, unknown>>, after: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const kept: Record<string, unknown> = { ...after };
  for (const [key, value] of Object.entries(before)) {
    const empty = value === null || (typeof value === 'object' && Object.keys(value).length === 0);
    if (empty && !(key in after) && (topKeys as readonly string[]).includes(key)) kept[key] = value;
  }
  return kept;
}

/** The text, when it is read as the plan, its nodes in the same order. */
function sound(text: string, plan: Plan): string | undefined {
  const read = readYaml(text);
  if ('problems' in read) return undefined;
  const shaped = shapePlan(read.yaml.value);
  if (!('plan' in shaped) || !sameKeys(shaped.plan.nodes, plan.nodes)) return undefined;
  return same(documentOf(shaped.plan), documentOf(plan)) ? text : undefined;
}

type Value = unknown;
type Path = readonly (string | number)[];
interface Change {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

class Patcher {
  readonly #changes: Change[] = [];

  constructor(
    readonly source: string,
    readonly document: Document.Parsed,
  ) {}

  /** The source with all changes made. */
  text(): string {
    const ordered = this.#changes
      .map((change, at) => ({ ...change, at }))
      .sort((a, b) => a.start - b.start || a.end - b.end || a.at - b.at);
    let result = '';
    let position = 0;
    for (const { start, end, text } of ordered) {
      // what is put in between lines that go stays; a change inside of something that is replaced as a whole is part of it
      if (start >= position) result += this.source.slice(position, start);
      else if (start !== end) continue;
      result += text;
      position = Math.max(position, end);
    }
    return result + this.source.slice(position);
  }

  /** Changes a map so that it says `after`. */
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
    if (isMap(node) && isMapValue(before) && isMapValue(after) && Object.keys(before).length > 0 && !this.#mustSpread(node, after)) {
      this.map(node, before, after, path);
    } else if (isSeq(node) && Array.isArray(before) && Array.isArray(after) && before.length > 0 && !this.#mustSpread(node, after)) {
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
      // nothing stays: a new list in the place of the old one
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
      else if (!same(before[was], after[is])) this.#item(node, item, before[was], after[is], [...path, is]);
    }
    this.#insertItems(node, plan, after, path);
  }

  #item(parent: YAMLSeq, item: Node, before: Value, after: Value, path: Path): void {
    if (isMap(item) && isMapValue(before) && isMapValue(after) && !this.#mustSpread(item, after)) this.map(item, before, after, path);
    else if (isSeq(item) && Array.isArray(before) && Array.isArray(after) && before.length > 0) this.#list(item, before, after, path);
    else if (isScalar(item) && isScalarValue(after) && this.#fitsInPlace(item, after))
      this.#replaceNode(item, this.#scalar(item, after, parent.flow === true));
    else if (parent.flow) this.#replaceNode(item, writeFlow(treeOf(after)));
    else {
      const start = this.#dash(item);
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
    const start = key.range?.[0] ?? 0;
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

  /** A comment behind what becomes several lines goes to the end of the first: behind the last it could become text. */
  #replaceLines(start: number, end: number, lines: readonly string[], finish: (text: string) => string): void {
    const [first = '', ...rest] = lines;
    const comment = rest.length > 0 ? (/^[ \t]*#[^\n]*/.exec(this.source.slice(end))?.[0] ?? '') : '';
    this.#change(start, end + comment.length, finish([comment ? `${first} ${comment.trim()}` : first, ...rest].join('\n')));
  }

  #remove(parent: YAMLMap, pair: Pair, gone: readonly string[]): void {
    const key = pair.key as Node;
    if (parent.flow) {
      this.#removeFlow(
        parent.items.map((one) => ({
          start: (one.key as Node).range?.[0] ?? 0,
          end: flowEnd(one),
          gone: isScalar(one.key) && gone.includes(String(one.key.value)),
        })),
        parent,
      );
      return;
    }
    const start = key.range?.[0] ?? 0;
    const line = this.#lineStart(start);
    if (this.source.slice(line, start).trim() === '') {
      this.#removeLines(
        line,
        linesEnd(this.source, pair.value as Node | null, key),
        parent.items[0] === pair && this.document.contents === parent,
      );
      return;
    }
    // the first pair of a map in a list stands behind the dash: the next one takes its place
    const next = parent.items.find((one) => isScalar(one.key) && !gone.includes(String(one.key.value)));
    if (next && parent.items.indexOf(next) > parent.items.indexOf(pair)) this.#change(start, (next.key as Node).range?.[0] ?? start, '');
  }

  #removeItem(parent: YAMLSeq, at: number, plan: readonly Pairing[]): void {
    const items = parent.items as Node[];
    const goneAt = new Set(plan.flatMap(({ was, is }) => (was !== undefined && is === undefined ? [was] : [])));
    if (parent.flow) {
      this.#removeFlow(
        items.map((one, index) => ({ start: one.range?.[0] ?? 0, end: one.range?.[1] ?? 0, gone: goneAt.has(index) })),
        parent,
      );
      return;
    }
    const item = items[at];
    if (!item) return;
    const dash = this.#dash(item);
    this.#removeLines(this.#lineStart(dash), linesEnd(this.source, item, item), false);
  }

  #flowDone = new Set<Node>();

  /** Takes entries out of a flow collection, each with the comma that goes with it. */
  #removeFlow(entries: readonly { readonly start: number; readonly end: number; readonly gone: boolean }[], parent: Node): void {
    if (this.#flowDone.has(parent)) return; // all of them go at once
    this.#flowDone.add(parent);
    const keptBefore = (at: number) => entries.slice(0, at).some((entry) => !entry.gone);
    entries.forEach((entry, at) => {
      if (!entry.gone) return;
      const next = entries[at + 1];
      const previous = entries[at - 1];
      // with something kept before it, an entry goes with the comma before it; else with the one after it
      if (keptBefore(at) && previous) this.#change(previous.end, entry.end, '');
      else if (next) this.#change(entry.start, next.start, '');
      else this.#change(entry.start, entry.end, '');
    });
  }

  /** Removes whole lines, with the comment lines right above them, and one of two blank lines that would meet. */
  #removeLines(start: number, end: number, keepComments: boolean): void {
    let from = start;
    while (!keepComments && from > 0) {
      const above = this.#lineStart(from - 1);
      if (!/^[ \t]*#/.test(this.source.slice(above, from))) break;
      from = above;
    }
    const blankAbove = from === 0 || /\n[ \t]*\n$/.test(this.source.slice(0, from));
    const blankBelow = /^[ \t]*\n/.exec(this.source.slice(end));
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
    adding.forEach((key, at) => {
      const anchorKey = sortedLayout
        ? survivors.filter((other) => compareText(other, key) < 0).at(-1)
        : path[0] === 'layout' && path.length === 1
          ? survivors.at(-1)
          : order
              .slice(0, order.indexOf(key))
              .filter((other) => pairs.has(other))
              .at(-1);
      const anchor = anchorKey === undefined ? undefined : pairs.get(anchorKey);
      const followed = survivors.length > 0 || at < adding.length - 1;
      if (node.flow)
        this.#insertFlow(node, anchor ? flowEnd(anchor) : undefined, writeFlow(treeOf({ [key]: after[key] })).slice(1, -1), followed);
      else this.#insertPairLines(node, anchor, key, after[key], [...path, key]);
    });
  }

  #insertPairLines(node: YAMLMap, anchor: Pair | undefined, key: string, value: Value, path: Path): void {
    const first = node.items[0]?.key as Node | undefined;
    const indent = first ? this.#column(first.range?.[0] ?? 0) : 0;
    const lines = writeEntry(key, treeOf(value), undefined, planLayout, indent, path);
    if (anchor) {
      this.#insertLines(linesEnd(this.source, anchor.value as Node | null, anchor.key as Node), lines);
    } else if (first) {
      const start = first.range?.[0] ?? 0;
      const line = this.#lineStart(start);
      if (this.source.slice(line, start).trim() === '') this.#insertLines(line, lines);
      else this.#change(start, start, `${lines.join('\n').slice(indent)}\n${' '.repeat(indent)}`); // behind a dash
    }
  }

  #insertItems(node: YAMLSeq, plan: readonly Pairing[], after: readonly Value[], path: Path): void {
    const items = node.items as Node[];
    let anchor: Node | undefined;
    for (const { was, is } of plan) {
      if (was !== undefined) {
        if (is !== undefined || !node.flow) anchor = items[was];
        continue;
      }
      if (is === undefined) continue;
      const value = treeOf(after[is]);
      if (node.flow) {
        const followed = plan.slice(plan.findIndex((one) => one.is === is) + 1).some((one) => one.is !== undefined);
        this.#insertFlow(node, anchor?.range?.[1], writeFlow(value), followed);
        continue;
      }
      const dash = this.#dash(items[0] as Node);
      const lines = writeItem(value, undefined, planLayout, this.#column(dash), [...path, is]);
      this.#insertLines(anchor ? linesEnd(this.source, anchor, anchor) : this.#lineStart(dash), lines);
    }
  }

  #insertFlow(node: Node, after: number | undefined, text: string, others: boolean): void {
    const open = (node.range?.[0] ?? 0) + 1;
    if (after !== undefined) this.#change(after, after, `, ${text}`);
    else this.#change(open, open, others ? `${text}, ` : text);
  }

  #insertLines(offset: number, lines: readonly string[]): void {
    const needsBreak = offset > 0 && this.source[offset - 1] !== '\n';
    this.#change(offset, offset, `${needsBreak ? '\n' : ''}${lines.join('\n')}\n`);
  }

  // ---- scalars ----

  /** Whether a new scalar can stand where the old one is, on its line. */
  #fitsInPlace(node: Node, after: Scalar): boolean {
    const block = isScalar(node) && (node.type === 'BLOCK_FOLDED' || node.type === 'BLOCK_LITERAL');
    const empty = node.range !== undefined && node.range !== null && node.range[0] === node.range[1];
    const severalLines = this.source.slice(node.range?.[0], node.range?.[1]).includes('\n');
    return !block && !empty && !severalLines && !(typeof after === 'string' && after.includes('\n'));
  }

  /** The new scalar in the old one's quotes, where it had any. */
  #scalar(node: Node, after: Scalar, flow: boolean): string {
    if (typeof after !== 'string' || !isScalar(node)) return writeScalar(after, flow);
    if (node.type === 'QUOTE_DOUBLE') return quote(after);
    if (node.type === 'QUOTE_SINGLE' && isPlain(after.replaceAll("'", ''), false)) return `'${after.replaceAll("'", "''")}'`;
    return writeScalar(after, flow);
  }

  /** A flow collection on one line that a text with line breaks would go into is written anew, in block style. */
  #mustSpread(node: Node, after: Value): boolean {
    return isCollection(node) && node.flow === true && JSON.stringify(after).includes('\\n');
  }

  // ---- places ----

  #change(start: number, end: number, text: string): void {
    this.#changes.push({ start, end, text });
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

  #dash(item: Node): number {
    return this.source.lastIndexOf('-', (item.range?.[0] ?? 0) - 1);
  }

  #lineStart(offset: number): number {
    return lineStart(this.source, offset);
  }

  #column(offset: number): number {
    return offset - this.#lineStart(offset);
  }
}

interface Pairing {
  /** Index before; `undefined` for a new item. */
  readonly was?: number;
  /** Index after; `undefined` for one that is gone. */
  readonly is?: number;
}

/**
 * Which items of a list stay, in the order in which the new text has them.
 * @param asSet the order says nothing: old items keep their places
 */
function pairUp(before: readonly Value[], after: readonly Value[], asSet: boolean): Pairing[] {
  const waiting = new Map<string, number[]>();
  after.forEach((value, at) => {
    const key = JSON.stringify(value);
    waiting.set(key, [...(waiting.get(key) ?? []), at]);
  });
  const kept: (number | undefined)[] = before.map((value) => waiting.get(JSON.stringify(value))?.shift());
  if (!asSet) dropCrossings(kept);
  const taken = new Set(kept);
  const free = after.map((_, at) => at).filter((at) => !taken.has(at));

  // what changed but is plainly the same thing is changed in place
  let reached = -1;
  const pairing: { was?: number; is?: number }[] = before.map((value, was) => {
    const is = kept[was];
    if (is !== undefined) {
      reached = is;
      return { was, is };
    }
    const next = asSet ? undefined : kept.slice(was).find((one) => one !== undefined);
    const between = (at: number) => asSet || (at > reached && at < (next ?? Infinity));
    const exact = free.findIndex((at) => between(at) && alike(value, after[at], asSet));
    const match = exact >= 0 ? exact : free.findIndex((at) => asSet && oneEndMoved(value, after[at]));
    const [found] = match >= 0 ? free.splice(match, 1) : [];
    if (found !== undefined) reached = found;
    return found === undefined ? { was } : { was, is: found };
  });
  for (const is of free) {
    const at = asSet ? placeInSet(pairing, is, before, after) : placeInOrder(pairing, is);
    pairing.splice(at, 0, { is });
  }
  return pairing;
}

/** A list whose order counts keeps only items that keep their order. */
/** Lists whose order says nothing: edges, pins, the nodes of a group. */
function isSet([top, , key]: Path): boolean {
  return top === 'edges' || top === 'pinned' || (top === 'groups' && key === 'nodes');
}

function dropCrossings(kept: (number | undefined)[]): void {
  let highest = -1;
  kept.forEach((is, was) => {
    if (is === undefined) return;
    if (is < highest) kept[was] = undefined;
    else highest = is;
  });
}

function alike(a: Value, b: Value, asSet: boolean): boolean {
  if (!isMapValue(a) || !isMapValue(b)) return !asSet && !isMapValue(a) && !isMapValue(b);
  if (asSet) return a['from'] === b['from'] && a['to'] === b['to'];
  return a['rule'] !== undefined && a['rule'] === b['rule'];
}

/** An edge of the same kind of which one end is another now, as when a node's id was changed. */
function oneEndMoved(a: Value, b: Value): boolean {
  return isMapValue(a) && isMapValue(b) && a['kind'] === b['kind'] && (a['from'] === b['from'] || a['to'] === b['to']);
}

function placeInOrder(pairing: readonly Pairing[], is: number): number {
  const next = pairing.findIndex((one) => one.is !== undefined && one.is > is);
  return next < 0 ? pairing.length : next;
}

/** Where a file's edges are sorted, a new one goes to its sorted place; else to the end. */
function placeInSet(pairing: readonly Pairing[], is: number, before: readonly Value[], after: readonly Value[]): number {
  const positions = pairing.flatMap((one) => (one.is === undefined ? [] : [one.is]));
  const ascending = positions.every((position, at) => at === 0 || position > (positions[at - 1] ?? -1));
  if (!ascending || before.length === 0 || after.length === 0) return pairing.length;
  return placeInOrder(pairing, is);
}

function isSorted(keys: readonly string[]): boolean {
  return keys.every((key, at) => at === 0 || compareText(keys[at - 1] ?? '', key) < 0);
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
