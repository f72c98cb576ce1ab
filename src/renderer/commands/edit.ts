import { changeBetween, emptyPlan } from '#engine/plan';
import type { Session } from '../app/session.svelte';
import { ask } from '../state/ask';
import { countsOf } from '../wording/format';
import type { MenuCommands } from './command';

/** The commands of the menu Edit. */
export function editCommands(session: Session): MenuCommands<'edit'> {
  const { editor, plan, selection, files, port, finder, order, dialogs, hasNodes, hasPlan } = session;
  const selectedThings = () => selection.nodes.size + selection.notes.size > 0;
  const selectedNodes = () => selection.nodes.size > 0;
  return {
    undo: { enabled: () => editor.undoLabel !== undefined, run: () => plan.undo() },
    redo: { enabled: () => editor.redoLabel !== undefined, run: () => plan.redo() },
    history: { enabled: () => editor.history.steps.length > 0, run: () => (dialogs.history = !dialogs.history) },
    cut: {
      enabled: selectedThings,
      run: () =>
        void files.doing(async () => {
          await copy(session);
          plan.remove();
        }),
    },
    copy: { enabled: selectedThings, run: () => void files.doing(() => copy(session)) },
    paste: { enabled: hasPlan, run: () => void files.doing(() => paste(session)) },
    duplicate: { enabled: selectedThings, run: () => plan.duplicate() },
    delete: { enabled: () => !selection.isEmpty, run: () => plan.remove() },
    'select-all': { enabled: hasNodes, run: () => plan.selectAll() },
    rename: {
      enabled: () => selection.node !== undefined || selection.note !== undefined || plan.wholeGroup !== undefined,
      run: () => {
        const [{ node, note }, group] = [selection, plan.seenGroup];
        if (group !== undefined) port.actions?.renameGroup(group);
        else if (node !== undefined) port.actions?.rename(node);
        else if (note !== undefined) port.actions?.write(note);
      },
    },
    'move-up': { enabled: () => order.canMove, run: () => order.moveBy(-1) },
    'move-down': { enabled: () => order.canMove, run: () => order.moveBy(1) },
    'select-upstream': { enabled: selectedNodes, run: () => plan.selectUpstream() },
    'select-downstream': { enabled: selectedNodes, run: () => plan.selectDownstream() },
    'select-path': { enabled: () => selection.nodes.size === 2, run: () => plan.selectPath() },
    find: { enabled: hasNodes, run: () => finder.open() },
    'find-next': { enabled: hasNodes, run: () => finder.walk(1) },
    'find-previous': { enabled: hasNodes, run: () => finder.walk(-1) },
    settings: { run: () => (dialogs.open = 'settings') },
  };
}

/** Puts what is selected into the clipboard, as the text of a plan file. */
async function copy({ plan, messages }: Session): Promise<void> {
  const clip = plan.clip();
  await ask('copyPlan', { change: changeBetween(emptyPlan(''), clip) });
  const [node, note] = [Object.keys(clip.nodes).length, Object.keys(clip.notes).length];
  messages.announce(`${countsOf({ node, note })} copied.`);
}

async function paste({ plan, messages }: Session): Promise<void> {
  const clip = await ask('pastePlan', undefined);
  if ('nothing' in clip) messages.show({ tone: 'info', text: clip.nothing, fix: clip.fix });
  else plan.put('Paste', clip);
}
