import { availableParallelism } from 'node:os';
import { UserError } from '#engine/errors';
import type { Sheet } from '#engine/packet';
import { fontEntry } from '../fonts/table';
import { drawMarks } from '../svg/draw-marks';
import { joined } from '../svg/parts';
import type { TextStyle } from '../svg/text-parts';
import { harfBuzz } from '../text/harfbuzz';
import { joinStrips } from './join-strips';
import { paintStrips } from './paint-strips';
import { forked, type StartPainter } from './painters';

export interface PngOptions {
  /** Pixels for each 1/96 inch, above 0; 1 is what a screen shows. */
  readonly scale: number;
  /** White where nothing is drawn, by default. */
  readonly transparent?: boolean;
  /** Rows of a strip; as many as make 8 million pixels by default. */
  readonly stripRows?: number;
  /** Called after each strip. */
  readonly onStrip?: (done: number, count: number) => void;
  readonly signal?: AbortSignal;
  /** How painters are started; as processes of this Node by default. */
  readonly start?: StartPainter;
}

const pointsPerPixel = 72 / 96;
/** Of a picture. Programs that open pictures need 4 bytes for each. */
export const mostPixels = 1_000_000_000;
/** Of a side. */
export const longestSide = 100_000;
const pixelsOfStrip = 8_000_000;
/** Pictures below this size are painted at once: a second process takes longer than it saves. */
const smallPicture = 2_000_000;

/** The painter knows the Latin files of Roboto, by the families that they name; everything else is outlines, equal to the PDF. */
const painted: TextStyle = (font) => {
  if (!/^roboto-latin-\d+$|^mono-latin$/.test(font)) return undefined;
  const { family, weight } = fontEntry(font);
  return { family, weight };
};

/**
 * Writes one sheet as a PNG. It is painted in strips, in processes of their own, so that neither memory nor the caller depends on them.
 * @throws UserError if the picture is too large, or cannot be painted; the signal's reason if it is given up
 */
export async function writePng(sheet: Sheet, options: PngOptions): Promise<Uint8Array> {
  const { scale, transparent = false, start = forked, onStrip, signal } = options;
  const perPoint = scale / pointsPerPixel;
  refuseTooLarge(sheet, scale);
  const { width, height } = pixelsOf(sheet, scale);
  const engine = await harfBuzz();
  const parts = drawMarks(sheet.marks, {
    engine,
    style: painted,
    hasWidths: false,
    keepsSpaces: false,
    hasMeaning: false,
    targets: new Map(),
    prefix: '',
  });
  const painters = width * height < smallPicture ? 1 : Math.max(1, Math.min(4, availableParallelism()));
  const rows = options.stripRows ?? Math.max(1, Math.min(Math.floor(pixelsOfStrip / width), Math.ceil(height / painters)));
  const count = Math.ceil(height / rows);
  const rowsOf = (strip: number) => [strip * rows, Math.min(height, (strip + 1) * rows)] as const;
  const strips = await paintStrips(
    {
      count,
      requestOf: (strip) => {
        const [from, to] = rowsOf(strip);
        // moved by whole pixels, so that edges are smoothed in every strip as in a single one
        const matrix = `matrix(${perPoint} 0 0 ${perPoint} 0 ${-from})`;
        const paper = transparent ? '' : `<rect width="${width}" height="${to - from}" fill="#ffffff"/>`;
        const drawing = `<g transform="${matrix}">${joined(parts, from / perPoint, to / perPoint)}</g>`;
        const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${to - from}" xml:space="preserve">${paper}${drawing}</svg>`;
        return { svg, opaque: !transparent };
      },
      nameOf: (strip) => {
        const [from, to] = rowsOf(strip);
        return `strip ${strip + 1} of ${count}, rows ${from + 1} to ${to}`;
      },
    },
    { start, painters, ...(onStrip ? { onStrip } : {}), ...(signal ? { signal } : {}) },
  );
  return joinStrips(strips, { width, height, opaque: !transparent, dotsPerInch: scale * 96 });
}

/** The size of a sheet as a picture. @param scale pixels for each 1/96 inch */
export function pixelsOf(
  { width, height }: Pick<Sheet, 'width' | 'height'>,
  scale: number,
): { readonly width: number; readonly height: number } {
  const pixels = (points: number) => Math.max(1, Math.ceil((points / pointsPerPixel) * scale - 1e-6));
  return { width: pixels(width), height: pixels(height) };
}

/** Refuses a picture that has too many pixels. @throws UserError with the largest scale that can be drawn */
export function refuseTooLarge(sheet: Pick<Sheet, 'width' | 'height'>, scale: number): void {
  const fits = (at: number) => {
    const { width, height } = pixelsOf(sheet, at);
    return width * height <= mostPixels && Math.max(width, height) <= longestSide;
  };
  if (fits(scale)) return;
  const { width, height } = pixelsOf(sheet, scale);
  const sides = longestSide / (Math.max(sheet.width, sheet.height) / pointsPerPixel);
  const area = Math.sqrt(mostPixels / ((sheet.width / pointsPerPixel) * (sheet.height / pointsPerPixel)));
  let largest = Math.floor(Math.min(sides, area) * 100) / 100;
  if (!fits(largest)) largest = Math.round(largest * 100 - 1) / 100;
  throw new UserError(
    `The picture would have ${width} × ${height} pixels; at most ${mostPixels / 1e6} million are drawn, and ${longestSide} on a side.`,
    largest > 0 ? `Use a scale of at most ${largest}, or write SVG or PDF instead.` : 'Write SVG or PDF instead.',
  );
}
