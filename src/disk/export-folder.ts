import type { Stats } from 'node:fs';
import { chmod, lstat, mkdir, readFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { UserError } from '#engine/errors';
import { hasConflictMarks, mergeExport, pathProblem, refusePath, sameExport, type ExportedFile } from '#engine/export';
import { compareBinary } from './export-binary';
import type { ComparedFile } from './export-state';
import { readRecord, recordedHash, recordedText, recordPath, recordText, type Recorded, type ExportRecord } from './export-record';
import { hashOf } from './packed-text';
import { saveProblem } from './problems';
import { saveAtomically } from './save';

/*
 * Exported files in a folder: what is there, what the plan gives, and how both go together. Edits of a person survive.
 */

export interface ComparedExport {
  readonly folder: string;
  readonly files: readonly ComparedFile[];
  readonly record: ExportRecord | undefined;
}

/** True if a file is as the plan gives it, so that nothing has to be written. */
export function isUpToDate({ state }: ComparedFile): boolean {
  return state === 'same' || state === 'kept';
}

/**
 * Compares an export with a folder.
 * @param isWhole true if the export is all that the plan gives: files of earlier exports that it lacks are gone
 * @throws UserError when the folder cannot be read, or a file of it is behind a symbolic link
 */
export async function compareExport(folder: string, files: readonly ExportedFile[], isWhole: boolean): Promise<ComparedExport> {
  const record = await readRecord(folder);
  const compared: ComparedFile[] = [];
  for (const { path } of files) refusePath(path);
  for (const { path, text, bytes, executable } of files)
    compared.push(
      bytes
        ? compareBinary(path, await bytesAt(folder, path), bytes, recordedHash(record, path))
        : { ...(await compareFile(folder, path, text, record)), executable },
    );
  const given = new Set(files.map(({ path }) => path));
  for (const path of isWhole ? Object.keys(record?.files ?? {}) : []) {
    if (given.has(path) || pathProblem(path) !== undefined) continue;
    const hash = recordedHash(record, path);
    const bytes = hash === undefined ? undefined : await bytesAt(folder, path);
    if (bytes) {
      const isOurs = hashOf(bytes) === hash;
      const binary = { disk: bytes, next: isOurs ? undefined : bytes };
      compared.push({ path, state: isOurs ? 'gone' : 'kept', disk: undefined, next: undefined, binary, executable: false });
    }
    const disk = hash === undefined ? await textAt(folder, path) : undefined;
    if (disk === undefined) continue;
    const base = recordedText(record, path);
    const isOurs = base !== undefined && sameExport(path, base, disk);
    compared.push({ path, state: isOurs ? 'gone' : 'kept', disk, next: isOurs ? undefined : disk, executable: false });
  }
  return { folder, files: compared, record };
}

async function compareFile(
  folder: string,
  path: string,
  text: string,
  record: ExportRecord | undefined,
): Promise<Omit<ComparedFile, 'executable'>> {
  const disk = await textAt(folder, path);
  if (disk === undefined) return { path, state: 'new', disk, next: text };
  if (hasConflictMarks(disk)) return { path, state: 'unresolved', disk, next: disk };
  if (sameExport(path, disk, text)) return { path, state: 'same', disk, next: disk };
  const base = recordedText(record, path);
  if (base === undefined) return { path, state: 'foreign', disk, next: disk };
  if (sameExport(path, base, disk)) return { path, state: 'changed', disk, next: text };
  const crlf = disk.includes('\r\n') && !text.includes('\r\n');
  const plain = crlf ? disk.replace(/\r\n/g, '\n') : disk;
  const { text: merged, conflicts } = mergeExport(base, plain, text);
  const next = crlf ? merged.replace(/\n/g, '\r\n') : merged;
  if (conflicts > 0) return { path, state: 'conflict', disk, next };
  return next === disk ? { path, state: 'same', disk, next } : { path, state: 'merged', disk, next };
}

/**
 * Writes what was compared, and the record of it. Files are written first and the record last, so that a kill between them leaves files
 * that the next export recognises as its own.
 * @param prefix of all names, for the record
 * @throws UserError when something cannot be written
 */
export async function writeExport(
  { folder, files, record }: ComparedExport,
  exported: readonly ExportedFile[],
  prefix: string,
): Promise<void> {
  const texts = new Map(exported.map((file) => [file.path, file]));
  for (const file of files) {
    const path = join(folder, file.path);
    if (file.state === 'gone') {
      await refuseLinks(folder, file.path);
      await rm(path, { force: true });
    } else if (contentToWrite(file) !== undefined) {
      await refuseLinks(folder, file.path);
      await mkdir(dirname(path), { recursive: true }).catch((error: unknown) => {
        throw saveProblem(path, false, error);
      });
      await saveAtomically(path, contentToWrite(file) ?? '');
      if (file.executable) await chmod(path, 0o755);
    }
  }
  const recorded = files.flatMap(({ path, state }): Recorded[] => {
    const own = texts.get(path);
    if (own?.bytes && state !== 'foreign' && state !== 'edited') return [{ path, exporter: own.exporter, sha256: hashOf(own.bytes) }];
    const earlier = state === 'edited' || state === 'kept' ? recordedHash(record, path) : undefined;
    if (earlier !== undefined) return [{ path, exporter: own?.exporter ?? record?.files[path]?.exporter ?? '', sha256: earlier }];
    if (own?.bytes) return [];
    // what was not written keeps its earlier base, so that the next export merges against it
    if (own && state !== 'foreign' && state !== 'unresolved') return [{ path, exporter: own.exporter, text: own.text }];
    const before = state === 'unresolved' || state === 'kept' ? recordedText(record, path) : undefined;
    return before === undefined ? [] : [{ path, exporter: own?.exporter ?? record?.files[path]?.exporter ?? '', text: before }];
  });
  const named = new Set(files.map(({ path }) => path));
  for (const [path, { exporter }] of Object.entries(record?.files ?? {})) {
    if (named.has(path)) continue;
    const [before, hash] = [recordedText(record, path), recordedHash(record, path)]; // of an exporter that did not run
    if (before !== undefined) recorded.push({ path, exporter, text: before });
    else if (hash !== undefined) recorded.push({ path, exporter, sha256: hash });
  }
  const place = join(folder, recordPath);
  await refuseLinks(folder, recordPath);
  await mkdir(dirname(place), { recursive: true }).catch((error: unknown) => {
    throw saveProblem(place, false, error);
  });
  const text = recordText(prefix, recorded);
  if ((await textAt(folder, recordPath)) !== text) await saveAtomically(place, text);
}

/** What writing puts into a file; `undefined` if it stays as it is. */
function contentToWrite({ disk, next, binary, state }: ComparedFile): string | Uint8Array | undefined {
  if (binary) return state === 'new' || state === 'changed' ? binary.next : undefined;
  return next === disk ? undefined : next;
}

async function textAt(folder: string, path: string): Promise<string | undefined> {
  return (await bytesAt(folder, path))?.toString('utf8');
}

async function bytesAt(folder: string, path: string): Promise<Buffer | undefined> {
  const entry = await refuseLinks(folder, path);
  if (entry && !entry.isFile() && !entry.isDirectory())
    throw new UserError(`"${path}" is not a file.`, 'Remove it, or choose another folder.'); // a pipe would be waited for
  try {
    return await readFile(join(folder, path));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return undefined;
    if (code === 'EISDIR')
      throw new UserError(
        `"${path}" is a folder, and a file would be written there.`,
        'Move the folder, or choose another one for the export.',
      );
    throw new UserError(`"${path}" cannot be read.`, 'Allow reading it, or choose another folder.');
  }
}

/**
 * Nothing outside of the folder is read or written: no part of a path below it may be a symbolic link.
 * @returns what is at the path
 * @throws UserError
 */
async function refuseLinks(folder: string, path: string): Promise<Stats | undefined> {
  let at = folder;
  const parts = path.split('/');
  let entry: Stats | undefined;
  for (const [index, part] of parts.entries()) {
    at = join(at, part);
    entry = await lstat(at).catch(() => undefined);
    if (!entry) return undefined;
    if (entry.isSymbolicLink())
      throw new UserError(
        `"${parts.slice(0, index + 1).join('/')}" is a symbolic link, and exports are not written through links.`,
        'Replace it by a folder or file of its own, or choose another folder.',
      );
    if (index < parts.length - 1 && !entry.isDirectory())
      throw new UserError(
        `"${parts.slice(0, index + 1).join('/')}" is a file, and a folder would be made there.`,
        'Move the file, or choose another folder.',
      );
  }
  return entry;
}
