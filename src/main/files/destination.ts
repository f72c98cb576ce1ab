import { extname } from 'node:path';
import type { ExportFormat } from '#ipc';

/** Purpose of a chosen file: a plan's own file, an export of the plan, a picture of it, its packet, or a report of a problem. */
export type Purpose = 'plan' | ExportFormat | 'svg' | 'png' | 'pdf' | 'html' | 'report';

const endings: Readonly<Record<Purpose, { readonly allowed: RegExp; readonly added: string }>> = {
  plan: { allowed: /\.(ya?ml|json)$/i, added: '.pipedraft.yaml' },
  yaml: { allowed: /\.ya?ml$/i, added: '.pipedraft.yaml' },
  json: { allowed: /\.json$/i, added: '.pipedraft.json' },
  svg: { allowed: /\.svg$/i, added: '.svg' },
  png: { allowed: /\.png$/i, added: '.png' },
  pdf: { allowed: /\.pdf$/i, added: '.pdf' },
  html: { allowed: /\.html?$/i, added: '.html' },
  csv: { allowed: /\.csv$/i, added: '.csv' },
  report: { allowed: /\.txt$/i, added: '.txt' },
};

/**
 * The path to write for a path that was typed in a save dialog. A name with one of the format's extensions is used unchanged. Any
 * other name gets the extension, also one with another format's extension: the name shows the content of the file.
 */
export function namedFor(typed: string, purpose: Purpose): string {
  const { allowed, added } = endings[purpose];
  const stem = typed.replace(/(?<=[^\s./\\])[\s.]+$/, ''); // "plan." is an unfinished name, and Windows keeps no dot or space at the end
  if (allowed.test(stem)) return stem;
  if (added.startsWith('.pipedraft') && extname(stem).toLowerCase() === '.pipedraft') return stem + extname(added);
  return stem + added;
}

/** Kinds of obstacle at the chosen place. */
export type Found =
  /** Nothing, or something that the save itself refuses. */
  | 'nothing'
  | 'file'
  /** The plan's own file. */
  | 'own'
  /** The file of a plan in another window. */
  | 'open';

export interface DestinationSteps {
  /** Shows the save dialog, which asks before it accepts the name of an existing file. */
  choose(suggestion: string): Promise<string | undefined>;
  find(file: string): Promise<Found>;
  /** Shows the obstacle. */
  ask(file: string, found: Exclude<Found, 'nothing'>): Promise<'replace' | 'another' | 'cancel'>;
}

/** A chosen destination. */
export interface Destination {
  readonly file: string;
  /** True if the user knows that an existing file is replaced. */
  readonly replaces: boolean;
  /** True if it is the plan's own file. */
  readonly isOwn: boolean;
}

/**
 * Asks for a destination. The name is complete before the question about replacing a file, and no file that is open in a
 * window is written, except the plan's own when the plan is saved.
 * @returns nothing if the user cancelled
 */
export async function chooseDestination(purpose: Purpose, suggestion: string, steps: DestinationSteps): Promise<Destination | undefined> {
  let suggested = suggestion;
  for (;;) {
    const typed = await steps.choose(suggested);
    if (typed === undefined) return undefined;
    const file = namedFor(typed, purpose);
    const found = await steps.find(file);
    const isOwn = found === 'own';
    if (found === 'nothing') return { file, replaces: false, isOwn };
    const isAllowed = found === 'file' ? file === typed : isOwn && purpose === 'plan';
    if (isAllowed) return { file, replaces: true, isOwn };
    const answer = await steps.ask(file, found);
    if (answer === 'replace') return { file, replaces: true, isOwn };
    if (answer === 'cancel') return undefined;
    suggested = file;
  }
}
