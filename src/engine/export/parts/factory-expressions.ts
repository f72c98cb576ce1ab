import { inText, literal, quoted } from './expression-text';
import { pathParts, type Placeholder } from './placeholders';

/* Expressions of pipelines in Data Factory, Synapse and Fabric. */

/** When a run is about, as expressions without their "@". */
export interface Clock {
  /** Start of the window, or the moment at which the run was triggered. */
  readonly start: string;
  /** End of the window, in pipelines that have one. */
  readonly end: string | undefined;
}

export const windowClock: Clock = { start: 'pipeline().parameters.windowStart', end: 'pipeline().parameters.windowEnd' };
export const triggerClock: Clock = { start: 'pipeline().TriggerTime', end: undefined };

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
    .map((part) => ('text' in part ? inText(part.text) : `@{${expressionOf(part.placeholder, clock)}}`))
    .join('');
}

/** The rows of a window: those whose column is in it. */
export function windowQuery(table: string, column: string, { start, end }: Clock): string | undefined {
  if (end === undefined) return undefined;
  const at = (moment: string) => `@{formatDateTime(${moment}, 'yyyy-MM-ddTHH:mm:ss')}`;
  return `select * from ${inText(table)} where ${inText(column)} >= '${at(start)}' and ${inText(column)} < '${at(end)}'`;
}

/** A name of letters and digits for variables and streams: `copyOrders` for `copy-orders`. */
export function camel(id: string): string {
  return id.replace(/[-_]+(.?)/g, (_, next: string) => next.toUpperCase());
}
