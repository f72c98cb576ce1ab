/* Sheets of a review packet as pictures for the documents: the command writes the packet, and poppler draws its sheets. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * @typedef {object} Pages
 * @property {string} file under docs/
 * @property {number} nodes
 * @property {string} paper
 * @property {boolean} isGrey
 * @property {readonly number[]} sheets which are shown, from 1
 */

/** @type {readonly Pages[]} */
export const packetPages = [
  { file: 'guide/pictures/packet-60-a4.webp', nodes: 60, paper: 'A4', isGrey: false, sheets: [1, 2] },
  { file: 'guide/pictures/packet-60-a3-grey.webp', nodes: 60, paper: 'A3', isGrey: true, sheets: [1, 2] },
  { file: 'guide/pictures/packet-200-a4-grey.webp', nodes: 200, paper: 'A4', isGrey: true, sheets: [1, 2] },
  { file: 'guide/pictures/packet-200-a3.webp', nodes: 200, paper: 'A3', isGrey: false, sheets: [1, 2] },
];

/** Height of a sheet in a picture, in pixels. */
const height = 680;

/**
 * The sheets of a packet as PNG, each {@link height} pixels high.
 * @param {string} root the checkout, built
 * @param {string} plan
 * @param {Pages} pages
 * @returns {readonly Buffer[]}
 */
export function drawnSheets(root, plan, { paper, isGrey, sheets }) {
  const folder = mkdtempSync(join(tmpdir(), 'pipedraft-pages-'));
  try {
    const pdf = join(folder, 'packet.pdf');
    const options = ['--paper', paper, '--today', '2026-11-21', ...(isGrey ? ['--grey'] : [])];
    execFileSync(process.execPath, [join(root, 'out/cli/pipedraft.mjs'), 'packet', plan, '--out', pdf, ...options], { stdio: 'ignore' });
    for (const sheet of sheets) {
      const one = String(sheet);
      execFileSync('pdftoppm', [
        '-png',
        '-f',
        one,
        '-l',
        one,
        '-scale-to-x',
        '-1',
        '-scale-to-y',
        String(height),
        pdf,
        join(folder, `s${one}`),
      ]);
    }
    return sheets.map((sheet) => {
      const name = readdirSync(folder).find((file) => file.startsWith(`s${sheet}-`));
      if (name === undefined) throw new Error(`Sheet ${sheet} was not drawn.`);
      return readFileSync(join(folder, name));
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * A program for a page of a browser that puts sheets beside each other on a desk.
 * @param {readonly Buffer[]} sheets
 * @returns {string} its result is the bytes of a WebP picture
 */
export function besideEachOther(sheets) {
  const texts = JSON.stringify(sheets.map((sheet) => sheet.toString('base64')));
  return `(async () => {
    const bitmaps = await Promise.all(${texts}.map((text) => {
      const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
      return createImageBitmap(new Blob([bytes], { type: 'image/png' }));
    }));
    const gap = 24;
    const width = bitmaps.reduce((sum, one) => sum + one.width + gap, gap);
    const canvas = new OffscreenCanvas(width, Math.max(...bitmaps.map((one) => one.height)) + 2 * gap);
    const pen = canvas.getContext('2d');
    pen.fillStyle = '#9aa3ad';
    pen.fillRect(0, 0, canvas.width, canvas.height);
    let x = gap;
    for (const one of bitmaps) {
      pen.drawImage(one, x, gap);
      x += one.width + gap;
    }
    const blob = await canvas.convertToBlob({ type: 'image/webp', quality: 0.6 });
    return [...new Uint8Array(await blob.arrayBuffer())];
  })()`;
}
