import { emptyPlan } from '#engine/plan';
import type { HelpCalls } from '#ipc';
import { loadHelp, pagesWith } from '../help/help-pages';
import type { HandlersOf, Parts } from './parts';

/** Answers the calls about help and problems. */
export function helpHandlers({ windows, library, reports }: Parts): HandlersOf<HelpCalls> {
  return {
    helpPages: async (_, from) => {
      const { rules } = library.basis(windows.of(from).document?.plan ?? emptyPlan(''));
      return pagesWith((await loadHelp()).pages, rules);
    },
    about: () => reports.about(),
    licences: async () => (await loadHelp()).licences,
    problemReport: () => reports.text(),
    planForReport: (_, from) => reports.plan(windows.of(from)),
    saveReport: ({ text }, from) => reports.save(windows.of(from), text),
    openLogFolder: () => reports.openLogFolder(),
  };
}
