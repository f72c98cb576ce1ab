import type { ParseArgsConfig } from 'node:util';
import type { UserError } from '#engine/errors';
import { readNumber } from '#engine/plan';

/** Input and output of a command; tests pass fakes. */
export interface Streams {
  /** Standard input. */
  readonly input: AsyncIterable<Uint8Array>;
  /** Standard output, unchanged: data in a format that is safe to print by itself (`jsonText`, `safeXml`). */
  out(text: string): void;
  /** Standard error: a line that a person reads. */
  talk(text: string): void;
  /** True if standard output shows colours. */
  readonly colour: boolean;
  /** Columns of the terminal. */
  readonly columns: number;
  /** Today's day, such as `2026-11-21`. */
  readonly today: string;
  /** The application's version. */
  readonly version: string;
}

/** The streams as commands get them: text for a person is made safe before it is printed (`output/safe-text.ts`). */
export interface Terminal extends Streams {
  /** Standard output for a person: text or Markdown, each value in it made safe by `safe`. */
  show(text: string): void;
  /** Standard error: one line, whatever its content. */
  talk(line: string): void;
  /** As `talk`, for a notice that nothing is wrong with, such as "plan.svg written."; `--quiet` leaves it out. */
  note(line: string): void;
  /** True if the person wants to hear of problems only. */
  readonly isQuiet: boolean;
}

/** 0: fine. 1: findings at or over the limit, or a limit exceeded. 2: an input could not be used, wholly or in part. */
export type ExitCode = 0 | 1 | 2;

export interface Option {
  readonly type: 'string' | 'boolean';
  /** Placeholder of the value in the help: `N`, `FILE`. */
  readonly value?: string;
  /** The allowed words. */
  readonly choices?: readonly string[];
  readonly multiple?: boolean;
  /** The letter that is short for it. */
  readonly short?: string;
  /** The value can be left out. */
  readonly isOptional?: boolean;
  readonly help: string;
}

/** One subcommand, in a file of its own. */
export interface Command {
  readonly name: string;
  /** In a line, for the list of commands. */
  readonly summary: string;
  /** Operands behind the options: `PLAN...`. */
  readonly operands: string;
  /** What else there is to know, such as what the operands can be. */
  readonly about?: string;
  readonly options: Readonly<Record<string, Option>>;
  run(operands: readonly string[], options: OptionValues, terminal: Terminal): Promise<ExitCode> | ExitCode;
}

/** The options that were given. */
export class OptionValues {
  constructor(readonly given: Readonly<Record<string, string | boolean | readonly (string | boolean)[] | undefined>>) {}

  text(name: string): string | undefined {
    const value = this.given[name];
    return typeof value === 'string' ? value : undefined;
  }

  /** One of an option's choices. */
  choice<T extends string>(name: string, otherwise: T): T {
    return (this.text(name) ?? otherwise) as T; // run.ts lets only the option's choices through
  }

  flag(name: string): boolean {
    return this.given[name] === true;
  }

  list(name: string): readonly string[] {
    const value = this.given[name];
    return Array.isArray(value) ? value.map(String) : [];
  }

  /** @throws UsageError when it is not a day of the calendar */
  day(name: string): string | undefined {
    const text = this.text(name);
    if (text === undefined) return undefined;
    const date = new Date(`${text}T00:00:00Z`);
    if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || Number.isNaN(date.getTime()) || !date.toISOString().startsWith(text))
      throw new UsageError(`--${name} needs a day such as 2026-11-21, not "${text}".`);
    return text;
  }

  /** A number as files write it. @throws UsageError when it is not a number, has two readings, or is out of bounds */
  number(name: string): number | undefined {
    const text = this.text(name);
    if (text === undefined) return undefined;
    const read = readNumber(text);
    if ('reason' in read) throw new UsageError(`--${name} needs a number: ${read.reason}.`);
    return read.value;
  }
}

/** Errors of several inputs: all of them are reported. */
export class UnusableInputs extends Error {
  override readonly name = 'UnusableInputs';

  constructor(readonly errors: readonly UserError[]) {
    super(errors.map(({ message }) => message).join('\n'));
  }
}

/** The command line itself is wrong. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

export function parseConfig(command: Command): NonNullable<ParseArgsConfig['options']> {
  return Object.fromEntries(
    Object.entries(command.options).map(([name, option]) => [name, { type: option.type, multiple: option.multiple ?? false }]),
  );
}
