import { ask } from '../state/ask';
import type { Session } from './session.svelte';

/** Merges the plan with its file, which another program changed: one step of the history. Contradictions are shown to be decided. */
export function mergeFile(session: Session): void {
  const { files, editor, messages, dialogs } = session;
  files.when(async () => {
    const merged = await ask('mergeFile', undefined);
    if (!merged) return;
    editor.edit('Merge the changes of the file', [{ type: 'write-text', change: merged.change }]);
    await editor.handOver();
    messages.closeAbout('file');
    for (const text of merged.notes) messages.show({ tone: 'info', text });
    if (merged.conflicts > 0) {
      editor.setFile({ ...editor.file, merging: true });
      dialogs.compare({ kind: 'incoming' });
      return sayConflicts(session);
    }
    messages.show({
      tone: 'good',
      about: 'file',
      text: `The changes of “${editor.file.name ?? ''}” are merged into your plan. Save writes both.`,
      action: { title: 'Compare', run: () => dialogs.compare({ kind: 'saved' }) },
    });
  });
}

/** Says that conflicts are to be decided, for as long as there are some. */
export function sayConflicts({ editor, messages, dialogs }: Session): void {
  messages.closeAbout('merge');
  messages.show({
    tone: 'info',
    about: 'merge',
    stays: true,
    text: `“${editor.file.name ?? ''}” has conflicts of a merge. The plan shows the current side.`,
    action: { title: 'Resolve', run: () => dialogs.compare({ kind: 'incoming' }), isOffered: () => editor.file.merging === true },
  });
}
