import { basename, dirname, join, resolve } from 'node:path';
import { nodeDisk, type Disk } from './disk';
import { codeOf } from './problems';

/**
 * The real path of a file, every link followed, even if the file does not exist yet.
 * @throws the file system's error if its folder does not exist or may not be entered
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
  // A link whose file is missing points to the future file; it must stay a link.
  const link = await disk.readlink(join(folder, name)).catch(() => undefined);
  return link === undefined ? join(folder, name) : realPathOf(resolve(folder, link), disk);
}

/**
 * The form of a path in which two names of one file are the same text: Windows and macOS ignore case,
 * and macOS also treats both ways to write an accented letter as equal.
 */
export function foldPath(path: string, platform: NodeJS.Platform): string {
  return platform === 'win32' || platform === 'darwin' ? path.normalize('NFC').toLowerCase() : path;
}
