import { counted } from '#engine/format';
import { ask } from '../state/ask';
import type { Session } from './session.svelte';

/** Says in one line that an opened plan differs from the state in which it was last seen here, or from the last commit. It passes. */
export async function tellChangesSince({ files, editor, messages, dialogs }: Session): Promise<void> {
  if (editor.file.name === null) return;
  const { opened } = files;
  const changes = await ask('changesSince', undefined);
  if (!changes || opened !== files.opened || dialogs.open !== undefined) return;
  const isSeen = changes.since === 'seen';
  messages.show({
    tone: 'info',
    about: 'file',
    text: `${counted(changes.count, 'change')} since ${isSeen ? 'you last saw this plan' : 'the last commit'}.`,
    action: {
      title: 'Compare',
      run: () => dialogs.compare(isSeen ? { kind: 'seen' } : { kind: 'revision', revision: 'HEAD' }),
    },
  });
}
