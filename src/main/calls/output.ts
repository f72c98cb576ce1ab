import type { OutputCalls } from '#ipc';
import type { HandlersOf, Parts } from './parts';

/** Answers the calls that write or print what is made of a plan. */
export function outputHandlers({ windows, exporter, printer }: Parts): HandlersOf<OutputCalls> {
  return {
    exportPlan: ({ format }, from) => exporter.export(windows.of(from), format),
    preview: (options, from) => printer.preview(windows.of(from), options),
    printToPdf: (options, from) => printer.pdf(windows.of(from), options),
    printToPaper: (options, from) => printer.paper(windows.of(from), options),
  };
}
