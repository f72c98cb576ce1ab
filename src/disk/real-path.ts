import { basename, dirname, join, resolve } from 'node:path';
import { nodeDisk, type Disk } from './disk';
import { codeOf } from './problems';

/**
 * The real path of a file, every link followed, also of one that is not there yet.
 * @throws what the file system says when its folder is not there or may not be entered
 */
export async function realPathOf(file: string, disk: Disk = nodeDisk): Promise<string> {
  try {
    return await disk.realpath(file);
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error;
  }
  const path = resolve(file);
  const folder = await disk.realpath(dirname(path));
  const name = basename(path);
  // A link whose file is missing leads to where the file will be; it must stay a link.
  const link = await disk.readlink(join(folder, name)).catch(() => undefined);
  return link === undefined ? join(folder, name) : realPathOf(resolve(folder, link), disk);
}

/**
 * The form of a path in which two names of one file are the same text: Windows and macOS take capital and small letters for the same,
 * and macOS also the two ways to write an accented letter.
 */
export function foldPath(path: string, platform: NodeJS.Platform): string {
  return platform === 'win32' || platform === 'darwin' ? path.normalize('NFC').toLowerCase() : path;
}
