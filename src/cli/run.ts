import { parseArgs } from 'node:util';
import { PlanProblems, UserError, formatProblem } from '#engine/errors';
import { UsageError, Values, parseConfig, type Command, type ExitCode, type Terminal } from './command';
import { check } from './commands/check';
import { exportCommand } from './commands/export';
import { fmt } from './commands/fmt';
import { rules } from './commands/rules';
import { schema } from './commands/schema';
import { score } from './commands/score';
import { services } from './commands/services';

export const commands: readonly Command[] = [check, exportCommand, fmt, rules, schema, score, services];

/**
 * Runs a command line.
 * @param args what stands behind the program's name
 * @param version the application's version, for `--version`
 */
export async function run(args: readonly string[], terminal: Terminal, version: string): Promise<ExitCode> {
  const [name, ...rest] = args;
  if (name === undefined || name === 'help' || name === '--help' || name === '-h') {
    terminal.out(overview());
    return name === undefined ? 2 : 0;
  }
  if (name === '--version' || name === '-v') {
    terminal.out(`pipedraft ${version}\n`);
    return 0;
  }
  const command = commands.find((one) => one.name === name);
  if (!command) {
    terminal.talk(`There is no command "${name}". Run "pipedraft help" for the list.`);
    return 2;
  }
  if (rest.includes('--help') || rest.includes('-h')) {
    terminal.out(helpOf(command));
    return 0;
  }
  try {
    const { values, positionals } = parse(command, rest);
    return await command.run(positionals, values, terminal);
  } catch (error) {
    if (error instanceof UsageError) terminal.talk(`${error.message}\n\n${usageOf(command)}`);
    else if (error instanceof PlanProblems) for (const problem of error.problems) terminal.talk(formatProblem(error.file, problem));
    else if (error instanceof UserError) terminal.talk(`${error.problem} ${error.fix}`);
    else throw error;
    return 2;
  }
}

function parse(command: Command, args: readonly string[]): { readonly values: Values; readonly positionals: readonly string[] } {
  let parsed: { values: Record<string, unknown>; positionals: string[] };
  try {
    parsed = parseArgs({ args: [...args], options: parseConfig(command), allowPositionals: true, strict: true });
  } catch (error) {
    throw new UsageError(error instanceof Error ? `${error.message.split('. ')[0] ?? ''}.` : String(error));
  }
  for (const [name, option] of Object.entries(command.options)) {
    const value = parsed.values[name];
    if (option.choices && typeof value === 'string' && !option.choices.includes(value))
      throw new UsageError(`--${name} is one of ${option.choices.join(', ')}, not "${value}".`);
  }
  return { values: new Values(parsed.values as Values['given']), positionals: parsed.positionals };
}

function overview(): string {
  return `Pipedraft: plans of Azure machine-learning pipelines, checked, scored and costed.

Usage: pipedraft COMMAND ...

${commands.map((command) => `  ${command.name.padEnd(10)} ${command.summary}`).join('\n')}

"pipedraft COMMAND --help" says more. Exit codes: 0 fine, 1 findings or a limit exceeded, 2 the input could not be used.
`;
}

function usageOf(command: Command): string {
  return `Usage: pipedraft ${command.name}${command.operands ? ` ${command.operands}` : ''} [options]`;
}

function helpOf(command: Command): string {
  const rows = Object.entries(command.options).map(([name, option]) => {
    const value = option.type === 'string' ? ` ${option.choices ? option.choices.join('|') : (option.value ?? 'VALUE')}` : '';
    return [`  --${name}${value}`, option.help + (option.multiple ? '; may be given several times' : '')] as const;
  });
  const width = Math.min(44, Math.max(...rows.map(([left]) => left.length)) + 2);
  return `${usageOf(command)}\n\n${command.summary.charAt(0).toUpperCase()}${command.summary.slice(1)}.\n\n${rows.map(([left, right]) => (left.length < width ? left.padEnd(width) + right : `${left}\n${' '.repeat(width)}${right}`)).join('\n')}\n`;
}
