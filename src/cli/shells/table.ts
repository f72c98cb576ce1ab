import type { Command, Option } from '../command';
import { commonOptions } from '../conventions';

/** The program's name, as people type it. */
export const program = 'pipedraft';

/** A command as shells and the manual page show it: its options with those that every command has. */
export interface Entry {
  readonly name: string;
  readonly summary: string;
  readonly about: string | undefined;
  readonly operands: string;
  /** The words that an operand can be; empty if it can be any, such as a file. */
  readonly words: readonly string[];
  readonly options: readonly (readonly [name: string, option: Option])[];
}

/** Everything that can be typed, from the table of commands. `help` is one more command. */
export function entriesOf(commands: readonly Command[]): readonly Entry[] {
  const entries = commands.map(({ name, summary, about, operands, options }) => ({
    name,
    summary,
    about,
    operands,
    words: /^[a-z]+(?:\|[a-z]+)+$/.test(operands) ? operands.split('|') : [],
    options: Object.entries<Option>({ ...options, ...commonOptions }),
  }));
  const help: Entry = {
    name: 'help',
    summary: 'show the commands, or the options of one',
    about: undefined,
    operands: '[COMMAND]',
    words: commands.map(({ name }) => name),
    options: Object.entries<Option>(commonOptions),
  };
  return [...entries, help];
}
