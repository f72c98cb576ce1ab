/** The icons of the packages, drawn from resources/icons/*.svg: PNG in all sizes, and from these the files that Windows and macOS want. */
import { Resvg } from '@resvg/resvg-js';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Sizes in pixels that desktops ask for. */
export const iconSizes = [16, 22, 24, 32, 48, 64, 96, 128, 256, 512, 1024];

/** Sizes in a Windows icon; the format has none above 256. */
const icoSizes = [16, 24, 32, 48, 64, 128, 256];

/** Types of a macOS icon that hold PNG, with their sizes. @type {readonly (readonly [string, number])[]} */
const icnsTypes = [
  ['icp4', 16],
  ['icp5', 32],
  ['icp6', 64],
  ['ic07', 128],
  ['ic08', 256],
  ['ic09', 512],
  ['ic10', 1024],
];

/**
 * Draws an icon in all sizes.
 * @param {string} svg path of the drawing
 * @param {string} folder receives `16x16.png` and so on, `icon.ico` and `icon.icns`
 */
export function drawIcons(svg, folder) {
  mkdirSync(folder, { recursive: true });
  const text = readFileSync(svg, 'utf8');
  const drawn = new Map(
    iconSizes.map((size) => {
      const picture = new Resvg(text, { fitTo: { mode: 'width', value: size }, font: { loadSystemFonts: false } });
      return [size, picture.render().asPng()];
    }),
  );
  for (const [size, png] of drawn) writeFileSync(join(folder, `${size}x${size}.png`), png);
  const of = (/** @type {number} */ size) => drawn.get(size) ?? Buffer.alloc(0);
  writeFileSync(join(folder, 'icon.ico'), icoOf(icoSizes.map((size) => ({ size, png: of(size) }))));
  writeFileSync(join(folder, 'icon.icns'), icnsOf(icnsTypes.map(([type, size]) => ({ type, png: of(size) }))));
}

/** A Windows icon of PNG pictures. @param {readonly { size: number; png: Buffer }[]} pictures */
export function icoOf(pictures) {
  const head = Buffer.alloc(6 + 16 * pictures.length);
  head.writeUInt16LE(1, 2);
  head.writeUInt16LE(pictures.length, 4);
  let offset = head.length;
  pictures.forEach(({ size, png }, at) => {
    const entry = 6 + 16 * at;
    head.writeUInt8(size % 256, entry); // 0 stands for 256
    head.writeUInt8(size % 256, entry + 1);
    head.writeUInt16LE(1, entry + 4);
    head.writeUInt16LE(32, entry + 6);
    head.writeUInt32LE(png.length, entry + 8);
    head.writeUInt32LE(offset, entry + 12);
    offset += png.length;
  });
  return Buffer.concat([head, ...pictures.map(({ png }) => png)]);
}

/** A macOS icon of PNG pictures. @param {readonly { type: string; png: Buffer }[]} pictures */
export function icnsOf(pictures) {
  const parts = pictures.map(({ type, png }) => Buffer.concat([Buffer.from(type, 'latin1'), uint32(png.length + 8), png]));
  const length = parts.reduce((sum, part) => sum + part.length, 8);
  return Buffer.concat([Buffer.from('icns', 'latin1'), uint32(length), ...parts]);
}

/** @param {number} value */
function uint32(value) {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}
