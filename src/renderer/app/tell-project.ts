import { counted } from '#engine/format';
import type { ProjectPack } from '#ipc';
import { ask } from '../state/ask';
import type { Session } from './session.svelte';

/**
 * Says in one line each that the project of the plan names packs or prices that are not loaded here, or that its configuration file cannot be
 * used. Lines of the last time are closed first, so it can be called again when the library changed.
 */
export async function tellProject({ files, editor, messages, dialogs }: Session): Promise<void> {
  messages.closeAbout('project');
  if (files.welcome || editor.file.name === null) return;
  const { opened } = files;
  const project = await ask('project', undefined);
  if (!project || opened !== files.opened) return;
  messages.closeAbout('project'); // of a call that was answered meanwhile
  const { file, packs, prices, fault } = project;
  const about = 'project';
  if (fault) {
    messages.show({ tone: 'error', about, text: `The project’s ${file} is not used. ${fault.problem}`, fix: fault.fix });
    return;
  }
  const [first, ...others] = packs.flatMap(wordsOf);
  if (first !== undefined) {
    const text =
      others.length === 0
        ? first
        : `${first} ${counted(others.length, 'other pack')} of the project ${others.length === 1 ? 'is' : 'are'} not used as in its folder either.`;
    messages.show({ tone: 'info', about, stays: true, text, action: { title: 'Packs…', run: () => (dialogs.open = 'packs') } });
  }
  if (prices && !prices.isLoaded) {
    const text = prices.fault
      ? `The project’s prices in ${prices.name} cannot be read.`
      : `The project’s prices are not loaded here: ${prices.name}.`;
    messages.show({ tone: 'info', about, stays: true, text, action: { title: 'Prices…', run: () => (dialogs.open = 'prices') } });
  }
}

function wordsOf({ name, folder, state }: ProjectPack): readonly string[] {
  if (state === 'missing') return [`The project’s pack “${name}” is not loaded here.`];
  if (state === 'changed') return [`The project’s pack “${name}” has changed since it was loaded here.`];
  return state === 'unreadable' ? [`The project’s pack in ${folder} cannot be read.`] : [];
}
