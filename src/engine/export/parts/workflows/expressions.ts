import { gapInText, hasGap } from '../../gap';
import { inText, orGapInText } from '../expression-text';
import type { DatastorePath } from '../batch-call';
import { pathParts, trimmedPath, type Placeholder } from '../placeholders';
import type { ExportContext } from '../../context';

/* Expressions of workflows of Logic Apps. */

function expressionOf(placeholder: Placeholder): string {
  switch (placeholder) {
    case 'window':
      return "formatDateTime(utcNow(), 'yyyy/MM/dd')";
    case 'day':
      return "utcNow('yyyy-MM-dd')";
    case 'run':
      return "workflow()['run']['name']";
  }
}

/** A path inside of a longer text. A workflow has no windows: the moment of the run stands for the window's start. */
export function pathInText(path: string): string {
  return pathParts(path)
    .map((part) => ('text' in part ? inText(part.text) : `@{${expressionOf(part.placeholder)}}`))
    .join('');
}

/** The address of a folder or file below a datastore. */
export function datastoreUri(context: ExportContext, { datastore, path, owner, setting }: DatastorePath): string {
  const below =
    path === undefined
      ? orGapInText(undefined, () => context.gapOf(owner, setting))
      : pathInText(trimmedPath(path) + (path.endsWith('/') ? '/' : ''));
  return `azureml://datastores/${datastore === undefined ? '' : `${datastore}/paths/`}${below}`;
}

/** A region or other value that may be the token of a gap, inside of a longer text. */
export function tokenInText(value: string): string {
  return hasGap(value) ? gapInText(value) : value;
}
