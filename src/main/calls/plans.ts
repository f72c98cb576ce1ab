import { basename } from 'node:path';
import { clipboard, dialog } from 'electron';
import { UserError } from '#engine/errors';
import type { PlanCalls } from '#ipc';
import { clipText, readClip } from '../plans/clipboard-plan';
import { firstPlan } from '../plans/first-plan';
import { withDefaults } from '../plans/new-plan';
import { putSchemaBesidePlan } from '../plans/schema-beside';
import { figuresOfFile, figuresOnce } from '../plans/plan-figures';
import { exampleOf, examplePlan, templatePlan, templates } from '../plans/starting-plan';
import type { HandlersOf, Parts } from './parts';

const planFilters = [
  { name: 'Pipedraft plans', extensions: ['yaml', 'yml', 'json'] },
  { name: 'Packets with their plan', extensions: ['pdf', 'svg'] },
  { name: 'All files', extensions: ['*'] },
];

/** Answers the calls about plans and their files. */
export function planHandlers({ windows, library, openings, opener, saver, recent, policy: { defaults } }: Parts): HandlersOf<PlanCalls> {
  return {
    templates,
    templateFigures: ({ id }) => {
      const plan = exampleOf(id);
      return plan ? figuresOnce(id, plan, library) : null;
    },
    newPlan: (said, from) =>
      opener.fresh(
        'answers' in said ? firstPlan(said.answers, library, defaults).plan : withDefaults(templatePlan(said.template), defaults),
        windows.of(from),
      ),
    draftPlan: ({ answers }) => firstPlan(answers, library, defaults),
    openExample: ({ rule, which }, from) => opener.fresh(examplePlan(rule, which), windows.of(from)),
    openPlan: async (_, from) => {
      const window = windows.of(from);
      const { canceled, filePaths } = await dialog.showOpenDialog(window.browser, {
        title: 'Open a plan',
        properties: ['openFile'],
        filters: planFilters,
      });
      const [file] = filePaths;
      if (!canceled && file !== undefined) await opener.file(file, window);
    },
    openDropped: ({ path }, from) => opener.file(path, windows.of(from)),
    openRecent: async ({ id }, from) => {
      const file = (await recent.list())[Number(id)];
      if (!file) throw new UserError('That plan is no longer in the list.', 'Open it with File > Open.');
      return opener.file(file.path, windows.of(from));
    },
    recentFiles: async () =>
      (await recent.list()).map(({ path, openedAt, missing }, at) => ({
        id: String(at),
        name: basename(path),
        folder: path.slice(0, -basename(path).length - 1),
        openedAt: Date.parse(openedAt),
        missing,
      })),
    recentFigures: async ({ id }) => {
      const file = (await recent.list())[Number(id)];
      return file && !file.missing ? figuresOfFile(file.path, library) : null;
    },
    cancelOpening: ({ id }) => openings.cancel(id),
    keep: ({ revision, base, change, step }, from) => {
      const window = windows.of(from);
      const { document } = window;
      if (!document) throw new UserError('There is no plan in this window.', 'Open one first.');
      if (!document.take(revision, base, change, step)) return 'send-all';
      window.showTitle();
      return { dirty: document.isDirty };
    },
    historyKept: ({ revision }, from) => windows.of(from).document?.historyKept(revision),
    save: (_, from) => saver.save(windows.of(from)),
    saveAs: (_, from) => saver.saveAs(windows.of(from)),
    revert: (_, from) => saver.revert(windows.of(from)),
    putSchemaBeside: (_, from) => putSchemaBesidePlan(windows.of(from).document),
    openedText: (_, from) => windows.of(from).document?.openedText ?? null,
    copyPlan: ({ change }) => clipboard.writeText(clipText(change)),
    pastePlan: async () => readClip(await clipboard.readText()),
  };
}
