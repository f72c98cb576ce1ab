import { isAlias, isCollection, isMap, isPair, isScalar, type Alias, type Document, type Node, type YAMLMap } from 'yaml';
import { isOwnKey } from '../model';
import { limits } from '../schema';
import { doubtfulProblem } from './doubtful-number';
import { keyProblem } from './key-problem';
import type { Lines } from './lines';
import type { ProblemList } from './problem-list';
import { splitNumber } from './split-number';

/** Value of a YAML document with its aliases resolved. */
export interface YamlValue {
  readonly value: unknown;
  readonly targets: ReadonlyMap<Alias, Node>;
}

/**
 * Turns a document into plain values. The same pass finds everything that YAML allows and a plan does not.
 * @param problems receives the problems; with any, the value is meaningless
 */
export function valueOf(document: Document.Parsed, lines: Lines, problems: ProblemList): YamlValue {
  const reader = new ValueReader(lines, problems);
  const value = reader.read(document.contents, 1);
  return { value, targets: reader.targets };
}

/** A value that aliases may repeat. */
interface Anchored {
  readonly node: Node;
  readonly value: unknown;
  /** Levels of maps and lists in it. */
  readonly height: number;
  /** Approximate number of its characters when it is written out. */
  readonly size: number;
}

class ValueReader {
  readonly targets = new Map<Alias, Node>();
  /** By name; a repeated name refers to the later value from there on. `undefined` while the value is read. */
  readonly #anchored = new Map<string, Anchored | undefined>();
  /** Approximate number of the characters read so far, with everything that aliases repeat. */
  #size = 0;
  /** Those that aliases repeat. */
  #repeated = 0;
  /** Number of the user's own keys above the current value; these may hold any value. */
  #own = 0;
  /** The deepest level below the current value. */
  #deepest = 0;

  constructor(
    readonly lines: Lines,
    readonly problems: ProblemList,
  ) {}

  /** @param depth of the node, from 1 */
  read(node: Node | null, depth: number): unknown {
    if (node === null || this.problems.isFull) return null;
    if (isAlias(node)) return this.#alias(node, depth);
    const anchor = isScalar(node) || isCollection(node) ? node.anchor : undefined;
    if (anchor === undefined) return this.#plain(node, depth);

    this.#anchored.set(anchor, undefined);
    const [before, deepest] = [this.#size, this.#deepest];
    this.#deepest = depth - 1;
    const value = this.#plain(node, depth);
    this.#anchored.set(anchor, { node, value, height: this.#deepest - depth + 1, size: this.#size - before });
    this.#deepest = Math.max(deepest, this.#deepest);
    return value;
  }

  #plain(node: Node, depth: number): unknown {
    if (!isCollection(node)) {
      const value = isScalar(node) ? node.value : null;
      if (isScalar(node) && node.type === 'PLAIN' && typeof value === 'number' && this.#own === 0) this.#doubt(node.source ?? '', node);
      this.#size += 8 + (typeof value === 'string' ? value.length : 0);
      return value;
    }
    if (depth > limits.depth) {
      this.#complain(tooDeep, node);
      return null;
    }
    this.#size += 8;
    this.#deepest = Math.max(this.#deepest, depth);
    if (isMap(node)) return this.#map(node, depth);
    return (node.items as (Node | null)[]).map((item) => this.read(item, depth + 1)); // parsed documents hold nodes
  }

  #map(node: YAMLMap, depth: number): Record<string, unknown> {
    const map: Record<string, unknown> = {};
    let skipped = 0; // pairs that are pieces of a number
    for (const [at, pair] of node.items.entries()) {
      if (skipped > 0) {
        skipped -= 1;
        continue;
      }
      const split = this.#own === 0 ? splitNumber(node, at) : undefined;
      if (split) {
        skipped = split.rest;
        this.#complain(split, pair.value as Node);
      }
      const key = pair.key as Node | null; // parsed documents hold nodes
      const value = pair.value as Node | null;
      const name = this.#key(key, value, map);
      const isOwn = name !== undefined && isOwnKey(name);
      if (isOwn) this.#own += 1;
      const read = this.read(value, depth + 1);
      if (isOwn) this.#own -= 1;
      if (name !== undefined) map[name] = read;
    }
    return map;
  }

  /** @returns `undefined` for a value that cannot be a key */
  #key(key: Node | null, value: Node | null, map: Readonly<Record<string, unknown>>): string | undefined {
    if (!isScalar(key)) {
      this.#complain(
        { message: 'A key must be a word, not a list or a map.', fix: 'Put quotes around it, or write the value after a key.' },
        key ?? value,
      );
      return undefined;
    }
    if (key.anchor !== undefined) this.read(key, 0);
    const name = String(key.value);
    this.#size += name.length;
    const wrong = keyProblem(name);
    if (typeof key.value !== 'string')
      this.#complain({ message: `The key ${name} is not read as text.`, fix: `Put it in quotes: "${name}".` }, key);
    else if (wrong) this.#complain(wrong, key);
    else if (Object.hasOwn(map, name))
      this.#complain(
        { message: `The key "${name}" is in the same map twice.`, fix: 'Remove or rename one of them: only one could count.' },
        key,
      );
    else if (name === '<<' && key.type === 'PLAIN' && !isScalar(value)) {
      const whole = isAlias(value) ? `, or give the whole map its value: "key: *${value.source}"` : '';
      this.#complain(
        { message: 'This is a merge key ("<<"), which is no part of YAML 1.2.', fix: `Write the keys that it brings here${whole}.` },
        key,
      );
    } else return name;
    return undefined;
  }

  #alias(node: Alias, depth: number): unknown {
    const anchored = this.#anchored.get(node.source);
    if (!anchored) {
      this.#complain(
        this.#anchored.has(node.source)
          ? { message: `"*${node.source}" is part of the value that it repeats: it would never end.`, fix: 'Write out what it shall say.' }
          : {
              message: `"*${node.source}" repeats a value that is not there.`,
              fix: `Mark the value with "&${node.source}", further up in the file, or put the text in quotes.`,
            },
        node,
      );
      return null;
    }
    this.targets.set(node, anchored.node);
    this.#size += anchored.size;
    this.#repeated += anchored.size;
    if (anchored.height > 0) this.#deepest = Math.max(this.#deepest, depth + anchored.height - 1);
    if (anchored.height > 0 && depth + anchored.height - 1 > limits.depth)
      this.#complain(
        {
          message: `With the value of "*${node.source}" written out, the file nests more than ${limits.depth} maps or lists in each other.`,
          fix: 'Repeat less, or write the values out with fewer levels.',
        },
        node,
      );
    if (this.#repeated > limits.repeated && this.#repeated - anchored.size <= limits.repeated)
      this.#complain(
        {
          message: `From here on, the aliases of the file repeat more than ${limits.repeated / 1024 / 1024} MiB.`,
          fix: 'Let them stand for smaller values, or use fewer of them.',
        },
        node,
      );
    return anchored.value;
  }

  #doubt(source: string, node: Node): void {
    const problem = doubtfulProblem(source, node.range ? this.lines.at(node.range[0]) : undefined);
    if (problem) this.problems.add(problem);
  }

  #complain({ message, fix }: { readonly message: string; readonly fix: string }, node: Node | null): void {
    this.problems.add({ message, fix, ...(node?.range ? { place: this.lines.at(node.range[0]) } : {}) });
  }
}

export const tooDeep = {
  message: `The file nests more than ${limits.depth} maps or lists in each other.`,
  fix: 'A plan is never nested so deep; look for brackets that are not closed.',
};

/** Finds the places of a document's values. */
export class YamlPlaces {
  /** The pairs of a map by their keys, for maps that were searched. */
  readonly #pairs = new WeakMap<YAMLMap, ReadonlyMap<unknown, unknown>>();

  constructor(
    readonly document: Document.Parsed,
    readonly targets: ReadonlyMap<Alias, Node>,
    readonly lines: Lines,
  ) {}

  /** Place of the key or value at a path; that of the nearest thing above it if it is missing. */
  at(path: readonly (string | number)[]) {
    let node: Node | null = this.document.contents;
    let offset = node?.range?.[0];
    for (const key of path) {
      if (isAlias(node)) node = this.targets.get(node) ?? null;
      if (!isCollection(node)) break;
      const item: unknown = isMap(node) ? this.#pairsOf(node).get(key) : node.items[Number(key)];
      if (item === undefined) break;
      if (isPair(item)) {
        if (isScalar(item.key)) offset = item.key.range?.[0] ?? offset;
        node = item.value as Node | null; // documents that were parsed hold nodes
      } else {
        node = item as Node;
        offset = node.range?.[0] ?? offset;
      }
    }
    return offset === undefined ? undefined : this.lines.at(offset);
  }

  #pairsOf(map: YAMLMap): ReadonlyMap<unknown, unknown> {
    let pairs = this.#pairs.get(map);
    if (!pairs) {
      pairs = new Map(map.items.map((pair) => [isScalar(pair.key) ? pair.key.value : undefined, pair]));
      this.#pairs.set(map, pairs);
    }
    return pairs;
  }
}
