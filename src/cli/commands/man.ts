import type { Command, ExitCode } from '../command';
import { manualPage } from '../shells/manual';
import { entriesOf } from '../shells/table';

/**
 * Writes the manual page.
 * @param commands the table of commands, which has this one in it
 */
export function manOf(commands: () => Promise<readonly Command[]>): Command {
  return {
    name: 'man',
    summary: 'print the manual page, for "man -l -"',
    operands: '',
    options: {},
    async run(_, __, terminal): Promise<ExitCode> {
      terminal.out(manualPage(entriesOf(await commands()), terminal.version));
      return 0;
    },
  };
}
