import { inflateSync } from 'node:zlib';

/** Pixels of a picture in a packet: a logo needs far fewer. */
const mostPixels = 50_000_000;

/**
 * Reads a PNG once before pdfkit does: pdfkit unpacks it later and by itself, where a damaged file would end the whole program.
 * @throws if it is damaged or too large
 */
export function checkPng(bytes: Buffer): void {
  const parts: Buffer[] = [];
  for (let at = 8; at + 12 <= bytes.length;) {
    const length = bytes.readUInt32BE(at);
    const name = bytes.toString('latin1', at + 4, at + 8);
    const content = bytes.subarray(at + 8, at + 8 + length);
    if (content.length < length) throw new Error('The file is cut off.');
    if (name === 'IHDR' && content.readUInt32BE(0) * content.readUInt32BE(4) > mostPixels) throw new Error('The picture is too large.');
    if (name === 'IDAT') parts.push(content);
    at += 12 + length;
  }
  inflateSync(Buffer.concat(parts), { maxOutputLength: mostPixels * 9 });
}
