import { gapExpression, gapInText } from '../gap';
import { pathParts, type Placeholder } from '../parts/placeholders';

/*
 * Texts and expressions of Data Factory. A text that begins with "@" is an expression, and "@{…}" inside of a text is one too, so what a
 * plan says is written so that it is never read as one.
 */

/** When a run is about, as expressions without their "@". */
export interface Clock {
  /** Start of the window, or the moment at which the run was triggered. */
  readonly start: string;
  /** End of the window, in pipelines that have one. */
  readonly end: string | undefined;
}

export const windowClock: Clock = { start: 'pipeline().parameters.windowStart', end: 'pipeline().parameters.windowEnd' };
export const triggerClock: Clock = { start: 'pipeline().TriggerTime', end: undefined };

/** A stated value, so that it is read as a text and not as an expression. */
export function literal(text: string): string {
  return text.replace(/@\{/g, '@@{').replace(/^@(?!@\{)/, '@@');
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

function expressionOf(placeholder: Placeholder, { start }: Clock): string {
  switch (placeholder) {
    case 'window':
      return `formatDateTime(${start}, 'yyyy/MM/dd')`;
    case 'day':
      return "formatDateTime(pipeline().TriggerTime, 'yyyy-MM-dd')";
    case 'run':
      return 'pipeline().RunId';
  }
}

/** A path as the value of a parameter: a text, or an expression where it has placeholders. */
export function pathValue(path: string, clock: Clock): string {
  const parts = pathParts(path);
  if (parts.every((part) => 'text' in part)) return literal(path);
  const written = parts.map((part) => ('text' in part ? quoted(part.text) : expressionOf(part.placeholder, clock)));
  return `@${written.length === 1 ? (written[0] ?? '') : `concat(${written.join(', ')})`}`;
}

/** A path inside of a longer text. */
export function pathInText(path: string, clock: Clock): string {
  return pathParts(path)
    .map((part) => ('text' in part ? part.text.replace(/@\{/g, '@@{') : `@{${expressionOf(part.placeholder, clock)}}`))
    .join('');
}

/** The rows of a window: those whose column is in it. */
export function windowQuery(table: string, column: string, { start, end }: Clock): string | undefined {
  if (end === undefined) return undefined;
  const at = (moment: string) => `@{formatDateTime(${moment}, 'yyyy-MM-ddTHH:mm:ss')}`;
  return `select * from ${table.replace(/@\{/g, '@@{')} where ${column.replace(/@\{/g, '@@{')} >= '${at(start)}' and ${column.replace(/@\{/g, '@@{')} < '${at(end)}'`;
}

/** A value that may be missing: a text, or the expression of a gap. */
export function orGap(text: string | undefined, token: () => string): string {
  return text === undefined ? gapExpression(token()) : literal(text);
}

/** The same inside of a longer text. */
export function orGapInText(text: string | undefined, token: () => string): string {
  return text === undefined ? gapInText(token()) : text.replace(/@\{/g, '@@{');
}

/** A name of letters and digits for variables and streams: `copyOrders` for `copy-orders`. */
export function camel(id: string): string {
  return id.replace(/[-_]+(.?)/g, (_, next: string) => next.toUpperCase());
}
