import { isPlain, quote } from '../../src/engine/plan/writing/scalars.ts';

/*
 * A document of a plan as people write YAML: block and flow collections, every kind of quotes, comments on every level and at the very end,
 * blank lines, anchors and aliases, document marks, line ends of both kinds, a byte order mark. Seeded, so that a failing case can be
 * repeated.
 */

export interface Styled {
  readonly text: string;
  /** The words of every comment, each once in the text. */
  readonly comments: readonly string[];
}

/** Features that a text may have; all by default. */
export interface Allowed {
  readonly aliases?: boolean;
  readonly comments?: boolean;
}

/** Writes a document in a style chosen by the seed. */
export function inSomeStyle(document: Readonly<Record<string, unknown>>, seed: number, allowed: Allowed = {}): Styled {
  return new Stylist(seed, allowed).write(document);
}

type Path = readonly string[];

class Stylist {
  readonly comments: string[] = [];
  readonly #random: () => number;
  readonly #anchors = new Map<string, string>();
  #anchorsMade = 0;
  /** True if the last value is a block text; a line with deeper indentation would become part of it. */
  #isInBlock = false;
  readonly #commented: number;
  readonly #flow: number;
  readonly #quoted: number;
  readonly #aliased: number;
  readonly #step: number;

  constructor(seed: number, allowed: Allowed) {
    this.#random = mulberry(seed);
    this.#commented = allowed.comments === false ? 0 : this.#pick([0, 0.1, 0.3]);
    this.#flow = this.#pick([0.1, 0.5, 0.9]);
    this.#quoted = this.#pick([0, 0.2, 0.6]);
    this.#aliased = allowed.aliases === false ? 0 : this.#pick([0, 0.3, 0.8]);
    this.#step = this.#pick([2, 2, 4, 3]);
  }

  write(document: Readonly<Record<string, unknown>>): Styled {
    const directive = this.#chance(0.1);
    const start = directive || this.#chance(0.2);
    const lines = [
      ...(this.#commented > 0 && this.#chance(0.3) ? [this.#comment(''), ...(this.#chance(0.5) ? [''] : [])] : []),
      ...(directive ? ['%YAML 1.2'] : []),
      ...(start ? [`---${this.#behind()}`] : []),
      ...this.#map(document, 0, []),
      ...(this.#isInBlock ? [] : this.#around(this.#step)),
      ...this.#around(0),
      ...(this.#chance(0.1) ? ['', ''] : []),
      ...(this.#chance(0.1) ? [`...${this.#behind()}`, ...this.#around(0)] : []),
    ];
    const ends = this.#pick<readonly string[]>([['\n'], ['\n'], ['\r\n'], ['\n', '\r\n', '\n']]);
    // a literal text that ends the file keeps its line end or loses its meaning
    const final = this.#chance(0.8) || /^\s/.test(lines.at(-1) ?? '');
    const text = lines.map((line, at) => line + (at < lines.length - 1 || final ? this.#pick(ends) : '')).join('');
    return { text: (this.#chance(0.15) ? '\ufeff' : '') + text, comments: this.comments };
  }

  #map(map: Readonly<Record<string, unknown>>, indent: number, path: Path): string[] {
    return this.#order(Object.entries(map), path).flatMap(([key, value]) => [
      ...this.#around(indent),
      ...this.#value(`${' '.repeat(indent)}${this.#key(key, false)}:`, value, indent, [...path, key]),
    ]);
  }

  /** Shuffles the keys of maps whose order has no meaning. */
  #order<T>(entries: [string, T][], path: Path): [string, T][] {
    if (path[0] === 'nodes' && path.length === 1) return entries;
    if (path.length > 0 && !['nodes', 'edges', 'waivers', 'groups', 'notes'].includes(path[0] ?? '')) return entries;
    if (path.length > 2 || this.#chance(0.6)) return entries;
    return entries
      .map((entry) => ({ entry, rank: this.#random() }))
      .sort((a, b) => a.rank - b.rank)
      .map(({ entry }) => entry);
  }

  #list(list: readonly unknown[], indent: number, path: Path): string[] {
    return list.flatMap((item, at) => {
      const pad = ' '.repeat(indent);
      const head = this.#around(indent);
      const inner = [...path, String(at)];
      if (isMap(item) && Object.keys(item).length > 0 && !this.#chance(this.#flow) && !this.#canAlias(item)) {
        const [first = '', ...rest] = this.#map(item, indent + 2, inner);
        if (!/^ *(?:#|$)/.test(first)) return [...head, `${pad}- ${first.trimStart()}`, ...rest];
        return [...head, `${pad}-`, first, ...rest];
      }
      return [...head, ...this.#value(`${pad}-`, item, indent, inner)];
    });
  }

  /** A value after a key or a dash. */
  #value(head: string, value: unknown, indent: number, path: Path): string[] {
    const space = this.#chance(0.9) ? ' ' : this.#pick(['  ', '    ']);
    const alias = this.#alias(value);
    if (alias !== undefined) {
      this.#isInBlock = false;
      return [`${head}${space}${alias}${this.#behind()}`];
    }
    const anchor = this.#anchor(value, path);
    const lines = this.#anchored(head, space, anchor, value, indent, path);
    if (anchor !== undefined) this.#anchors.set(JSON.stringify(value), anchor); // no value contains itself
    return lines;
  }

  #anchored(head: string, space: string, anchor: string | undefined, value: unknown, indent: number, path: Path): string[] {
    const headed = anchor === undefined ? head : `${head}${space}&${anchor}`;
    if (typeof value !== 'object' || value === null) return this.#scalar(headed, space, value, indent);
    this.#isInBlock = false;
    const isEmpty = Object.keys(value).length === 0;
    if (isEmpty || this.#chance(this.#flow)) {
      if (isEmpty || this.#chance(0.75)) return [`${headed}${space}${this.#inFlow(value)}${this.#behind()}`];
      return this.#spreadFlow(`${headed}${space}`, value, indent);
    }
    const isList = Array.isArray(value);
    const deeper = isList && !head.trim().startsWith('-') && this.#chance(0.3) ? indent : indent + this.#step;
    return [
      `${headed}${this.#behind()}`,
      ...(isList ? this.#list(value, deeper, path) : this.#map(value as Record<string, unknown>, deeper, path)),
    ];
  }

  #scalar(head: string, space: string, value: unknown, indent: number): string[] {
    const pad = ' '.repeat(indent + this.#step);
    this.#isInBlock = true;
    if (typeof value === 'string' && this.#chance(0.3)) {
      if (value.includes('\n') && isBlock(value))
        return [`${head}${space}|-${this.#behind()}`, ...value.split('\n').map((line) => (line === '' ? '' : pad + line))];
      if (!value.includes('\n') && isBlock(value) && value.includes(' ') && !value.includes('  ')) {
        const words = value.split(' ');
        const middle = Math.ceil(words.length / 2);
        return [
          `${head}${space}>-${this.#behind()}`,
          pad + words.slice(0, middle).join(' '),
          ...(middle < words.length ? [pad + words.slice(middle).join(' ')] : []),
        ];
      }
    }
    this.#isInBlock = false;
    return [`${head}${space}${this.#text(value, false)}${this.#behind()}`];
  }

  /** A collection on one line. */
  #inFlow(value: unknown): string {
    const alias = this.#alias(value);
    if (alias !== undefined) return `${alias} `;
    if (typeof value !== 'object' || value === null) return this.#text(value, true);
    const [comma, inside] = [this.#pick([', ', ', ', ',  ', ' , ']), this.#pick(['', '', ' '])];
    if (Array.isArray(value)) return `[${inside}${value.map((item) => this.#inFlow(item)).join(comma)}${inside}]`;
    const entries = Object.entries(value).map(([key, inner]) => `${this.#key(key, true)}: ${this.#inFlow(inner)}`);
    return `{${inside}${entries.join(comma)}${inside}}`;
  }

  /** A flow collection with an entry on each line. */
  #spreadFlow(head: string, value: object, indent: number): string[] {
    const pad = ' '.repeat(indent + this.#step);
    const isList = Array.isArray(value);
    const entries = isList
      ? value.map((item) => this.#inFlow(item))
      : Object.entries(value).map(([key, inner]) => `${this.#key(key, true)}: ${this.#inFlow(inner)}`);
    const last = this.#chance(0.5) ? ',' : '';
    return [
      `${head}${isList ? '[' : '{'}${this.#behind()}`,
      ...entries.flatMap((entry, at) => [
        ...this.#around(indent + this.#step),
        `${pad}${entry}${at < entries.length - 1 ? ',' : last}${this.#behind()}`,
      ]),
      `${' '.repeat(indent + 1)}${isList ? ']' : '}'}${this.#behind()}`,
    ];
  }

  #text(value: unknown, flow: boolean): string {
    if (typeof value !== 'string') return String(value);
    const plain = isPlain(value, flow);
    if (plain && !this.#chance(this.#quoted)) return value;

    if (!/[\n\t\u0000-\u001f\u007f-\u00a0\u2028\u2029\ufeff]/.test(value) && this.#chance(0.5)) return `'${value.replaceAll("'", "''")}'`;
    return quote(value);
  }

  #key(key: string, flow: boolean): string {
    return isPlain(key, flow) && !this.#chance(this.#quoted * 0.3) ? key : key === 'on' ? key : quote(key);
  }

  // ---- anchors ----

  #canAlias(value: unknown): boolean {
    return this.#anchors.has(JSON.stringify(value));
  }

  #alias(value: unknown): string | undefined {
    const name = this.#anchors.get(JSON.stringify(value));
    return name !== undefined && this.#chance(this.#aliased) ? `*${name}` : undefined;
  }

  #anchor(value: unknown, path: Path): string | undefined {
    const key = JSON.stringify(value);
    if (path.length < 2 || this.#anchors.has(key) || !this.#chance(this.#aliased * 0.5)) return undefined;
    return `a${(this.#anchorsMade += 1)}`;
  }

  // ---- comments and blank lines ----

  /** Lines above an entry. */
  #around(indent: number): string[] {
    return [
      ...(this.#chance(this.#commented * 0.5) ? [''] : []),
      ...(this.#chance(this.#commented) ? [this.#comment(' '.repeat(indent))] : []),
      ...(this.#chance(this.#commented * 0.2) ? ['', this.#comment(' '.repeat(indent))] : []),
      ...(this.#chance(0.05) ? [this.#pick(['', '', '  '])] : []),
    ];
  }

  /** Rest of the line after a value. */
  #behind(): string {
    if (this.#chance(this.#commented)) return this.#comment(this.#pick([' ', '  ', '      ']));
    return this.#chance(0.05) ? ' ' : '';
  }

  #comment(pad: string): string {
    const words = `c${this.comments.length}-${Math.floor(this.#random() * 1e6)}`;
    this.comments.push(words);
    return `${pad}#${this.#pick([' ', '', '  '])}${words}${this.#pick(['', '', ' : {[&', ' # again'])}`;
  }

  #chance(share: number): boolean {
    return this.#random() < share;
  }

  #pick<T>(choices: readonly T[]): T {
    return choices[Math.floor(this.#random() * choices.length)] as T; // an index below the length
  }
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** True if a text can be a block without indicators for its indentation or its end. */
function isBlock(value: string): boolean {
  return !/^[\n ]|[\n ]$|[ \t]+\n|[\u0000-\u0009\u000b-\u001f\u007f-\u00a0\u2028\u2029\ufeff\ufffe\uffff]|[\ud800-\udfff]/.test(value);
}

/** A small seeded generator, so that a failing case can be repeated. */
function mulberry(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
