import { counted } from '#engine/format';
import { ask } from '../state/ask';
import { sayConflicts } from './merge-file';
import type { Session } from './session.svelte';

/** Tells of changes and of the project's additions when nothing else is to do: the plan comes first. @returns a function that gives it up */
export function tellChangesSoon(session: Session): () => void {
  const waiting = requestIdleCallback(() => void session.files.doing(() => tell(session)));
  return () => cancelIdleCallback(waiting);
}

async function tell(session: Session): Promise<void> {
  await tellChangesSince(session);
  await tellProject(session);
}

/** Says in one line that the project of an opened plan names packs or prices that are not loaded here, or a file that cannot be used. */
async function tellProject({ files, editor, messages, dialogs }: Session): Promise<void> {
  if (editor.file.name === null) return;
  const { opened } = files;
  const project = await ask('project', undefined);
  if (!project || opened !== files.opened) return;
  const { file, packs, prices, fault } = project;
  if (fault)
    return void messages.show({
      tone: 'error',
      about: 'file',
      text: `The project’s ${file} is not used. ${fault.problem}`,
      fix: fault.fix,
    });
  const lines = packs.flatMap(({ name, folder, state }) => {
    if (state === 'missing') return [`The project’s pack “${name}” is not loaded here.`];
    if (state === 'changed') return [`The project’s pack “${name}” has changed since it was loaded here.`];
    return state === 'unreadable' ? [`The project’s pack in ${folder} cannot be read.`] : [];
  });
  const [first] = lines;
  if (first !== undefined) {
    const text = lines.length === 1 ? first : `${first} The same holds for ${counted(lines.length - 1, 'other pack')}.`;
    messages.show({ tone: 'info', about: 'file', stays: true, text, action: { title: 'Packs…', run: () => (dialogs.open = 'packs') } });
  }
  if (prices && !prices.isLoaded) {
    messages.show({
      tone: 'info',
      about: 'file',
      stays: true,
      text: `The project’s prices are not loaded here: ${prices.name}.`,
      action: { title: 'Prices…', run: () => (dialogs.open = 'prices') },
    });
  }
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
