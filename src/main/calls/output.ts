import type { OutputCalls } from '#ipc';
import type { HandlersOf, Parts } from './parts';

/** Answers the calls that export or print a plan. */
export function outputHandlers({ windows, exporter, printer }: Parts): HandlersOf<OutputCalls> {
  return {
    exportPlan: ({ format, conversion }, from) => exporter.export(windows.of(from), format, conversion),
    showInFolder: ({ what }, from) => exporter.showInFolder(windows.of(from), what),
    copyPicture: ({ change }, from) => exporter.copyPicture(windows.of(from), change),
    preview: (packet, from) => printer.preview(windows.of(from), packet),
    packetOffers: (packet, from) => printer.offers(windows.of(from), packet),
    savePacket: ({ packet, format }, from) => printer.save(windows.of(from), packet, format),
    printPacket: (packet, from) => printer.paper(windows.of(from), packet),
    packetEarlier: ({ wanted }, from) => printer.earlier(windows.of(from), wanted),
    cancelPacket: (_, from) => printer.cancel(windows.of(from)),
  };
}
