import type { UserError } from '#engine/errors';

/** Number of notes shown in full. */
const mostNotes = 20;

/** Notes of a start, as one message. @returns nothing if there are none */
export function oneMessage(
  notes: readonly Pick<UserError, 'problem' | 'fix'>[],
): { readonly problem: string; readonly fix: string } | undefined {
  const [first] = notes;
  if (!first || notes.length === 1) return first && { problem: first.problem, fix: first.fix };
  const more = notes.length - mostNotes;
  return {
    problem: `Pipedraft found ${notes.length} things that it keeps and could not use.`,
    fix: [
      ...notes.slice(0, mostNotes).map(({ problem, fix }) => `• ${problem} ${fix}`),
      ...(more > 0 ? [`• ${more} more: see the file logs/errors.log in Pipedraft's folder.`] : []),
    ].join('\n'),
  };
}
