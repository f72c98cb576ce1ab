import type { CheckpointCalls } from '#ipc';
import type { HandlersOf, Parts } from './parts';

/** Answers the calls about checkpoints. */
export function checkpointHandlers({ windows, checkpoints }: Parts): HandlersOf<CheckpointCalls> {
  return {
    planText: ({ of }, from) => checkpoints.textOf(windows.of(from), of),
    checkpointFigures: (written) => checkpoints.figuresOf(written),
    checkpointPicture: (input) => checkpoints.pictureOf(input),
    restoreChange: (written, from) => checkpoints.restore(windows.of(from), written),
  };
}
