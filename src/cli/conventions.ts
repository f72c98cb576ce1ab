import { UsageError, type Option } from './command';

/* What every command line of the program shares: options that no command has of its own, and when colours are used. */

/** When colours are used: `auto` on a terminal that shows them. */
export const colourChoices = ['always', 'never', 'auto'] as const;
export type ColourChoice = (typeof colourChoices)[number];

/** The options that every command has. `-h` and `-q` are short for two of them. */
export const commonOptions = {
  help: { type: 'boolean', short: 'h', help: 'show the options' },
  quiet: {
    type: 'boolean',
    short: 'q',
    help: 'leave out notices; check, as text, shows only what fails',
  },
  color: { type: 'string', choices: colourChoices, isOptional: true, help: 'use colours (default: auto; without a value: always)' },
} as const satisfies Readonly<Record<string, Option>>;

/** The common options of a command line, and its other arguments. */
export interface Conventions {
  readonly isHelp: boolean;
  readonly isQuiet: boolean;
  readonly colour: ColourChoice;
  /** The arguments without the common options. */
  readonly rest: readonly string[];
}

/**
 * Takes the common options out of a command line, wherever they are before `--`: before the command or after it.
 * @throws UsageError for a value that `--color` or another of them cannot have
 */
export function takeConventions(args: readonly string[]): Conventions {
  const end = args.indexOf('--');
  const options = end < 0 ? args : args.slice(0, end);
  const rest: string[] = [];
  let [isHelp, isQuiet] = [false, false];
  let colour: ColourChoice = 'auto';
  for (const arg of options) {
    if (arg === '--help' || arg === '-h') isHelp = true;
    else if (arg === '--quiet' || arg === '-q') isQuiet = true;
    else if (arg === '--color') colour = 'always';
    else if (arg === '--no-color') colour = 'never';
    else if (arg.startsWith('--color=')) colour = colourOf(arg.slice('--color='.length));
    else rest.push(arg);
  }
  return { isHelp, isQuiet, colour, rest: [...rest, ...(end < 0 ? [] : args.slice(end))] };
}

function colourOf(word: string): ColourChoice {
  const choice = colourChoices.find((one) => one === word);
  if (choice === undefined) throw new UsageError(`--color is one of ${colourChoices.join(', ')}, not "${word}".`);
  return choice;
}

/**
 * Whether a stream shows colours when the command line does not say. FORCE_COLOR decides over NO_COLOR, as in Node; a terminal of the type
 * "dumb" has no colours. Sources: https://no-color.org, https://force-color.org.
 */
export function showsColour(env: Readonly<Record<string, string | undefined>>, isTerminal: boolean): boolean {
  const forced = env['FORCE_COLOR'];
  if (forced !== undefined && forced !== '') return forced !== '0' && forced !== 'false';
  if (env['NO_COLOR']) return false;
  return isTerminal && env['TERM'] !== 'dumb';
}
