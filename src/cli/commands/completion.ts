import { UsageError, type Command, type ExitCode } from '../command';
import { bashCompletion } from '../shells/bash';
import { fishCompletion } from '../shells/fish';
import { powershellCompletion } from '../shells/powershell';
import { entriesOf, type Entry } from '../shells/table';
import { zshCompletion } from '../shells/zsh';

const shells: Readonly<Record<string, (entries: readonly Entry[]) => string>> = {
  bash: bashCompletion,
  zsh: zshCompletion,
  fish: fishCompletion,
  powershell: powershellCompletion,
};

/**
 * Writes the script with which a shell completes command lines of this program.
 * @param commands the table of commands, which has this one in it
 */
export function completionOf(commands: () => Promise<readonly Command[]>): Command {
  return {
    name: 'completion',
    summary: 'print a script with which a shell completes command lines',
    operands: Object.keys(shells).join('|'),
    options: {},
    async run([shell, ...more], _, terminal): Promise<ExitCode> {
      const write = shell === undefined || more.length > 0 ? undefined : shells[shell];
      if (!write) throw new UsageError(`Name one shell: ${Object.keys(shells).join(', ')}.`);
      terminal.out(write(entriesOf(await commands())));
      return 0;
    },
  };
}
