import { marksOf, marksOfKey, type Marks } from '../emit/draft';
import type { TextLines } from '../emit/text-lines';
import { Each, Expression, isValueList, KeyedBy, type ResourceBody, type ResourceValue } from '../parts/infrastructure/expression';
import { commentText, expressionText, keyText, numberText, quoted } from './code';

/** Widest list or map that is written on one line. */
const width = 90;

/** Writes values of one Bicep file, with the comments of their marks, and records which nodes and edges the lines are from. */
export class ValueWriter {
  constructor(
    readonly lines: TextLines,
    /** Path of the file, for what it refers to. */
    readonly file: string,
  ) {}

  /**
   * @param lead the text before the value on its first line
   */
  write(lead: string, value: ResourceValue, indent = '', marks?: Marks): void {
    const own = { ...marksOf(value), ...marks };
    const write = () => {
      this.#write(lead, value, indent, own);
    };
    if ((own.nodes ?? []).length + (own.edges ?? []).length > 0)
      this.lines.block({ ...(own.nodes ? { nodes: own.nodes } : {}), ...(own.edges ? { edges: own.edges } : {}) }, write);
    else write();
  }

  #write(lead: string, value: ResourceValue, indent: string, own: Marks): void {
    for (const line of own.above ?? []) this.lines.add(`${indent}// ${commentText(line)}`);
    const behind = own.comment === undefined ? '' : ` // ${commentText(own.comment)}`;
    const line = this.#onOneLine(value);
    if (line !== undefined && indent.length + lead.length + line.length <= width) this.lines.add(`${indent}${lead}${line}${behind}`);
    else if (value instanceof Each) {
      this.lines.add(`${indent}${lead}[for ${value.item} in ${this.#scalar(value.list)}: {${behind}`);
      this.#keys(value.body, `${indent}  `);
      this.lines.add(`${indent}}]`);
    } else if (isValueList(value)) {
      this.lines.add(`${indent}${lead}[${behind}`);
      for (const item of value) this.write('', item, `${indent}  `);
      this.lines.add(`${indent}]`);
    } else if (value instanceof KeyedBy || typeof value !== 'object' || value instanceof Expression) {
      this.lines.add(`${indent}${lead}${value instanceof KeyedBy ? this.#keyedBy(value) : this.#scalar(value)}${behind}`);
    } else {
      this.lines.add(`${indent}${lead}{${behind}`);
      this.#keys(value, `${indent}  `);
      this.lines.add(`${indent}}`);
    }
  }

  #keys(map: ResourceBody, indent: string): void {
    for (const [key, inner] of Object.entries(map))
      if (inner !== undefined) this.write(`${keyText(key)}: `, inner, indent, marksOfKey(map, key));
  }

  /** A scalar, or a list or map of a few plain scalars; `undefined` for what takes several lines. */
  #onOneLine(value: ResourceValue): string | undefined {
    if (value instanceof Each) return undefined;
    if (value instanceof KeyedBy) return this.#keyedBy(value);
    if (typeof value !== 'object' || value instanceof Expression) return this.#scalar(value);
    const entries = Object.entries(value).filter((entry): entry is [string, ResourceValue] => entry[1] !== undefined);
    const list = isValueList(value);
    if (entries.length === 0) return list ? '[]' : '{}';
    if (!list && entries.length > 3) return undefined;
    if (entries.some(([key, inner]) => !isPlain(inner) || marksOfKey(value, key) !== undefined)) return undefined;
    const texts = entries.map(([key, inner]) => (list ? '' : `${keyText(key)}: `) + (this.#onOneLine(inner) ?? ''));
    return list ? `[${texts.join(', ')}]` : `{ ${texts.join(', ')} }`;
  }

  #keyedBy({ key }: KeyedBy): string {
    return `{ '\${${this.#scalar(key)}}': {} }`;
  }

  #scalar(value: string | number | boolean | Expression): string {
    if (value instanceof Expression) return expressionText(value, this.file);
    return typeof value === 'string' ? quoted(value) : typeof value === 'number' ? numberText(value) : String(value);
  }
}

function isPlain(value: ResourceValue): boolean {
  if (typeof value !== 'object' || value instanceof Expression) return true;
  return !(value instanceof Each) && !(value instanceof KeyedBy) && Object.keys(value).length === 0;
}
