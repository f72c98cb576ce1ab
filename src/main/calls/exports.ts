import type { ExportCalls } from '#ipc';
import type { HandlersOf, Parts } from './parts';

/** Answers the calls about the files that services check in. */
export function exportHandlers({ windows, repository, checkIn }: Parts): HandlersOf<ExportCalls> {
  return {
    exportView: (input, from) => repository.view(windows.of(from), input),
    exportPreview: ({ path }, from) => repository.preview(windows.of(from), path),
    chooseExportFolder: (_, from) => repository.chooseFolder(windows.of(from)),
    exportFiles: ({ targets, folder }, from) => repository.write(windows.of(from), targets, folder),
    checkIn: (input, from) => checkIn.run(windows.of(from), input),
  };
}
