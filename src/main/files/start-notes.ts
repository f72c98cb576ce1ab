import type { UserError } from '#engine/errors';

/** How many notes are told in full. */
const mostTold = 20;

/** What is to be told after a start, as one message. @returns nothing when there is nothing to tell */
export function oneMessage(
  notes: readonly Pick<UserError, 'problem' | 'fix'>[],
): { readonly problem: string; readonly fix: string } | undefined {
  const [first] = notes;
  if (!first || notes.length === 1) return first && { problem: first.problem, fix: first.fix };
  const more = notes.length - mostTold;
  return {
    problem: `Pipedraft found ${notes.length} things that it keeps and could not use.`,
    fix: [
      ...notes.slice(0, mostTold).map(({ problem, fix }) => `• ${problem} ${fix}`),
      ...(more > 0 ? [`• ${more} more: see the file logs/errors.log in Pipedraft's folder.`] : []),
    ].join('\n'),
  };
}
