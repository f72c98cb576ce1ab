import { extname } from 'node:path';
import type { ExportFormat } from '#ipc';

/** What a file is chosen for: a plan's own file, or something that is made of the plan. */
export type Purpose = 'plan' | ExportFormat | 'pdf';

const endings: Readonly<Record<Purpose, { readonly allowed: RegExp; readonly added: string }>> = {
  plan: { allowed: /\.(ya?ml|json)$/i, added: '.pipedraft.yaml' },
  yaml: { allowed: /\.ya?ml$/i, added: '.pipedraft.yaml' },
  json: { allowed: /\.json$/i, added: '.pipedraft.json' },
  svg: { allowed: /\.svg$/i, added: '.svg' },
  png: { allowed: /\.png$/i, added: '.png' },
  pdf: { allowed: /\.pdf$/i, added: '.pdf' },
};

/**
 * The path of the file that is written, for a path that was typed in a save dialog. A name that ends as such files do is taken as it is. Any
 * other name gets the extension, also one with the extension of something else: what is in a file can be seen by its name.
 */
export function namedFor(typed: string, purpose: Purpose): string {
  const { allowed, added } = endings[purpose];
  const stem = typed.replace(/(?<=[^\s./\\])[\s.]+$/, ''); // "plan." is the beginning of a name, and Windows keeps no dot or space at the end
  if (allowed.test(stem)) return stem;
  if (added.startsWith('.pipedraft') && extname(stem).toLowerCase() === '.pipedraft') return stem + extname(added);
  return stem + added;
}

/** What is at the place that was chosen. */
export type Found =
  /** Nothing, or something that the save itself refuses. */
  | 'nothing'
  | 'file'
  /** The file of the plan that is written. */
  | 'own'
  /** The file of a plan in another window. */
  | 'open';

export interface DestinationSteps {
  /** Shows the save dialog, which asks before the name that is typed there is taken although such a file exists. */
  choose(suggestion: string): Promise<string | undefined>;
  find(file: string): Promise<Found>;
  /** Says what is in the way. */
  ask(file: string, found: Exclude<Found, 'nothing'>): Promise<'replace' | 'another' | 'cancel'>;
}

/** Where to write. */
export interface Destination {
  readonly file: string;
  /** Whether the user knows that there is a file which is replaced. */
  readonly replaces: boolean;
  /** Whether it is the plan's own file. */
  readonly isOwn: boolean;
}

/**
 * Asks where to write. The name is complete before anybody is asked whether a file may be replaced, and no file is written that is open in a
 * window, but for the plan's own when the plan is saved.
 * @returns nothing when the user changed their mind
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
