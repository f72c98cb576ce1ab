import type { Session } from '../app/session.svelte';
import type { MenuCommands } from './command';

/** The commands of the menu Help. */
export function helpCommands({ dialogs }: Session): MenuCommands<'help'> {
  return {
    keys: { run: () => (dialogs.open = 'keys') },
    about: { run: () => (dialogs.open = 'about') },
  };
}
