import type { CompareCalls } from '#ipc';
import type { HandlersOf, Parts } from './parts';

/** Answers the calls about comparisons. */
export function compareHandlers({ windows, comparisons, states }: Parts): HandlersOf<CompareCalls> {
  return {
    compare: (input, from) => comparisons.compare(windows.of(from), input),
    planCommits: (_, from) => comparisons.commits(windows.of(from)),
    planAuthor: (_, from) => {
      const { document } = windows.of(from);
      return document ? states.userName(document) : null;
    },
    chooseCompared: (_, from) => comparisons.choose(windows.of(from)),
    takeSide: (input, from) => comparisons.take(windows.of(from), input),
    changesSince: (_, from) => comparisons.since(windows.of(from)),
  };
}
