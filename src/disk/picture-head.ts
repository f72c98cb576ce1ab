import { UserError } from '#engine/errors';

/** A kind of picture that can be a logo. */
export type PictureType = 'image/png' | 'image/jpeg' | 'image/svg+xml';

/** Type and size of a picture, from the head of its file. */
export interface PictureHead {
  readonly type: PictureType;
  /** In pixels, or in units of an SVG. Above 0. */
  readonly width: number;
  readonly height: number;
}

/** A picture that is larger takes long to unpack, and no logo needs it. */
const mostPixels = 25_000_000;
/** A logo is drawn in a small box: what is narrower than this would be a line. */
const mostRatio = 50;

/**
 * Reads what kind of picture a file has, and its size.
 * @param name of the file, for messages
 * @throws UserError if it is no PNG, JPEG or SVG, or is one that cannot be a logo
 */
export function pictureHead(bytes: Uint8Array, name: string): PictureHead {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const head = pngHead(buffer) ?? jpegHead(buffer) ?? svgHead(buffer, name);
  if (!head) throw new UserError(`"${name}" is not a PNG, JPEG or SVG picture.`, 'Choose a picture of one of these kinds.');
  const { width, height, type } = head;
  if (!(width > 0 && height > 0)) throw new UserError(`"${name}" does not say how large its picture is.`, 'Export the picture again.');
  if (type !== 'image/svg+xml' && width * height > mostPixels)
    throw new UserError(
      `"${name}" has ${width} × ${height} pixels; a logo has ${mostPixels / 1e6} million at most.`,
      'Make the picture smaller: 1,000 pixels in width are enough.',
    );
  if (Math.max(width / height, height / width) > mostRatio)
    throw new UserError(
      `"${name}" is more than ${mostRatio} times as long as it is high, or the other way round.`,
      'Choose a picture of another shape.',
    );
  return head;
}

function pngHead(bytes: Buffer): PictureHead | undefined {
  if (bytes.length < 24 || bytes.readUInt32BE(0) !== 0x89504e47 || bytes.toString('latin1', 12, 16) !== 'IHDR') return undefined;
  return { type: 'image/png', width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
}

/** The size is in the segment of the frame (ITU-T T.81, B.2.2), after others of known lengths. */
function jpegHead(bytes: Buffer): PictureHead | undefined {
  if (bytes.length < 4 || bytes.readUInt16BE(0) !== 0xffd8 || bytes[2] !== 0xff) return undefined;
  for (let at = 2; at + 9 < bytes.length && bytes[at] === 0xff;) {
    const marker = bytes.readUInt8(at + 1);
    if (marker === 0xff) {
      at += 1; // a byte that fills up
      continue;
    }
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) return { type: 'image/jpeg', width: bytes.readUInt16BE(at + 7), height: bytes.readUInt16BE(at + 5) };
    at += 2 + bytes.readUInt16BE(at + 2);
  }
  return { type: 'image/jpeg', width: 0, height: 0 };
}

/** @throws UserError if the SVG has what would not be drawn as it looks elsewhere */
function svgHead(bytes: Buffer, name: string): PictureHead | undefined {
  const text = bytes.toString('utf8').replace(/^\ufeff/, '');
  if (!text.trimStart().startsWith('<')) return undefined;
  const bare = text.replace(/<!--[\s\S]*?-->/g, '');
  const root = /<(?:[\w-]+:)?svg\b[^>]*>/.exec(bare)?.[0];
  if (root === undefined) return undefined;
  if (/<!DOCTYPE[^>]*\[/i.test(bare)) throw new UserError(`"${name}" defines entities, which are not read.`, 'Export it as a plain SVG.');
  if (/<(?:[\w-]+:)?(?:text|foreignObject)\b/.test(bare))
    throw new UserError(`"${name}" has text, whose font is not in it.`, 'Turn its text into paths, or export it as PNG.');
  if (/<(?:[\w-]+:)?(?:image|feImage)\b/.test(bare)) throw new UserError(`"${name}" shows another picture inside.`, 'Export it as PNG.');
  const attribute = (key: string) => new RegExp(`\\s${key}\\s*=\\s*["']([^"']*)["']`).exec(root)?.[1]?.trim();
  const length = (value: string | undefined) => (value === undefined || value.endsWith('%') ? NaN : inPixels(value));
  const [width, height] = [length(attribute('width')), length(attribute('height'))];
  if (width > 0 && height > 0) return { type: 'image/svg+xml', width, height };
  const [, , wide = 0, high = 0] = (attribute('viewBox') ?? '').split(/[\s,]+/).map(Number);
  return { type: 'image/svg+xml', width: wide || 0, height: high || 0 };
}

const units: Readonly<Record<string, number>> = { '': 1, px: 1, pt: 96 / 72, pc: 16, mm: 96 / 25.4, cm: 96 / 2.54, in: 96 };

function inPixels(length: string): number {
  const [, value, unit = ''] = /^([\d.eE+-]+)\s*([a-z]*)$/.exec(length) ?? [];
  return Number(value) * (units[unit] ?? NaN);
}
