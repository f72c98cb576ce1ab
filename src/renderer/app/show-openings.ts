import type { Opening } from '#ipc';
import { ask } from '../state/ask';
import type { Messages } from '../state/messages.svelte';

/** Shows the files that are being opened, each with a button that cancels it. @param files all of them */
export function showOpenings(messages: Messages, files: readonly Opening[]): void {
  messages.closeAbout('opening');
  for (const { id, name } of files)
    messages.show({
      tone: 'info',
      text: `Opening “${name}”…`,
      about: 'opening',
      stays: true,
      action: { title: 'Cancel', run: () => void ask('cancelOpening', { id }).catch((error: unknown) => messages.fail(error)) },
    });
}
