import { ask } from '../state/ask';
import type { Session } from './session.svelte';

/**
 * The page is to be closed while its tab stays. It hands over what the main process lacks, unless something is under way that would be
 * lost: an open dialog, a preview, a running task, or a message that nobody has read.
 */
export function rest(session: Session): void {
  const { checkpoints, files, port, selection } = session;
  if (isBusy(session)) return void files.doing(() => ask('resting', { kept: null }));
  files.when(async () => {
    await checkpoints.saved();
    const { x, y, zoom } = port.actions?.viewport() ?? {};
    const viewport = x !== undefined && y !== undefined && zoom !== undefined ? { x, y, zoom } : null;
    const selected = { nodes: [...selection.nodes], edges: [...selection.edges], notes: [...selection.notes] };
    await ask('resting', { kept: isBusy(session) ? null : { selected, viewport } });
  });
}

function isBusy({ append, finder, files, messages, task, tidier }: Session): boolean {
  return (
    files.welcome ||
    finder.isOpen ||
    append.joining !== undefined ||
    task.running !== undefined ||
    tidier.preview !== undefined ||
    messages.shown.length > 0 ||
    messages.unreadable !== undefined ||
    document.querySelector('dialog[open], [popover]:not([role=tooltip]):popover-open') !== null
  );
}
