import { constants, inflateRawSync } from 'node:zlib';
import { UserError } from '#engine/errors';
import type { Logo } from '#engine/packet';
import { joinStrips } from '../png/join-strips';
import { paintStrips } from '../png/paint-strips';
import { forked, type PaintedStrip, type StartPainter } from '../png/painters';

/*
 * A logo becomes a PNG of a bounded size, in colour and in grey, whatever it was: nothing of the file but its pixels gets into a packet,
 * no script and no address of an SVG, and nothing about the camera of a JPEG. The painter draws it, in a process that may end.
 */

/** A picture that a logo is made of; src/disk reads it. */
export interface LogoPicture {
  /** Name of its file, for messages. */
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly type: 'image/png' | 'image/jpeg' | 'image/svg+xml';
  /** Above 0. */
  readonly width: number;
  readonly height: number;
}

/** Sharp at 600 dots per inch in the box of the title block. */
const most = { width: 960, height: 320 } as const;

/** The greys have the brightness of the colours, as those of drawings have: the matrix is applied to linear light. */
const inGrey =
  '<filter id="g" x="0" y="0" width="1" height="1"><feColorMatrix type="matrix" values=".2126 .7152 .0722 0 0 .2126 .7152 .0722 0 0 .2126 .7152 .0722 0 0 0 0 0 1 0"/></filter>';

/**
 * Makes a logo of a picture.
 * @param start how the painter is started; as a process of this Node by default
 * @throws UserError if the picture is damaged, or shows nothing
 */
export async function makeLogo({ name, bytes, type, ...size }: LogoPicture, start: StartPainter = forked): Promise<Logo> {
  const fits = Math.min(most.width / size.width, most.height / size.height);
  // pixels are not enlarged, and shapes are as sharp as they can be
  const scale = type === 'image/svg+xml' ? fits : Math.min(1, fits);
  const width = Math.max(1, Math.round(size.width * scale));
  const height = Math.max(1, Math.round(size.height * scale));
  const image = `<image width="${width}" height="${height}" preserveAspectRatio="none" href="data:${type};base64,${Buffer.from(bytes).toString('base64')}"`;
  const svgOf = (inside: string) => `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${inside}</svg>`;
  const svgs = [svgOf(`${image}/>`), svgOf(`${inGrey}${image} filter="url(#g)"/>`)];
  const strips = await paintStrips(
    { count: svgs.length, requestOf: (at) => ({ svg: svgs[at] ?? '', opaque: false }), nameOf: () => `"${name}"` },
    { start, painters: 1 },
  ).catch((error: unknown) => {
    if (!(error instanceof UserError)) throw error;
    throw new UserError(`"${name}" cannot be drawn as a logo.`, 'Open it in another program, and export it as PNG.');
  });
  if (strips.some(isEmpty))
    throw new UserError(`"${name}" is damaged, or shows nothing.`, 'Open it in another program, and export it as PNG.');
  const [data = '', grey = ''] = strips.map((strip) =>
    Buffer.from(joinStrips([strip], { width, height, opaque: false, dotsPerInch: 96 })).toString('base64'),
  );
  return { data, grey, width, height };
}

/** True if nothing is painted. A row begins with a byte of its own, and each pixel ends with its opacity. */
function isEmpty({ packed, width, height }: PaintedStrip): boolean {
  const rows = inflateRawSync(packed, { finishFlush: constants.Z_SYNC_FLUSH });
  for (let row = 0; row < height; row++) for (let x = 0; x < width; x++) if (rows[row * (1 + width * 4) + 4 + x * 4] !== 0) return false;
  return true;
}
