import { because } from '#disk';
import { UserError } from '#engine/errors';

/** Number of notes shown in full. */
const mostNotes = 20;

/** Errors of the start, until a window can show them. */
export class StartNotes {
  readonly #notes: UserError[] = [];

  constructor(private readonly log: (error: unknown) => void) {}

  /** Keeps an error, and logs it. */
  readonly add = (error: unknown): void => {
    this.log(error);
    this.#notes.push(
      error instanceof UserError
        ? error
        : because(error, 'Something that Pipedraft keeps could not be read.', 'See logs/errors.log in its folder.'),
    );
  };

  /** All of them as one message, once. @returns nothing if there are none */
  take(): ReturnType<typeof oneMessage> {
    return oneMessage(this.#notes.splice(0));
  }
}

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
