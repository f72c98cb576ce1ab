/** A position in a text. Lines and columns count from 1, as editors do. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** One problem of an input: what is wrong, its place, and its fix. */
export interface Problem {
  /** The problem in one sentence, naming the thing as the user wrote it. */
  readonly message: string;
  /** The action that fixes it. */
  readonly fix: string;
  /** The file, as the user named it, if the problem is in another file than the one in question. */
  readonly file?: string;
  readonly place?: Place;
  /** Keys from the top of the document to the place, for tools. */
  readonly path?: readonly (string | number)[];
}

/** True if a list has at least one item. */
export function isNonEmpty<T>(list: readonly T[]): list is readonly [T, ...T[]] {
  return list.length > 0;
}

/** The one error whose words the user reads. Anything else that is thrown is a fault of ours and is shown as such. */
export class UserError extends Error {
  override readonly name: string = 'UserError';

  /**
   * @param problem the error, and its place
   * @param fix the next step
   */
  constructor(
    readonly problem: string,
    readonly fix: string,
  ) {
    super(`${problem} ${fix}`);
  }
}

/** A plan that can be read and not be used for something, because of one of its values. */
export class PlanValueError extends UserError {
  override readonly name = 'PlanValueError';

  constructor(
    problem: string,
    fix: string,
    /** Keys from the top of the plan to the value. */
    readonly path: readonly (string | number)[],
  ) {
    super(problem, fix);
  }
}

/** All problems of one input, or the first of them if there are very many. */
export class PlanProblems extends UserError {
  override readonly name = 'PlanProblems';

  constructor(
    /** The file, as the user named it. */
    readonly file: string,
    /** At least one. */
    readonly problems: readonly [Problem, ...Problem[]],
    /** True if there are more problems than these. */
    readonly isCut = false,
  ) {
    const [first, ...others] = problems;
    const more = `${isCut ? 'at least ' : ''}${others.length} more`;
    super(
      others.length === 0 ? first.message : `${first.message} (and ${more})`,
      others.length === 0 ? first.fix : 'Fix them in a text editor: each is listed with its line.',
    );
  }
}

/** `file:line:column: message fix`, as compilers print it, so that editors and terminals make a link of it. */
export function formatProblem(file: string, { message, fix, place, file: own }: Problem): string {
  const where = place ? `${own ?? file}:${place.line}:${place.column}` : (own ?? file);
  return `${where}: ${message} ${fix}`;
}
