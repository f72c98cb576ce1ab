import { crc32, inflateSync } from 'node:zlib';

/** A decoded picture: strict, as the strictest readers are. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  /** 3 without transparency, 4 with it. */
  readonly channels: 3 | 4;
  readonly pixels: Uint8Array;
  readonly pixel: (x: number, y: number) => readonly number[];
}

/** @throws if a check sum is wrong or something is missing */
export function readPng(png: Uint8Array): Picture {
  const bytes = Buffer.from(png);
  const packed: Buffer[] = [];
  let [width, height, kind] = [0, 0, 0];
  let isEnded = false;
  for (let at = 8; at < bytes.length;) {
    const length = bytes.readUInt32BE(at);
    const named = bytes.subarray(at + 4, at + 8 + length);
    const name = named.toString('latin1', 0, 4);
    if (crc32(named) !== bytes.readUInt32BE(at + 8 + length)) throw new Error(`The check sum of ${name} is wrong.`);
    if (name === 'IHDR') [width, height, kind] = [named.readUInt32BE(4), named.readUInt32BE(8), named.readUInt8(13)];
    if (name === 'IDAT') packed.push(named.subarray(4));
    if (name === 'IEND') isEnded = true;
    at += 12 + length;
  }
  if (!isEnded) throw new Error('The picture is cut off.');
  const channels = kind === 2 ? 3 : 4;
  const rows = inflateSync(Buffer.concat(packed));
  const stride = width * channels;
  if (rows.length !== height * (stride + 1)) throw new Error('The picture has not as many rows as it says.');
  const pixels = new Uint8Array(height * stride);
  for (let row = 0; row < height; row++) {
    if (rows[row * (stride + 1)] !== 0) throw new Error('The picture has filters, which this reader does not know.');
    pixels.set(rows.subarray(row * (stride + 1) + 1, (row + 1) * (stride + 1)), row * stride);
  }
  const pixel = (x: number, y: number) => [...pixels.subarray(y * stride + x * channels, y * stride + (x + 1) * channels)];
  return { width, height, channels, pixels, pixel };
}
