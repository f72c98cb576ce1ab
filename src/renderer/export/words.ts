import type { ExportFileState, ExportTarget } from '#ipc';

/* Words and marks of the export dialog. */

/** Groups of exporters, in the order in which they are listed. */
export const groupTitles: Readonly<Record<ExportTarget['group'], string>> = {
  'azure-ml': 'Azure Machine Learning',
  data: 'Data movement and apps',
  release: 'Release',
  databricks: 'Databricks and MLflow',
  hosting: 'Hosting',
  infrastructure: 'Infrastructure',
  documents: 'Documents',
};

export interface StateWords {
  /** A letter, as editors mark files that differ. */
  readonly mark: string;
  /** One or two words, for counts: "3 new". */
  readonly short: string;
  /** A sentence for the tooltip. */
  readonly long: string;
  /** Colour of the mark. */
  readonly tone: 'good' | 'changed' | 'bad' | 'quiet';
}

/** What the states of files mean. */
export const stateWords: Readonly<Record<ExportFileState, StateWords>> = {
  new: { mark: 'A', short: 'new', long: 'New: there is no such file in the folder yet.', tone: 'good' },
  changed: { mark: 'M', short: 'changed', long: 'Changed: the plan gives another text than at the last export.', tone: 'changed' },
  merged: {
    mark: 'J',
    short: 'joined with edits',
    long: 'Edited since the last export. The edits and what the plan gives now go together.',
    tone: 'changed',
  },
  edited: {
    mark: 'E',
    short: 'edited',
    long: 'Edited since the last export. The plan gives what it gave, so the edits stay and nothing is written.',
    tone: 'changed',
  },
  same: { mark: '', short: 'the same', long: 'As the plan gives it: nothing is written.', tone: 'quiet' },
  conflict: {
    mark: '!',
    short: 'in conflict',
    long: 'Edited since the last export, and the edits contradict the plan. Both sides are written, with marks around them.',
    tone: 'bad',
  },
  unresolved: {
    mark: '!',
    short: 'unresolved',
    long: 'The file has the marks of an earlier conflict. It is left alone until somebody has resolved it.',
    tone: 'bad',
  },
  foreign: {
    mark: '?',
    short: 'not from an export',
    long: 'There is another file of this name, which no export wrote. It is left alone.',
    tone: 'bad',
  },
  emptied: {
    mark: '!',
    short: 'empty',
    long: 'The file is empty, and the plan gives a text. It is left alone: delete it to have the exported one.',
    tone: 'bad',
  },
  taken: { mark: '!', short: 'of another plan', long: 'Another plan has exported this file. Nothing is written.', tone: 'bad' },
  outdated: {
    mark: '!',
    short: 'edited, out of date',
    long: 'Edited since the last export, and the plan gives another one. It is not text, so nothing can be joined: it is left alone.',
    tone: 'bad',
  },
  gone: { mark: 'D', short: 'to be removed', long: 'Exported earlier, and no longer given: it is removed.', tone: 'changed' },
  kept: { mark: 'K', short: 'kept', long: 'No longer given, but edited: it is left alone.', tone: 'quiet' },
};
