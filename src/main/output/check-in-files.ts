import { hashOf, type CheckInRecord, type ComparedExport } from '#disk';

/* What belongs into the commit of a check-in. */

/** Hashes of the files of the plan, as they are after the export. */
export function filesAfter({ files, isWhole }: ComparedExport, last: CheckInRecord | undefined): Record<string, string> {
  const hashes: Record<string, string> = isWhole ? {} : { ...last?.files };
  for (const { path, state, next, binary } of files) {
    const content = binary ? binary.next : next;
    if (state !== 'foreign' && content !== undefined) hashes[path] = hashOf(content);
  }
  return hashes;
}

/** What belongs into the commit: all that differs from the last check-in, also what an export in between has written. */
export function changedFiles(
  { files }: ComparedExport,
  last: CheckInRecord | undefined,
  after: Readonly<Record<string, string>>,
  beside: { readonly written: readonly string[]; readonly hashes: Readonly<Record<string, string>> },
): { readonly written: readonly string[]; readonly removed: readonly string[] } {
  const differing = (now: Readonly<Record<string, string>>, then: Readonly<Record<string, string>> = {}) =>
    Object.keys(now).filter((path) => now[path] !== then[path]);
  const besides = differing(beside.hashes, last?.beside);
  if (last && !last.files) {
    const paths = (...states: readonly string[]) => files.filter(({ state }) => states.includes(state)).map(({ path }) => path);
    return { written: [...paths('new', 'changed', 'merged', 'conflict'), ...besides], removed: paths('gone') };
  }
  const removed = Object.keys(last?.files ?? {}).filter((path) => !Object.hasOwn(after, path));
  return { written: [...new Set([...differing(after, last?.files), ...besides])], removed };
}
