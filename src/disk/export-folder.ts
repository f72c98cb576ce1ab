import { UserError } from '#engine/errors';
import { list } from '#engine/format';
import { hasConflictMarks, mergeFile, pathProblem, refusePath, sameExport, type ExportedFile } from '#engine/export';
import { compareBinary } from './export-binary';
import { bytesAt, refuseNonFolder, textAt } from './export-places';
import type { ComparedFile } from './export-state';
import { entryOf, otherPlans, recordedHash, recordedText, type ExportRecord } from './export-record';
import { hashOf } from './packed-text';

/*
 * Exported files in a folder: what is there, what the plan gives, and how both go together. Edits of a person survive, and so do the files
 * of other plans.
 */

export interface ComparedExport {
  readonly folder: string;
  readonly files: readonly ComparedFile[];
  readonly record: ExportRecord;
  /** True if the export is all that the plan gives. */
  readonly isWhole: boolean;
}

/** True if an export would leave a file as it is, and nobody has to look at it. */
export function isUpToDate({ state }: ComparedFile): boolean {
  return state === 'same' || state === 'edited' || state === 'kept';
}

/**
 * Compares an export with a folder.
 * @param isWhole true if the export is all that the plan gives: files of its earlier exports that it lacks are gone
 * @param record of the folder, as the plan sees it
 * @throws UserError when the folder cannot be read, a file of it is behind a symbolic link, or the export would replace a plan
 */
export async function compareExport(
  folder: string,
  files: readonly ExportedFile[],
  isWhole: boolean,
  record: ExportRecord,
): Promise<ComparedExport> {
  await refuseNonFolder(folder);
  const compared: ComparedFile[] = [];
  for (const { path } of files) {
    refusePath(path);
    refusePlan(path, record);
  }
  for (const file of files)
    compared.push(isTaken(file, record) ? await takenFile(folder, file, record) : await givenFile(folder, file, record));
  const given = new Set(files.map(({ path }) => path));
  for (const path of isWhole ? Object.keys(record.files) : []) {
    if (given.has(path) || pathProblem(path) !== undefined || !mayRemove(record, path)) continue;
    const former = await formerFile(folder, path, record);
    if (former) compared.push(former);
  }
  return { folder, files: compared, record, isWhole };
}

/** @throws UserError if a path is that of a plan's own file */
function refusePlan(path: string, record: ExportRecord): void {
  const folded = (text: string) => text.normalize('NFC').toLowerCase(); // one file on Windows and macOS
  const plan = [record.plan, ...Object.keys(record.plans)].find((key) => folded(key) === folded(path));
  if (plan !== undefined)
    throw new UserError(`The path "${path}" of an exported file is the file of a plan.`, 'Give the node another path under "definition".');
}

/** True if a file is from another plan as well, which gave another text. */
function isTaken({ path, text, bytes }: ExportedFile, record: ExportRecord): boolean {
  if (otherPlans(record, path).length === 0) return false;
  if (bytes) return recordedHash(record, path) !== hashOf(bytes);
  const theirs = recordedText(record, path);
  return theirs === undefined || !sameExport(path, withoutOrigin(theirs), withoutOrigin(text));
}

/** Plans share a file that differs only in the line that says which plan and nodes it is from: it keeps that of the first. */
function withoutOrigin(text: string): string {
  return text.replace(/Exported from [^\n"]*/g, 'Exported from');
}

async function takenFile(
  folder: string,
  { path, text, bytes, executable, elsewhere }: ExportedFile,
  record: ExportRecord,
): Promise<ComparedFile> {
  const owner = list(otherPlans(record, path));
  if (bytes) {
    const disk = await bytesAt(folder, path);
    return { path, state: 'taken', disk: undefined, next: undefined, binary: { disk, next: disk }, owner, elsewhere, executable };
  }
  const disk = await textAt(folder, path);
  return { path, state: 'taken', disk, next: disk, given: text, owner, elsewhere, executable };
}

async function givenFile(folder: string, { path, text, bytes, executable }: ExportedFile, record: ExportRecord): Promise<ComparedFile> {
  if (bytes) return { ...compareBinary(path, await bytesAt(folder, path), bytes, recordedHash(record, path)), executable };
  const base = recordedText(record, path);
  const given = base !== undefined && otherPlans(record, path).length > 0 ? base : text;
  return { path, ...compareText(path, await textAt(folder, path), given, base), given, executable };
}

/** Compares a text on the disk with the one that the plan gives. @param base the text of the earlier export */
function compareText(
  path: string,
  disk: string | undefined,
  text: string,
  base: string | undefined,
): Pick<ComparedFile, 'state' | 'disk' | 'next'> {
  if (disk === undefined) return { state: 'new', disk, next: text };
  if (hasConflictMarks(disk)) return { state: 'unresolved', disk, next: disk };
  if (sameExport(path, disk, text)) return { state: 'same', disk, next: disk };
  if (base === undefined) return { state: 'foreign', disk, next: disk };
  // the file keeps its own ends of lines
  const crlf = disk.includes('\r\n') && !text.includes('\r\n');
  if (sameExport(path, base, disk)) return { state: 'changed', disk, next: crlf ? text.replace(/\n/g, '\r\n') : text };
  if (disk.trim() === '') return { state: 'emptied', disk, next: disk };
  const plain = crlf ? disk.replace(/\r\n/g, '\n') : disk;
  const { text: merged, conflicts } = mergeFile(path, base, plain, text);
  const next = crlf ? merged.replace(/\n/g, '\r\n') : merged;
  if (conflicts > 0) return { state: 'conflict', disk, next };
  return { state: next === disk ? 'edited' : 'merged', disk, next };
}

/** True if a file that the plan does not give any more is its own: not from another plan, and not from an exporter that was asked for alone. */
function mayRemove(record: ExportRecord, path: string): boolean {
  const entry = entryOf(record, path);
  return entry?.asked !== true && entry?.plans.length === 1 && entry.plans[0] === record.plan;
}

/** A file that the plan does not give any more; `undefined` if it has gone already. */
async function formerFile(folder: string, path: string, record: ExportRecord): Promise<ComparedFile | undefined> {
  const hash = recordedHash(record, path);
  const bytes = await bytesAt(folder, path);
  if (!bytes) return undefined;
  if (hash !== undefined) {
    const isOurs = hashOf(bytes) === hash;
    const binary = { disk: bytes, next: isOurs ? undefined : bytes };
    return { path, state: isOurs ? 'gone' : 'kept', disk: undefined, next: undefined, binary, executable: false };
  }
  const [disk, base] = [bytes.toString('utf8'), recordedText(record, path)];
  const isOurs = base !== undefined && sameExport(path, base, disk);
  return { path, state: isOurs ? 'gone' : 'kept', disk, next: isOurs ? undefined : disk, executable: false };
}
