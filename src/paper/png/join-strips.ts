import { crc32 } from 'node:zlib';
import type { PaintedStrip } from './painters';

const signature = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
/** Begins a stream of zlib; ends one: an empty last block. */
const zlibStart = Uint8Array.of(0x78, 0x9c);
const lastBlock = Uint8Array.of(0x03, 0x00);
/** The largest prime below 2^16: Adler-32 counts by it. */
const base = 65521;

export interface PictureSize {
  readonly width: number;
  readonly height: number;
  readonly opaque: boolean;
  readonly dotsPerInch: number;
}

/** Puts strips together as one PNG. */
export function joinStrips(strips: readonly PaintedStrip[], { width, height, opaque, dotsPerInch }: PictureSize): Uint8Array {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, opaque ? 2 : 6, 0, 0, 0], 8);
  const density = Buffer.alloc(9);
  const perMetre = Math.round(dotsPerInch / 0.0254);
  density.writeUInt32BE(perMetre, 0);
  density.writeUInt32BE(perMetre, 4);
  density.writeUInt8(1, 8);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(
    strips.reduce((all, { adler, size }) => joinedAdler(all, adler, size), 1),
    0,
  );
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('pHYs', density),
    chunk('IDAT', zlibStart),
    ...strips.map(({ packed }) => chunk('IDAT', packed)),
    chunk('IDAT', Buffer.concat([lastBlock, sum])),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(name: string, content: Uint8Array): Buffer {
  const named = Buffer.concat([Buffer.from(name, 'latin1'), content]);
  const whole = Buffer.alloc(named.length + 8);
  whole.writeUInt32BE(content.length, 0);
  whole.set(named, 4);
  whole.writeUInt32BE(crc32(named), named.length + 4);
  return whole;
}

/** The check sum of two parts that follow each other. @param size bytes of the second */
function joinedAdler(first: number, second: number, size: number): number {
  const [a1, b1, a2, b2] = [first & 0xffff, first >>> 16, second & 0xffff, second >>> 16];
  const a = (a1 + a2 + base - 1) % base;
  const b = (b1 + b2 + (size % base) * ((a1 + base - 1) % base)) % base;
  return b * 65536 + a;
}
