import { ask } from '../state/ask';
import type { Session } from './session.svelte';
import { mergeFile } from './merge-file';
import { rest } from './rest';
import { showOpenings } from './show-openings';
import { tellProject } from './tell-project';

/**
 * Listens to the main process.
 * @param shown settles once the first plan is shown: events about it wait for that
 * @returns a function that stops listening
 */
export function listenToMain(session: Session, shown: Promise<void> | undefined): () => void {
  const { commands, files, editor, prices, catalog, messages, settings, tabs } = session;
  const stops = [
    window.pipedraft.on('command', (id) => commands.run(id)),
    window.pipedraft.on('opened', (document) => void files.show(document)),
    window.pipedraft.on('file', (file) => editor.setFile(file)),
    window.pipedraft.on('books', ({ books }) => {
      prices.list(books);
      void files.doing(() => tellProject(session)); // its prices may be loaded now
      editor.evaluateAgain();
    }),
    window.pipedraft.on('priceBook', (book) => prices.use(book)),
    window.pipedraft.on('catalog', (services) => {
      catalog.use(services);
      void files.doing(() => tellProject(session)); // a pack of the project may be loaded now, or gone
    }),
    window.pipedraft.on('refused', (refused) => messages.refuse(refused, 'unopened')),
    window.pipedraft.on('opening', (openings) => showOpenings(messages, openings)),
    window.pipedraft.on('warning', ({ problem, fix }) => messages.show({ tone: 'error', text: problem, fix })),
    window.pipedraft.on('tabs', (now) => tabs.list(now)),
    window.pipedraft.on('rest', () => rest(session)),
    window.pipedraft.on('settle', () => files.settle()),
    window.pipedraft.on('compareFile', () => session.dialogs.compare({ kind: 'file' })),
    window.pipedraft.on('mergeFile', () => mergeFile(session)),
    window.pipedraft.on('fileChanged', ({ how }) => files.changedOutside(how, () => mergeFile(session))),
  ];
  // the settings are kept here, and sheets are made there; the form of the settings tells of changes
  void files.doing(() => ask('organisation', settings.choices.organisation));
  void files.doing(async () => {
    await shown;
    await ask('listening', undefined);
  });
  return () => stops.forEach((stop) => stop());
}
