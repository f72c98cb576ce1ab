export { createShaper } from './text/shaper';
export { writePdf } from './pdf/write-pdf';
export type { Attachment, PdfOptions } from './pdf/write-pdf';
