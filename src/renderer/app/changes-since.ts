import { counted } from '#engine/format';
import { ask } from '../state/ask';
import { sayConflicts } from './merge-file';
import type { Session } from './session.svelte';
import { tellProject } from './tell-project';

/** Tells of changes and of the project's additions when nothing else is to do: the plan comes first. @returns a function that gives it up */
export function tellChangesSoon(session: Session): () => void {
  const waiting = requestIdleCallback(() => void session.files.doing(() => tell(session)));
  return () => cancelIdleCallback(waiting);
}

async function tell(session: Session): Promise<void> {
  await tellChangesSince(session);
  await tellProject(session);
}

/** Says in one line that an opened plan differs from the state in which it was last seen here, or from the last commit. It passes. */
async function tellChangesSince(session: Session): Promise<void> {
  const { files, editor, messages, dialogs } = session;
  if (editor.file.name === null) return;
  const { opened } = files;
  if (editor.file.merging) {
    if (dialogs.open === undefined) dialogs.compare({ kind: 'incoming' });
    return sayConflicts(session);
  }
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
