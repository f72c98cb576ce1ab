import type { HelpCalls } from '#ipc';
import { loadHelp } from '../help/help-pages';
import type { HandlersOf, Parts } from './parts';

/** Answers the calls about help and problems. */
export function helpHandlers({ windows, reports }: Parts): HandlersOf<HelpCalls> {
  return {
    helpPages: async () => (await loadHelp()).pages,
    about: () => reports.about(),
    licences: async () => (await loadHelp()).licences,
    problemReport: () => reports.text(),
    planForReport: (_, from) => reports.plan(windows.of(from)),
    saveReport: ({ text }, from) => reports.save(windows.of(from), text),
    openLogFolder: () => reports.openLogFolder(),
  };
}
