import type { Command } from '../command';
import { manualPage } from '../shells/manual';
import { entriesOf } from '../shells/table';

/**
 * Writes the manual page.
 * @param commands the table of commands, which has this one in it
 */
export function manOf(commands: () => readonly Command[]): Command {
  return {
    name: 'man',
    summary: 'print the manual page, for "man -l -"',
    operands: '',
    options: {},
    run(_, __, terminal) {
      terminal.out(manualPage(entriesOf(commands()), terminal.version));
      return 0;
    },
  };
}
