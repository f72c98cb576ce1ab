/*
 * Values of Bicep files. Texts, numbers, lists and maps are plain values; what Bicep computes is code.
 */

/** An expression, written as it stands. */
export class Code {
  constructor(readonly text: string) {}
}

/** A list with one map for each item of another list. */
export class Each {
  constructor(
    readonly list: string,
    readonly item: string,
    readonly body: BicepObject,
  ) {}
}

export interface BicepObject {
  readonly [key: string]: BicepValue | undefined;
}
export type BicepValue = string | number | boolean | Code | Each | readonly BicepValue[] | BicepObject;

export function code(text: string): Code {
  return new Code(text);
}

/** A text with expressions in it: `'https://${account.name}.example'`. */
export function textOf(...parts: readonly (string | Code)[]): Code {
  return new Code(`'${parts.map((part) => (part instanceof Code ? `\${${part.text}}` : escaped(part))).join('')}'`);
}

/** A text as a literal. Nothing in it is read as an expression, and it stays on one line. */
export function quoted(text: string): string {
  return `'${escaped(text)}'`;
}

const escapes: Readonly<Record<string, string>> = { '\\': '\\\\', "'": "\\'", '\n': '\\n', '\r': '\\r', '\t': '\\t' };

function escaped(text: string): string {
  return text
    .replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\ufffd')
    .replace(/[\\'\n\r\t]/g, (found) => escapes[found] ?? found)
    .replace(/\$\{/g, '\\${')
    .replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g, (found) => `\\u{${found.charCodeAt(0).toString(16)}}`)
    .replace(/(\\(?:[\\'nrt]|u\{[0-9a-f]+\})\s*)\/(?=[/*])/g, '$1\\u{2f}'); // some readers see a comment behind an escape
}

/** A number; Bicep has literals for whole ones only. */
export function numberText(value: number): string {
  return Number.isSafeInteger(value) ? String(value) : `json('${value}')`;
}

/** A key of a map, in quotes where it is no identifier or is looked up at run time. */
export function keyText(key: string): string {
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(key) ? key : key.startsWith('${') ? `'${key}'` : quoted(key);
}

/** A text as a line of comment. */
export function commentText(text: string): string {
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]+/g, ' ').trim();
}
