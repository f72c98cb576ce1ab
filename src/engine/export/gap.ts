/*
 * The token of a gap: one in all formats, easy to search for, and refused by every target. It reads like a call of a function that does
 * not exist, so expression languages refuse it, and no name, path, cron text, date or package line may hold its parentheses.
 */

/** `GAP(train.code)`; a gap of the plan as a whole has the owner "exports". */
export function gapToken(owner: string, setting: string): string {
  return `GAP(${owner}.${setting})`;
}

/** The token inside of an expression of Data Factory or Logic Apps, which refuse an unknown function: `@GAP('train.code')`. */
export function gapExpression(token: string): string {
  return `@${quoted(token)}`;
}

/** The token inside of a text that holds expressions: `@{GAP('train.code')}`. */
export function gapInText(token: string): string {
  return `@{${quoted(token)}}`;
}

/** The token as a template expression of Azure Resource Manager, where an object is due: `[GAP('train.code')]`. */
export function gapTemplate(token: string): string {
  return `[${quoted(token)}]`;
}

function quoted(token: string): string {
  return token.replace(/^GAP\(([^)]*)\)$/, "GAP('$1')");
}

export interface FoundGap {
  readonly owner: string;
  readonly setting: string;
  /** Place in the text, from 0. */
  readonly at: number;
}

/** True if a text is or holds a gap. */
export function hasGap(text: string): boolean {
  return /GAP\('?[\w-]+\.[\w.-]+'?\)/.test(text);
}

/** All gaps of a text, in their order. */
export function gapsIn(text: string): FoundGap[] {
  return [...text.matchAll(/GAP\('?([A-Za-z][\w-]*)\.([\w.-]+?)'?\)/g)].map((match) => ({
    owner: match[1] ?? '',
    setting: match[2] ?? '',
    at: match.index,
  }));
}
