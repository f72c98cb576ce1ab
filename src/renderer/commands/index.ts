import type { Session } from '../app/session.svelte';
import type { CommandTable } from './command';
import { editCommands } from './edit';
import { fileCommands } from './file';
import { helpCommands } from './help';
import { planCommands } from './plan';
import { viewCommands } from './view';

/** All commands of the table for a window. */
export function commandsOf(session: Session): CommandTable {
  return {
    ...fileCommands(session),
    ...editCommands(session),
    ...planCommands(session),
    ...viewCommands(session),
    ...helpCommands(session),
  };
}
