import { gapExpression, gapInText } from '../gap';

/*
 * Texts in files of Data Factory and Logic Apps, which share their expressions. A text that begins with "@" is an expression, and "@{…}"
 * inside of a text is one too, so what a plan says is written so that it is never read as one.
 */

/** A stated value, so that it is read as a text and not as an expression. */
export function literal(text: string): string {
  return text.replace(/@\{/g, '@@{').replace(/^@(?!@\{)/, '@@');
}

/** A stated value inside of a longer text. */
export function inText(text: string): string {
  return text.replace(/@\{/g, '@@{');
}

/** A text inside of an expression. */
export function quoted(text: string): string {
  return `'${text.replace(/'/g, "''")}'`;
}

/** Prose for descriptions: one line that holds neither an expression nor what looks like a gap. */
export function prose(text: string): string {
  return text
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .replace(/@(?=\{)/g, '@ ')
    .replace(/\bGAP\(/g, 'GAP (')
    .replace(/^(?=[@[])/, ' ')
    .trimEnd();
}

/** A value that may be missing: a text, or the expression of a gap. */
export function orGap(text: string | undefined, token: () => string): string {
  return text === undefined ? gapExpression(token()) : literal(text);
}

/** The same inside of a longer text. */
export function orGapInText(text: string | undefined, token: () => string): string {
  return text === undefined ? gapInText(token()) : inText(text);
}
