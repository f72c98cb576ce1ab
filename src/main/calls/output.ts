import type { OutputCalls } from '#ipc';
import type { HandlersOf, Parts } from './parts';

/** Answers the calls that export or print a plan. */
export function outputHandlers({ windows, exporter, printer }: Parts): HandlersOf<OutputCalls> {
  return {
    exportPlan: ({ format, conversion }, from) => exporter.export(windows.of(from), format, conversion),
    showInFolder: ({ what }, from) => exporter.showInFolder(windows.of(from), what),
    copyPicture: ({ change }, from) => exporter.copyPicture(windows.of(from), change),
    preview: (options, from) => printer.preview(windows.of(from), options),
    printToPdf: (options, from) => printer.pdf(windows.of(from), options),
    printToPaper: (options, from) => printer.paper(windows.of(from), options),
  };
}
