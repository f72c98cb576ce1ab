import { changeBetween, emptyPlan } from '#engine/plan';
import type { Session } from '../app/session.svelte';
import type { PictureRequest } from '#ipc';
import { ask } from '../state/ask';
import { countsOf } from '#engine/format';
import type { MenuCommands } from './command';

/** The commands of the menu Edit. */
export function editCommands(session: Session): MenuCommands<'edit'> {
  const { editor, plan, selection, files, port, finder, order, dialogs, tidier, hasNodes, hasPlan } = session;
  const selectedThings = () => selection.nodes.size + selection.notes.size > 0;
  const selectedNodes = () => selection.nodes.size > 0;
  return {
    undo: {
      enabled: () => editor.undoLabel !== undefined || tidier.preview !== undefined,
      // what is only proposed is no step: it is what the user takes back
      run: () => (tidier.preview ? tidier.cancel() : plan.history.undo()),
    },
    redo: { enabled: () => editor.redoLabel !== undefined, run: () => plan.history.redo() },
    history: { enabled: () => editor.history.steps.length > 0, run: () => (dialogs.history = !dialogs.history) },
    cut: {
      enabled: selectedThings,
      run: () =>
        void files.doing(async () => {
          await copy(session);
          plan.selection.remove();
        }),
    },
    copy: { enabled: selectedThings, run: () => void files.doing(() => copy(session)) },
    'copy-picture': { enabled: hasNodes, run: () => void files.doing(() => copyPicture(session)) },
    paste: { enabled: hasPlan, run: () => void files.doing(() => paste(session)) },
    duplicate: { enabled: selectedThings, run: () => plan.clipboard.duplicate() },
    delete: { enabled: () => !selection.isEmpty, run: () => plan.selection.remove() },
    'select-all': { enabled: hasNodes, run: () => plan.selection.all() },
    'select-service': { enabled: selectedNodes, run: () => plan.selection.ofSameService() },
    'select-stage': { enabled: selectedNodes, run: () => plan.selection.ofSameStage() },
    rename: {
      enabled: () =>
        selection.node !== undefined || selection.note !== undefined || selection.edge !== undefined || plan.groups.whole !== undefined,
      run: () => {
        const [{ node, note }, group] = [selection, plan.groups.seen];
        if (group !== undefined) port.actions?.renameGroup(group);
        else if (node !== undefined) port.actions?.rename(node);
        else if (note !== undefined) port.actions?.write(note);
        else if (selection.edge !== undefined) port.actions?.renameEdge(selection.edge);
      },
    },
    'move-up': { enabled: () => order.canMove, run: () => order.moveBy(-1) },
    'move-down': { enabled: () => order.canMove, run: () => order.moveBy(1) },
    'select-upstream': { enabled: selectedNodes, run: () => plan.selection.upstream() },
    'select-downstream': { enabled: selectedNodes, run: () => plan.selection.downstream() },
    'select-path': { enabled: () => selection.nodes.size === 2, run: () => plan.selection.path() },
    find: { enabled: hasNodes, run: () => finder.open() },
    'find-next': { enabled: hasNodes, run: () => finder.walk(1) },
    'find-previous': { enabled: hasNodes, run: () => finder.walk(-1) },
    settings: { run: () => (dialogs.open = 'settings') },
  };
}

/** Copies the selection to the clipboard, as the text of a plan file. */
async function copy({ plan, messages }: Session): Promise<void> {
  const clip = plan.clipboard.clip();
  await ask('copyPlan', { change: changeBetween(emptyPlan(''), clip) });
  const [node, note] = [Object.keys(clip.nodes).length, Object.keys(clip.notes).length];
  messages.announce(`${countsOf({ node, note })} copied.`);
}

/** Copies the selection, or the whole plan if nothing is selected, as a picture with nothing beside it. */
async function copyPicture({ plan, messages, task }: Session): Promise<void> {
  const part = plan.clipboard.pictured();
  const picture: PictureRequest = {
    shows: part ? { of: 'selection', nodes: Object.keys(part.nodes), notes: Object.keys(part.notes) } : { of: 'plan' },
    format: 'png',
    scale: 2,
    isTransparent: false,
    hasTitle: false,
    hasDate: false,
    hasLegend: false,
    letters: 'text',
    carriesPlan: false,
  };
  const change = part ? changeBetween(emptyPlan(''), part) : null;
  const copied = await task.run('Copying the picture', () => ask('copyPicture', { picture, change }));
  if (copied === 'cancelled') await ask('cancelPicture', undefined);
  else if (copied)
    messages.show({ tone: 'good', text: part ? 'The selection is copied as a picture.' : 'The plan is copied as a picture.' });
}

async function paste({ plan, messages }: Session): Promise<void> {
  const clip = await ask('pastePlan', undefined);
  if ('nothing' in clip) messages.show({ tone: 'info', text: clip.nothing, fix: clip.fix });
  else plan.clipboard.paste(clip);
}
