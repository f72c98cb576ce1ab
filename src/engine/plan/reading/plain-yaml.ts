import { isTwofold } from '../number-text';
import { limits } from '../schema';
import { PlainPlaces } from './plain-places';

/*
 * A reader for YAML as plans are usually written: maps and lists in block style, flow collections on one line, texts that no reader could
 * take for something else. It is several times faster than the parser, and never disagrees with it: it leaves every doubtful text to the
 * parser, and every text with a problem, since only the parser knows the place. It is one thing, since each kind of value can hold every
 * other, and all continue from one place in the text.
 */

/** Thrown, and caught below, where the text goes beyond this reader. */
const beyond = new Error('This wants the parser.');

/**
 * The value of a YAML text, or `undefined` where the parser has to read it.
 * @param places receives the places of its values
 */
export function readPlainYaml(text: string, places?: PlainPlaces): { readonly value: unknown } | undefined {
  const unix = text.includes('\r') ? text.replaceAll('\r\n', '\n') : text;
  // tabs, other control characters, and line breaks and marks that only some readers know
  if (/[^\n\u0020-\u007e\u00a0-\u2027\u202a-\ud7ff\ud800-\udfff\ue000-\ufefe\uff00-\ufffd]/.test(unix)) return undefined;
  try {
    return { value: new PlainYaml(unix.split('\n'), places).read() };
  } catch (error) {
    if (error === beyond) return undefined;
    throw error;
  }
}

/** The places of a text that this reader reads: it reads the text again, since places are needed only to show findings. */
export function plainPlacesOf(text: string): PlainPlaces {
  const places = new PlainPlaces();
  readPlainYaml(text, places);
  return places;
}

const blockKey = /^([A-Za-z][\w./-]{0,99}):(?: +|$)/;
const flowKey = /([A-Za-z][\w./-]{0,99}): +/y;
const flowPlain = /[\w$/(\u00c0-\u1fff][^,[\]{}:#"]*/y;
const singleQuoted = /'((?:[^']|'')*)'/y;
const doubleQuoted = /"((?:[^"\\]|\\["\\nt])*)"/y;
const blockScalar = /^([|>])(-?)(?: +#.*)?$/;
const firstOfPlain = /^[\w$/(\u00c0-\u1fff]/;
const strictNumber = /^-?(?:0|[1-9]\d{0,14})(?:\.\d{1,17})?(?:e[-+]?\d{1,3})?$/;
/** Everything that a reader might take for a number. */
const likeNumber = /^[-+.\d]/;
const day = /^\d{4}-\d{2}-\d{2}$/;
/** An amount with its unit: `80 GB`. */
const amount = /^\d+(?:\.\d+)? [A-Za-z]/;
const word = /^(?:true|false|null)$/i;

class PlainYaml {
  #at = 0;
  /** Column of the flow collection that is being read, in the text behind its key or dash. */
  #column = 0;
  /** Column where that text begins in its line. */
  #start = 0;

  constructor(
    readonly lines: readonly string[],
    readonly places: PlainPlaces | undefined,
  ) {}

  read(): Record<string, unknown> {
    const indent = this.#next();
    if (indent !== 0) throw beyond;
    const value = this.#map(0, 1);
    if (this.#next() >= 0) throw beyond;
    this.places?.end(value);
    return value;
  }

  /** Goes to the next line with content. @returns its indentation, or -1 at the end */
  #next(): number {
    for (; this.#at < this.lines.length; this.#at += 1) {
      const line = this.lines[this.#at] ?? '';
      let indent = 0;
      while (line.charCodeAt(indent) === 0x20) indent += 1;
      if (indent < line.length && line.charCodeAt(indent) !== 0x23) return indent;
    }
    return -1;
  }

  #map(indent: number, depth: number, firstLine?: string): Record<string, unknown> {
    if (depth > limits.depth - 4) throw beyond;
    const map: Record<string, unknown> = {};
    let rest = firstLine;
    for (;;) {
      if (rest === undefined) {
        const found = this.#next();
        if (found < indent) return map;
        if (found > indent) throw beyond;
        rest = (this.lines[this.#at] ?? '').slice(indent);
        // a list's next item, when this map is one of its items
        if (rest.startsWith('- ')) throw beyond;
      }
      const match = blockKey.exec(rest);
      const key = match?.[1];
      if (!match || key === undefined) throw beyond;
      this.places?.mark(map, key, { line: this.#at + 1, column: indent + 1 });
      this.#add(map, key, this.#after(rest.slice(match[0].length), indent, depth));
      rest = undefined;
    }
  }

  #add(map: Record<string, unknown>, key: string, value: unknown): void {
    if (Object.hasOwn(map, key) || key === 'constructor' || key === 'prototype' || word.test(key)) throw beyond;
    map[key] = value;
  }

  /** The value behind a key. @param indent of the key */
  #after(rest: string, indent: number, depth: number): unknown {
    if (rest !== '' && rest[0] !== '#') return this.#inline(rest, indent, depth);
    this.#at += 1;
    const found = this.#next();
    const isList = found >= indent && (this.lines[this.#at] ?? '').startsWith('- ', found);
    if (isList) return this.#list(found, depth + 1);
    if (found <= indent) throw beyond;
    return this.#map(found, depth + 1);
  }

  #list(indent: number, depth: number): unknown[] {
    if (depth > limits.depth - 4) throw beyond;
    const list: unknown[] = [];
    for (;;) {
      const found = this.#next();
      if (found < indent) return list;
      const line = this.lines[this.#at] ?? '';
      if (found > indent) throw beyond;
      if (!line.startsWith('- ', indent)) {
        if (line[indent] === '-') throw beyond;
        return list; // the next key of its map
      }
      let start = indent + 2;
      while (line.charCodeAt(start) === 0x20) start += 1;
      const rest = line.slice(start);
      if (rest === '' || rest[0] === '#' || rest[0] === '-') throw beyond;
      this.places?.mark(list, list.length, { line: this.#at + 1, column: start + 1 });
      list.push(blockKey.test(rest) ? this.#map(start, depth + 1, rest) : this.#inline(rest, indent, depth));
    }
  }

  /** A value on its line, or the block that begins there; leaves the line behind. */
  #inline(rest: string, indent: number, depth: number): unknown {
    const header = blockScalar.exec(rest);
    if (header) return this.#block(header[1] === '>', header[2] === '-', indent);
    this.#at += 1;
    const value = this.#onLine(rest, depth);
    // a deeper line would continue the text
    if (this.#next() > indent) throw beyond;
    return value;
  }

  #onLine(rest: string, depth: number): unknown {
    const first = rest[0];
    if (first === '{' || first === '[' || first === '"' || first === "'") {
      this.#column = 0;
      this.#start = (this.lines[this.#at - 1] ?? '').length - rest.length;
      const value = this.#flow(rest, depth);
      if (!/^ *(?: #.*)?$/.test(rest.slice(this.#column))) throw beyond;
      return value;
    }
    const comment = rest.indexOf(' #');
    const text = (comment < 0 ? rest : rest.slice(0, comment)).trimEnd();
    if (text.includes(': ') || text.endsWith(':')) throw beyond;
    return plain(text);
  }

  #flow(line: string, depth: number): unknown {
    if (depth > limits.depth - 4) throw beyond;
    switch (line[this.#column]) {
      case '{':
        return this.#flowMap(line, depth + 1);
      case '[':
        return this.#flowList(line, depth + 1);
      case '"':
        return JSON.parse(this.#match(doubleQuoted, line)[0]) as string;
      case "'":
        return this.#match(singleQuoted, line)[1]?.replaceAll("''", "'");
      default: {
        if (line[this.#column] === '-') return this.#negative(line);
        const text = this.#match(flowPlain, line)[0];
        if (line[this.#column] === '"' || line[this.#column] === '#' || line[this.#column] === ':') throw beyond;
        return plain(text.trimEnd());
      }
    }
  }

  #negative(line: string): unknown {
    return plain(this.#match(/-[\d.e+-]+/y, line)[0]);
  }

  #flowMap(line: string, depth: number): Record<string, unknown> {
    const map: Record<string, unknown> = {};
    if (this.#opened(line, '}')) return map;
    for (;;) {
      const at = this.#column;
      const key = this.#match(flowKey, line)[1] ?? '';
      this.#mark(map, key, at);
      this.#add(map, key, this.#flow(line, depth));
      if (this.#closed(line, '}')) return map;
    }
  }

  #flowList(line: string, depth: number): unknown[] {
    const list: unknown[] = [];
    if (this.#opened(line, ']')) return list;
    for (;;) {
      this.#mark(list, list.length, this.#column);
      list.push(this.#flow(line, depth));
      if (this.#closed(line, ']')) return list;
    }
  }

  /** Notes the place of something in a flow collection, whose line was left behind. */
  #mark(inside: object, key: string | number, column: number): void {
    this.places?.mark(inside, key, { line: this.#at, column: this.#start + column + 1 });
  }

  /** Goes behind an opening bracket. @returns true if the closing bracket follows immediately */
  #opened(line: string, close: string): boolean {
    this.#column += 1;
    this.#skip(line);
    if (line[this.#column] !== close) return false;
    this.#column += 1;
    return true;
  }

  /** Goes behind a comma or the closing bracket. @returns true if it was the bracket */
  #closed(line: string, close: string): boolean {
    this.#skip(line);
    const found = line[this.#column];
    if (found !== close && !(found === ',' && line[this.#column + 1] === ' ')) throw beyond;
    this.#column += 1;
    if (found === close) return true;
    this.#skip(line);
    return false;
  }

  #skip(line: string): void {
    while (line.charCodeAt(this.#column) === 0x20) this.#column += 1;
  }

  #match(pattern: RegExp, line: string): RegExpExecArray {
    pattern.lastIndex = this.#column;
    const match = pattern.exec(line);
    if (!match) throw beyond;
    this.#column = pattern.lastIndex;
    return match;
  }

  /** A text of several lines, each in the place of its first one. @param parent indentation of its parent */
  #block(folded: boolean, stripped: boolean, parent: number): string {
    this.#at += 1;
    const first = this.lines[this.#at] ?? '';
    const indent = first.length - first.trimStart().length;
    if (first.trim() === '' || indent <= parent) throw beyond;
    const content: string[] = [];
    for (; this.#at < this.lines.length; this.#at += 1) {
      const line = this.lines[this.#at] ?? '';
      const depth = line.length - line.trimStart().length;
      if (line.trim() === '') {
        if (line !== '') throw beyond;
        content.push('');
      } else if (depth < indent) {
        if (depth > parent) throw beyond;
        break;
      } else {
        if (line.endsWith(' ') || (folded && depth > indent)) throw beyond;
        content.push(line.slice(indent));
      }
    }
    while (content.at(-1) === '') content.pop();
    if (folded && content.includes('')) throw beyond;
    return content.join(folded ? ' ' : '\n') + (stripped ? '' : '\n');
  }
}

/** The value of a text without quotes. */
function plain(text: string): unknown {
  if (likeNumber.test(text)) {
    if (isTwofold(text.startsWith('-') ? text.slice(1) : text)) throw beyond;
    if (strictNumber.test(text)) return Number(text);
    if (day.test(text) || amount.test(text)) return text;
    throw beyond;
  }
  if (text === 'true') return true;
  if (text === 'false') return false;
  if (text === 'null') return null;
  if (!firstOfPlain.test(text) || word.test(text)) throw beyond;
  return text;
}
