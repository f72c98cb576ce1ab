import { chmod, mkdir, rm, rmdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { UserError } from '#engine/errors';
import type { ExportedFile } from '#engine/export';
import { counted, list } from '#engine/format';
import type { ComparedExport } from './export-folder';
import { refuseLinks, refuseUnwritable, textAt } from './export-places';
import { recordedContent, recordPath, recordText, type ExportRecord, type FileRecord } from './export-record';
import type { ComparedFile } from './export-state';
import { because, codeOf, saveProblem } from './problems';
import { saveAtomically } from './save';

/* Writes an export that was compared with its folder, and the record of it. */

type SaveContent = (file: string, content: string | Uint8Array) => Promise<unknown>;

/** @throws UserError if another plan has exported a file that this export would give */
export function refuseTaken({ files, record }: ComparedExport): void {
  const taken = files.filter(({ state }) => state === 'taken');
  const [first, ...more] = taken;
  if (!first) return;
  const rest = more.length === 0 ? '' : ` and ${counted(more.length, 'more file')}`;
  throw new UserError(
    `"${first.path}"${rest} in this folder ${taken.length === 1 ? 'belongs' : 'belong'} to the plan ${first.owner ?? ''}. Nothing was written.`,
    `${otherPlaces(taken, record.plan)} If it is the same plan under another name, write its name in "${recordPath}" instead of the former one.`,
  );
}

/** The keys to state in a plan so that its files are not those of another one. */
function otherPlaces(taken: readonly ComparedFile[], plan: string): string {
  const values = new Map(taken.flatMap(({ elsewhere }) => (elsewhere ? [[elsewhere.key, elsewhere.value]] : [])));
  const left = taken.filter(({ elsewhere }) => !elsewhere);
  if (left.length > 0) return `Choose another folder for "${plan}": it has no key that would move "${left[0]?.path ?? ''}".`;
  return `State in "${plan}": ${list([...values].map(([key, value]) => `"${key}: ${value}"`))}. Or choose another folder for it.`;
}

/**
 * Writes what was compared, and the record of it. What can be checked is checked before the first file is written. Files are written first
 * and the record last, so that a kill between them leaves files that the next export recognises as its own. If a file fails all the same,
 * the record is written for those before it.
 * @param prefix of all names, for the record
 * @throws UserError when something cannot be written, or a file belongs to another plan
 */
export async function writeExport(
  compared: ComparedExport,
  exported: readonly ExportedFile[],
  prefix: string,
  save: SaveContent = saveAtomically,
): Promise<void> {
  const { folder, files } = compared;
  refuseTaken(compared);
  const toWrite = files.filter((file) => file.state === 'gone' || contentToWrite(file) !== undefined);
  for (const { path } of toWrite) await refuseUnwritable(folder, path);
  await refuseUnwritable(folder, recordPath);
  const done = new Set<string>();
  try {
    for (const file of toWrite) {
      await writeFile(folder, file, save);
      done.add(file.path);
    }
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const failed = toWrite.filter(({ path }) => !done.has(path)).map(({ path }) => path);
    const state =
      done.size === 0
        ? 'No file was written.'
        : `${counted(done.size, 'file')} of ${toWrite.length} ${done.size === 1 ? 'was written and is' : 'were written and are'} recorded.`;
    await writeRecord(folder, recordAfter(compared, exported, prefix, new Set(failed)), save).catch((second: unknown) => {
      if (!(second instanceof UserError)) throw second;
      throw because(
        error,
        `${error.problem} ${second.problem}`,
        `${counted(done.size, 'file')} of ${toWrite.length} were written. ${error.fix}`,
      );
    });
    throw because(error, error.problem, `${state} ${error.fix} Then export again.`);
  }
  await writeRecord(folder, recordAfter(compared, exported, prefix, new Set()), save);
}

async function writeFile(folder: string, file: ComparedFile, save: SaveContent): Promise<void> {
  const path = join(folder, file.path);
  await refuseLinks(folder, file.path);
  if (file.state === 'gone') {
    await rm(path, { force: true }).catch((error: unknown) => {
      if (codeOf(error) === undefined) throw error;
      throw because(error, `"${file.path}" could not be removed.`, 'Allow changing its folder, or remove it yourself.');
    });
    await removeEmptyFolders(folder, dirname(file.path));
    return;
  }
  await makeFolder(path);
  await save(path, contentToWrite(file) ?? '');
  if (file.executable) await chmod(path, 0o755);
}

/** Folders that an export has left empty are removed, up to the folder of the export. */
async function removeEmptyFolders(folder: string, path: string): Promise<void> {
  for (let at = path; at !== '.' && at !== ''; at = dirname(at)) {
    const isGone = await rmdir(join(folder, at)).then(
      () => true,
      () => false, // something else is in it
    );
    if (!isGone) return;
  }
}

async function makeFolder(file: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true }).catch((error: unknown) => {
    throw saveProblem(file, false, error);
  });
}

async function writeRecord(folder: string, record: Pick<ExportRecord, 'plans' | 'files'>, save: SaveContent): Promise<void> {
  const place = join(folder, recordPath);
  await refuseLinks(folder, recordPath);
  await makeFolder(place);
  const text = recordText(record);
  if ((await textAt(folder, recordPath)) !== text) await save(place, text);
}

/**
 * The record after an export.
 * @param unwritten paths that could not be written: they keep what was recorded
 */
function recordAfter(
  { files, record, isWhole }: ComparedExport,
  exported: readonly ExportedFile[],
  prefix: string,
  unwritten: ReadonlySet<string>,
): Pick<ExportRecord, 'plans' | 'files'> {
  const given = new Map(exported.map((file) => [file.path, file]));
  const entries = new Map(Object.entries(record.files));
  for (const { path, state } of files) {
    const [own, before] = [given.get(path), entries.get(path)];
    if (unwritten.has(path) || state === 'kept') continue;
    if (state === 'gone') entries.delete(path);
    // what was left alone keeps its earlier base, so that the next export merges against it
    else if (own && !leftAlone.has(state)) entries.set(path, entryAfter(own, before, record.plan, isWhole));
    else if (state === 'foreign') entries.delete(path);
  }
  if (isWhole)
    for (const [path, entry] of entries) {
      const others = entry.plans.filter((plan) => plan !== record.plan);
      if (given.has(path) || entry.asked || others.length === entry.plans.length) continue;
      if (others.length > 0) entries.set(path, { ...entry, plans: others });
      else if (!files.some((file) => file.path === path)) entries.delete(path); // somebody removed it
    }
  return {
    plans: { ...record.plans, [record.plan]: { prefix, name: record.name } },
    files: Object.fromEntries(entries),
  };
}

const leftAlone: ReadonlySet<ComparedFile['state']> = new Set(['foreign', 'unresolved', 'emptied', 'outdated', 'taken']);

function entryAfter(own: ExportedFile, before: FileRecord | undefined, plan: string, isWhole: boolean): FileRecord {
  const plans = [...new Set([...(before?.plans ?? []), plan])];
  if (before && plans.length > 1) return { ...before, plans }; // the text is that of the plan before
  const isAsked = !isWhole && (!before || before.asked === true);
  return {
    plans,
    exporter: own.exporter,
    ...(isAsked ? { asked: true as const } : {}),
    ...recordedContent(own.bytes ?? own.text),
  };
}

/** What writing puts into a file; `undefined` if it stays as it is. */
function contentToWrite({ disk, next, binary, state }: ComparedFile): string | Uint8Array | undefined {
  if (binary) return state === 'new' || state === 'changed' ? binary.next : undefined;
  return next === disk ? undefined : next;
}
