/*
 * Places in paths and queries that are filled when a run starts: `<window>` is the start of the run's window as yyyy/MM/dd, `<day>` the
 * UTC day of the submission as yyyy-MM-dd, `<run>` the id of the run. Each format has its own expression for them.
 */

export type Placeholder = 'window' | 'day' | 'run';

export type PathPart = { readonly text: string } | { readonly placeholder: Placeholder };

/** A path as its fixed texts and placeholders, in their order; without empty texts. */
export function pathParts(path: string): readonly PathPart[] {
  const parts: PathPart[] = [];
  let at = 0;
  for (const match of path.matchAll(/<(window|day|run)>/g)) {
    if (match.index > at) parts.push({ text: path.slice(at, match.index) });
    parts.push({ placeholder: match[1] as Placeholder }); // the pattern has these three only
    at = match.index + match[0].length;
  }
  if (at < path.length) parts.push({ text: path.slice(at) });
  return parts;
}

/** A folder without "/" at its ends. */
export function trimmedPath(path: string): string {
  return path.trim().replace(/^\/+|\/+$/g, '');
}
