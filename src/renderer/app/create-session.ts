import { commandsOf } from '../commands';
import { Commands } from '../commands/commands.svelte';
import { ask } from '../state/ask';
import { createParts, type Session, type SessionStart } from './session.svelte';

/** Makes all objects of a window. Call it while the root component starts: no module has state of its own. */
export function createSession(start: SessionStart): Session {
  const { startup, settings, pointer } = start;
  const session: Session = {
    ...createParts(start),
    get commands() {
      return commands;
    },
  };
  const commands = new Commands(
    commandsOf(session),
    startup.platform,
    (edit) => void session.files.doing(() => ask('editText', { edit })),
    () => settings.choices.keyPreset,
    () => pointer.isHeld,
  );
  return session;
}
