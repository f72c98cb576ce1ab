/** What several kinds of package need: folders in a fixed order, dates that do not depend on the build, sums. */
import { createHash } from 'node:crypto';
import { lstatSync, lutimesSync, readFileSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { basename, join, relative } from 'node:path';

/**
 * Everything in a folder, sorted by its path, folders before what is in them.
 * @param {string} folder
 * @returns {{ path: string; name: string; kind: 'file' | 'folder' | 'link'; size: number; mode: number }[]} `name` has "/" on every system
 */
export function treeOf(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .map((entry) => {
      const path = join(entry.parentPath, entry.name);
      const { size, mode } = lstatSync(path);
      /** @type {'file' | 'folder' | 'link'} */
      const kind = entry.isSymbolicLink() ? 'link' : entry.isDirectory() ? 'folder' : 'file';
      return { path, name: relative(folder, path).replaceAll('\\', '/'), kind, size: kind === 'file' ? size : 0, mode: mode & 0o7777 };
    })
    .sort((one, other) => (one.name < other.name ? -1 : 1));
}

/** Bytes of all files in a folder. @param {string} folder */
export function sizeOf(folder) {
  return treeOf(folder).reduce((sum, { size }) => sum + size, 0);
}

/** Gives everything in a folder one date. @param {string} folder @param {Date} date */
export function dateAll(folder, date) {
  for (const { path, kind } of treeOf(folder).reverse()) {
    if (kind === 'link') lutimesSync(path, date, date);
    else utimesSync(path, date, date);
  }
  utimesSync(folder, date, date);
}

/** Writes SHA256SUMS beside some files, as `sha256sum --check` reads it. @param {string} folder @param {readonly string[]} files */
export function writeSums(folder, files) {
  const lines = files
    .map((file) => `${createHash('sha256').update(readFileSync(file)).digest('hex')}  ${basename(file)}\n`)
    .sort((one, other) => (one.slice(66) < other.slice(66) ? -1 : 1));
  writeFileSync(join(folder, 'SHA256SUMS'), lines.join(''));
}
