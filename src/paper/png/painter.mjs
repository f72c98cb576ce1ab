/**
 * Paints strips of pictures, in a process of its own: resvg may end its whole process. It is a program of plain JavaScript that needs
 * nothing of ours, so that it runs from its source and from any build. It answers each message with one message.
 *
 * Arguments: `native` or `wasm`, then the paths of fonts.
 */
import { readFileSync } from 'node:fs';
import { constants, deflateRawSync } from 'node:zlib';

const [kind = 'wasm', ...fontFiles] = process.argv.slice(2);

/** @typedef {{ svg: string, opaque: boolean }} Strip */

/** @returns {Promise<(svg: string) => { pixels: Uint8Array, width: number, height: number }>} */
async function renderer() {
  const font = { loadSystemFonts: false, defaultFontFamily: 'Roboto' }; // with the system's fonts, pictures differ between machines
  if (kind === 'native') {
    const { Resvg } = await import('@resvg/resvg-js');
    return (svg) => new Resvg(svg, { font: { ...font, fontFiles }, logLevel: 'off' }).render();
  }
  const { initWasm, Resvg } = await import(new URL('resvg.mjs', import.meta.url).href);
  await initWasm(readFileSync(new URL('resvg.wasm', import.meta.url)));
  const fontBuffers = fontFiles.map((file) => new Uint8Array(readFileSync(file)));
  return (svg) => {
    const resvg = new Resvg(svg, { font: { ...font, fontBuffers } });
    const image = resvg.render();
    const drawn = { pixels: image.pixels, width: image.width, height: image.height };
    image.free();
    resvg.free();
    return drawn;
  };
}

/**
 * Rows as PNG wants them: each begins with the number of its filter, which is none.
 * @param {{ pixels: Uint8Array, width: number, height: number }} image premultiplied RGBA
 * @param {boolean} opaque
 */
function rowsOf({ pixels, width, height }, opaque) {
  const channels = opaque ? 3 : 4;
  const rows = new Uint8Array(height * (1 + width * channels));
  let to = 0;
  for (let row = 0, from = 0; row < height; row++) {
    rows[to++] = 0;
    if (opaque) {
      // most pictures are, and have millions of pixels
      for (const end = from + width * 4; from < end; from += 4, to += 3) {
        rows[to] = /** @type {number} */ (pixels[from]);
        rows[to + 1] = /** @type {number} */ (pixels[from + 1]);
        rows[to + 2] = /** @type {number} */ (pixels[from + 2]);
      }
      continue;
    }
    for (let x = 0; x < width; x++, from += 4) {
      const alpha = /** @type {number} */ (pixels[from + 3]);
      for (let channel = 0; channel < 3; channel++) {
        const value = /** @type {number} */ (pixels[from + channel]);
        rows[to++] = alpha === 255 || alpha === 0 ? value : Math.min(255, Math.round((value * 255) / alpha));
      }
      rows[to++] = alpha;
    }
  }
  return rows;
}

/** @param {Uint8Array} bytes */
function adler32(bytes) {
  let [a, b] = [1, 0];
  for (let at = 0; at < bytes.length;) {
    const end = Math.min(at + 3800, bytes.length); // the sums stay within 32 bits for so long
    for (; at < end; at++) {
      a += /** @type {number} */ (bytes[at]);
      b += a;
    }
    a %= 65521;
    b %= 65521;
  }
  return ((b << 16) | a) >>> 0;
}

/** Electron's processes have a port; those of Node have `process.send`. */
const port = process.parentPort;
const say = (/** @type {object} */ message) => (port ? port.postMessage(message) : process.send?.(message));
const listen = (/** @type {(strip: Strip) => void} */ paint) =>
  port ? port.on('message', ({ data }) => paint(data)) : process.on('message', (message) => paint(/** @type {Strip} */ (message)));

process.on('disconnect', () => process.exit()); // whoever asked is gone
try {
  const render = await renderer();
  listen(({ svg, opaque }) => {
    try {
      const image = render(svg);
      const rows = rowsOf(image, opaque);
      const packed = deflateRawSync(rows, {
        level: 4, // packs drawings nearly as well as 6, in two thirds of the time
        finishFlush: constants.Z_SYNC_FLUSH,
      });
      say({ width: image.width, height: image.height, packed, size: rows.length, adler: adler32(rows) });
    } catch (error) {
      say({ error: String(error) });
    }
  });
  say({ ready: true });
} catch (error) {
  say({ error: String(error) });
}
