import { parseArgs } from 'node:util';
import { UserError } from '#engine/errors';
import { nearestOf } from '#engine/plan';
import { UnusableInputs, UsageError, OptionValues, parseConfig, type Command, type ExitCode, type Streams, type Terminal } from './command';
import { allCommands, commandNames, loadCommand } from './command-table';
import { commonOptions, takeConventions, type Conventions } from './conventions';
import { errorsOf, machineFormatOf } from './failures';
import { optionRows } from './options-text';
import { failureText } from './output/failure';
import { wrap } from './output/style';
import { linesOf } from './problem-lines';
import { talkLines, terminalOn } from './terminal';

/**
 * Runs a command line.
 * @param args arguments behind the program's name
 */
export async function run(args: readonly string[], streams: Streams): Promise<ExitCode> {
  let hasAnswered = false;
  const out = (text: string) => {
    hasAnswered = true;
    streams.out(text);
  };
  let conventions: Conventions;
  try {
    conventions = takeConventions(args);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    talkLines(`${error.message} Run "pipedraft help" for the options.`, terminalOn(streams));
    return 2;
  }
  const { isHelp, isQuiet, colour } = conventions;
  const terminal = terminalOn({ ...streams, out, colour: colour === 'auto' ? streams.colour : colour === 'always' }, isQuiet);
  const [name, ...rest] = conventions.rest;
  if (name === undefined && !isHelp) {
    talkLines((await overview()).trimEnd(), terminal);
    return 2;
  }
  if (name === undefined || name === 'help') return help(rest[0], terminal);
  if (isHelp) return help(name, terminal);
  if (name === '--version' || name === '-v') {
    terminal.out(`pipedraft ${terminal.version}\n`);
    return 0;
  }
  const command = await commandNamed(name, terminal);
  if (!command) return 2;
  try {
    const { values, positionals } = parse(command, rest);
    return await command.run(positionals, values, terminal);
  } catch (failure) {
    // Node cannot resolve a path where the working folder was removed
    const isHomeless = failure instanceof Error && 'syscall' in failure && failure.syscall === 'uv_cwd';
    const error = isHomeless ? (await import('#disk')).noWorkingFolder(rest.find((word) => !word.startsWith('-')) ?? '.') : failure;
    answerFailure(error, rest, command, terminal, hasAnswered);
    if (error instanceof UsageError) {
      terminal.talk(error.message);
      talkLines(`\n${usageOf(command)}\n"pipedraft ${command.name} --help" shows the options.`, terminal);
    } else if (error instanceof UnusableInputs) for (const one of error.errors) complain(one, terminal);
    else if (error instanceof UserError) complain(error, terminal);
    else throw error;
    return 2;
  }
}

/** Writes the document that explains why there is no result, if the command line asked for a format. */
function answerFailure(error: unknown, args: readonly string[], command: Command, terminal: Terminal, hasAnswered: boolean): void {
  const format = machineFormatOf(args, command);
  if (format === undefined || (hasAnswered && format !== 'ndjson')) return; // a document has one end, a stream can have another line
  terminal.out(failureText(format, { command: command.name, errors: errorsOf(error, command), version: terminal.version }));
}

async function commandNamed(name: string, terminal: Terminal): Promise<Command | undefined> {
  const command = await loadCommand(name);
  if (command) return command;
  terminal.talk(`There is no command "${name}". ${meant(name, commandNames)}Run "pipedraft help" for the list.`);
  return undefined;
}

async function help(name: string | undefined, terminal: Terminal): Promise<ExitCode> {
  const command = name === undefined ? undefined : await commandNamed(name, terminal);
  if (name !== undefined && !command) return 2;
  terminal.show(command ? helpOf(command) : await overview());
  return 0;
}

/** Reports the problems of an input, each on a line of its own. */
function complain(error: UserError, terminal: Terminal): void {
  for (const line of linesOf(error)) terminal.talk(line);
}

/** `Did you mean "check"? ` when a known word is near. */
function meant(word: string, known: readonly string[]): string {
  const nearest = nearestOf(word, known);
  return nearest === undefined ? '' : `Did you mean "${nearest}"? `;
}

function parse(command: Command, args: readonly string[]): { readonly values: OptionValues; readonly positionals: readonly string[] } {
  let parsed: {
    values: Record<string, unknown>;
    positionals: string[];
    tokens: readonly { readonly kind: string; readonly name?: string }[];
  };
  try {
    parsed = parseArgs({ args: [...args], options: parseConfig(command), allowPositionals: true, strict: true, tokens: true });
  } catch (error) {
    throw usageError(error, command);
  }
  if (command.operands === '' && parsed.positionals.length > 0)
    throw new UsageError(`"${parsed.positionals[0]}" is one word too many: ${command.name} takes options only.`);
  for (const [name, option] of Object.entries(command.options)) {
    const value = parsed.values[name];
    const times = parsed.tokens.filter((token) => token.kind === 'option' && token.name === name).length;
    if (times > 1 && option.type === 'string' && option.multiple !== true)
      throw new UsageError(`--${name} was given ${times === 2 ? 'twice' : `${times} times`}, and only one value can be used.`);
    if (option.choices && typeof value === 'string' && !option.choices.includes(value))
      throw new UsageError(`--${name} is one of ${option.choices.join(', ')}, not "${value}". ${meant(value, option.choices)}`.trimEnd());
  }
  return { values: new OptionValues(parsed.values as OptionValues['given']), positionals: parsed.positionals };
}

/** Node's complaint about a command line, in our words. */
function usageError(error: unknown, command: Command): UsageError {
  const said = error instanceof Error ? error.message : String(error);
  const unknown = /^Unknown option '(-[^']*)'/.exec(said)?.[1];
  const [, wanting, isAmbiguous] = /^Option '(?:-\w, )?(--[\w-]+)(?: <value>)?' argument (?:missing|is (ambiguous))/.exec(said) ?? [];
  if (wanting !== undefined)
    return new UsageError(`${wanting} needs a value.${isAmbiguous ? ` A value that begins with "-" is written ${wanting}=VALUE.` : ''}`);
  if (unknown === undefined) return new UsageError(`${said.split('. ')[0] ?? ''}.`);
  const known = Object.keys({ ...command.options, ...commonOptions }).map((name) => `--${name}`);
  return new UsageError(`${command.name} has no option ${unknown}. ${meant(unknown, known)}`.trimEnd());
}

async function overview(): Promise<string> {
  const commands = await allCommands();
  return `Pipedraft: plans of Azure machine-learning pipelines, checked, scored and costed.

Usage: pipedraft COMMAND ...

${commands.map((command) => `  ${command.name.padEnd(10)} ${command.summary}`).join('\n')}

Everywhere:
${optionRows(commonOptions)}

"pipedraft COMMAND --help" shows the options. A plan named "-" is read from standard input, as YAML.
Exit codes: 0 fine, 1 findings or a limit exceeded, 2 the input could not be used, or not all of it.
`;
}

function usageOf(command: Command): string {
  return `Usage: pipedraft ${command.name}${command.operands ? ` ${command.operands}` : ''} [options]`;
}

function helpOf(command: Command): string {
  return `${usageOf(command)}\n\n${command.summary.charAt(0).toUpperCase()}${command.summary.slice(1)}.\n${command.about === undefined ? '' : `${wrap(command.about, 100, '')}\n`}\n${optionRows(command.options)}\n\nEverywhere:\n${optionRows(commonOptions)}\n`;
}
