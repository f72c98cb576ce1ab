import { PlanProblems, UserError, type Problem } from '#engine/errors';
import { UnusableInputs, UsageError, type Command } from './command';
import { isMachineFormat, type MachineFormat } from './output/failure';
import { problemsOf } from './problem-lines';

/**
 * The machine format that a command line names, even if the rest of it is wrong: errors are reported in that format, too.
 * @param args arguments behind the command's name
 */
export function machineFormatOf(args: readonly string[], command: Command): MachineFormat | undefined {
  const end = args.indexOf('--');
  const options = end < 0 ? args : args.slice(0, end);
  let format: string | undefined;
  for (const [at, arg] of options.entries()) {
    if (arg === '--format') format = options[at + 1];
    else if (arg.startsWith('--format=')) format = arg.slice('--format='.length);
  }
  return isMachineFormat(format) && command.options['format']?.choices?.includes(format) ? format : undefined;
}

/** The reasons why a command failed, as problems: each names its file, if it is about one. */
export function errorsOf(error: unknown, command: Command): readonly Problem[] {
  if (error instanceof UnusableInputs) return error.errors.flatMap((one) => errorsOf(one, command));
  if (error instanceof PlanProblems) return error.problems.map((problem) => ({ file: error.file, ...problem }));
  if (error instanceof UserError) return problemsOf(error);
  if (error instanceof UsageError) return [{ message: error.message, fix: `"pipedraft ${command.name} --help" shows the options.` }];
  return [{ message: 'Something went wrong that should not have.', fix: 'Please report it with what standard error says.' }];
}
