import type { OutputCalls } from '#ipc';
import { chooseLogo } from '../output/choose-logo';
import type { HandlersOf, Parts } from './parts';

/** Answers the calls that export or print a plan. */
export function outputHandlers({ windows, exporter, pictures, printer, organisation }: Parts): HandlersOf<OutputCalls> {
  return {
    exportPlan: ({ format, conversion }, from) => exporter.export(windows.of(from), format, conversion),
    showInFolder: ({ what }, from) => exporter.showInFolder(windows.of(from), what),
    pictureFacts: (picture, from) => pictures.facts(windows.of(from), picture),
    savePicture: (picture, from) => pictures.save(windows.of(from), picture),
    copyPicture: ({ picture, change }, from) => pictures.copy(windows.of(from), picture, change),
    cancelPicture: (_, from) => pictures.cancel(windows.of(from)),
    preview: (packet, from) => printer.preview(windows.of(from), packet),
    packetOffers: (packet, from) => printer.offers(windows.of(from), packet),
    savePacket: ({ packet, format }, from) => printer.save(windows.of(from), packet, format),
    printPacket: (packet, from) => printer.paper(windows.of(from), packet),
    packetEarlier: ({ wanted }, from) => printer.earlier(windows.of(from), wanted),
    organisation: (own) => organisation.set(own),
    chooseLogo: (_, from) => chooseLogo(windows.of(from)),
    cancelPacket: (_, from) => printer.cancel(windows.of(from)),
  };
}
