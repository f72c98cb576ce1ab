import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { UserError } from '#engine/errors';
import { ChangedOnDisk } from './changed-on-disk';
import { nodeDisk, type Disk, type Entry } from './disk';
import type { ContentHash, Fingerprint } from './fingerprint';
import { because, codeOf, heldProblem, notAFile, readProblem, saveProblem, untouched } from './problems';
import { cleanLeftoversOf } from './leftovers';
import { HasOtherNames, parted } from './other-names';
import { readThrough } from './read-through';
import { realPathOf } from './real-path';
import { release, temporaryFor } from './temporary';
import { discard, sha256, writeTemporary, type Writing } from './write-temporary';

export interface SaveOptions {
  /** Expected content of the file, compared by hash only; `null` if no file may exist yet. Without it, any content is replaced. */
  readonly expected?: ContentHash | null;
  /** True if a file with several names may be separated from the others. By default it is separated, with a doubt in the result. */
  readonly links?: 'keep' | 'part';
  readonly disk?: Disk;
  readonly platform?: NodeJS.Platform;
  /** Waits some milliseconds; tests do not. */
  readonly pause?: (ms: number) => Promise<unknown>;
}

export interface Saved {
  /** The real path that was written. */
  readonly file: string;
  /** Fingerprint of the new content: the next save expects it. */
  readonly fingerprint: Fingerprint;
  /**
   * The text is in the file, but the disk did not confirm that it would survive a power cut, or other names of the file still have the old
   * text and nobody was asked. To be shown, not thrown.
   */
  readonly doubt?: UserError;
}

/** Type of a way to write files, as the parts of the application that keep files take it. */
export type SaveText = (file: string, text: string) => Promise<unknown>;

/**
 * Writes to a file, so that it has either its old or its new content, whole, whatever happens meanwhile. Texts are in UTF-8.
 * The content is written beside the file, read back, and moved into place. A link stays a link; permissions are kept. This separates a file
 * with several names (hard links) from the others. The alternative would be to write into the file itself: a kill or a power cut in
 * the middle would leave it torn under all of its names, and it would also change the copies that some backups keep as hard links. So
 * callers that can ask the user ask for the other names to be kept, and all others get a doubt to show.
 * @param file as the user named it
 * @throws ChangedOnDisk if the file is not the expected one; HasOtherNames if they are to be kept; UserError for other errors of a disk.
 *   Whenever it throws, the old file is unchanged.
 */
export async function saveAtomically(file: string, content: string | Uint8Array, options: SaveOptions = {}): Promise<Saved> {
  const { disk = nodeDisk, platform = process.platform, expected, links } = options;
  const bytes = typeof content === 'string' ? Buffer.from(content, 'utf8') : content;
  let old: Entry | undefined;
  try {
    const target = await realPathOf(file, disk);
    old = await entryAt(target, disk);
    if (old) await mayReplace(old, target, file, disk);
    const check = () => checkExpected(expected, bytes, target, file, disk);
    await check(); // before anything is written
    const others = old ? old.links - 1 : 0;
    if (others > 0 && links === 'keep') throw new HasOtherNames(file, others);
    await cleanLeftoversOf(target, new Date());
    const temporary = temporaryFor(target);
    const fingerprint = await writeTemporary(temporary, bytes, { disk, old, file }).catch((error: unknown) => {
      release(temporary);
      throw error;
    });
    try {
      await check(); // as late as possible
      if (platform === 'win32') await waitIntoPlace(temporary, target, check, { ...options, disk, old, file });
      else await disk.rename(temporary, target);
    } catch (error) {
      await discard(temporary, disk);
      throw error;
    } finally {
      release(temporary);
    }
    const unconfirmed = platform === 'win32' ? undefined : await syncFolder(target, file, disk);
    const doubt = unconfirmed ?? (others > 0 && links === undefined ? parted(file, others) : undefined);
    return { file: target, fingerprint, ...(doubt ? { doubt } : {}) };
  } catch (error) {
    throw saveProblem(file, old !== undefined, error);
  }
}

async function entryAt(path: string, disk: Disk): Promise<Entry | undefined> {
  try {
    return await disk.stat(path);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/** Moving a file into place needs only a writable folder: without this check a write-protected file would be lost silently. */
async function mayReplace(old: Entry, target: string, file: string, disk: Disk): Promise<void> {
  if (old.kind === 'folder')
    throw new UserError(`"${file}" is a folder.`, 'Nothing was written. Name a file in it, or move the folder away.');
  if (old.kind !== 'file') throw notAFile(file, old.kind);
  try {
    await disk.mayWrite(target);
  } catch (error) {
    const code = codeOf(error);
    if (code !== 'EACCES' && code !== 'EPERM') throw error;
    throw because(
      error,
      `"${file}" is write-protected and was not saved.`,
      `${untouched(true)} Save it under another name, or take the protection off the file.`,
    );
  }
}

async function checkExpected(
  expected: ContentHash | null | undefined,
  bytes: Uint8Array,
  target: string,
  file: string,
  disk: Disk,
): Promise<void> {
  if (expected === undefined) return;
  const found = await contentAt(target, file, disk);
  if (found?.sha256 === expected?.sha256) return;
  if (found?.sha256 === sha256(bytes)) return; // the other program wrote exactly our new text
  throw new ChangedOnDisk(file, expected, found);
}

async function contentAt(target: string, file: string, disk: Disk): Promise<Fingerprint | null> {
  try {
    return await readThrough(target, disk);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    const problem = readProblem(file, error);
    if (!(problem instanceof UserError)) throw problem;
    throw because(
      error,
      `"${file}" was not saved, because another program may have changed it. ${problem.problem}`,
      `${untouched(true)} ${problem.fix} Or save it under another name.`,
    );
  }
}

/** About five seconds in all: virus scanners and indexers need that long to release a file. */
const waits = [10, 20, 40, 80, 160, 320, 640, 1280, 2560];
const heldCodes = new Set(['EPERM', 'EACCES', 'EBUSY']);

/** Windows moves nothing onto a file that a program has open. */
async function waitIntoPlace(
  temporary: string,
  target: string,
  check: () => Promise<void>,
  { disk, old, file, pause = sleep }: Writing & Pick<SaveOptions, 'pause'>,
): Promise<void> {
  for (const wait of [...waits, undefined]) {
    try {
      return await disk.rename(temporary, target);
    } catch (error) {
      if (!heldCodes.has(codeOf(error) ?? '')) throw error;
      if (wait === undefined) throw heldProblem(file, old !== undefined, error);
      await pause(wait);
    }
    await check(); // the program that held it may have written to it
  }
}

/** Errors of file systems that have nothing to sync in a folder, or that let us write into it but not read it. */
const cannotSync = new Set(['EINVAL', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EISDIR', 'EBADF', 'EPERM', 'EACCES']);

/** The new text is in place by now, so a failure is a doubt and not an error. */
async function syncFolder(target: string, file: string, disk: Disk): Promise<UserError | undefined> {
  try {
    await disk.syncFolder(dirname(target));
    return undefined;
  } catch (error) {
    const code = codeOf(error);
    if (code === undefined) throw error;
    if (cannotSync.has(code)) return undefined;
    return because(
      error,
      `"${file}" was saved, but its disk did not confirm it.`,
      'Save a copy on another disk, and have this disk checked: after a power cut the old text could be back.',
    );
  }
}
