/* The words of HCL, the language of Terraform. */

/** What is written in place of a literal: the text of an expression. */
export class Raw {
  constructor(readonly text: string) {}
}

export interface Entry {
  readonly key: string;
  readonly value: HclValue;
  /** Lines of comment above it. */
  readonly above?: readonly string[];
  readonly nodes?: readonly string[] | undefined;
  readonly edges?: readonly string[] | undefined;
}

/** A map whose keys are written in their order. */
export class HclMap {
  /** @param isLong a line for each key, however short they are */
  constructor(
    readonly entries: readonly Entry[],
    readonly isLong = false,
  ) {}
}

/** A list with one map for each item of another one. */
export class HclEach {
  constructor(
    readonly list: string,
    readonly item: string,
    readonly body: HclMap,
  ) {}
}

export type HclValue = string | number | boolean | Raw | HclMap | HclEach | readonly HclValue[];

/** A text as a literal. Nothing in it is read as an expression, and it stays on one line. */
export function quoted(text: string): string {
  return `"${escaped(text)}"`;
}

const escapes: Readonly<Record<string, string>> = { '\\': '\\\\', '"': '\\"', '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** A text as written between quotation marks. */
export function escaped(text: string): string {
  return text
    .replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\ufffd')
    .replace(/[\\"\n\r\t]/g, (found) => escapes[found] ?? found)
    .replace(/([$%])\{/g, '$1$1{')
    .replace(
      /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/g,
      (found) => `\\u${found.charCodeAt(0).toString(16).padStart(4, '0')}`,
    );
}

const words = new Set(['for', 'if', 'in', 'null', 'true', 'false', 'else', 'endif', 'endfor']);

/** A key of a map, in quotes where it is no plain word. */
export function keyText(key: string): string {
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(key) && !words.has(key) ? key : quoted(key);
}

/** A text as a line of comment. */
export function commentText(text: string): string {
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]+/g, ' ').trim();
}
