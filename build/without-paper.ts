import { UserError } from '../src/engine/errors/index.ts';

/* Takes the place of the writers of the packet in the npm package, which has no fonts. Commands that need them say so. */

function refuse(): never {
  throw new UserError(
    'The npm package writes no PDF, web page or PNG, because their fonts would make it several times as large.',
    'Use the command that comes with the application or the container image, or --out review.md.',
  );
}

export const createShaper = refuse;
export const writePdf = refuse;
export const writeHtml = refuse;
export const writeSvg = refuse;
export const writePng = refuse;
export const planInPdf = refuse;
export const planInSvg = refuse;
