import type { CompareCalls } from '#ipc';
import { today } from '../evaluation/today';
import type { HandlersOf, Parts } from './parts';

/** Answers the calls about comparisons. */
export function compareHandlers({ windows, comparisons, merger, opener, states }: Parts): HandlersOf<CompareCalls> {
  return {
    compare: (input, from) => comparisons.compare(windows.of(from), input),
    planCommits: (_, from) => comparisons.commits(windows.of(from)),
    issueDefaults: async (_, from) => {
      const { document } = windows.of(from);
      return { author: document ? await states.userName(document) : null, today: today() };
    },
    chooseCompared: (_, from) => comparisons.choose(windows.of(from)),
    takeSide: (input, from) => comparisons.take(windows.of(from), input),
    mergeFile: (_, from) => merger.withFile(windows.of(from), opener),
    endMerge: (_, from) => {
      const { document } = windows.of(from);
      if (document) document.merging = undefined;
      return document?.file ?? null;
    },
    changesSince: (_, from) => comparisons.since(windows.of(from)),
  };
}
