import { stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { codeOf, readTextFile, type PlanOnDisk } from '#disk';
import { PlanProblems, UserError } from '#engine/errors';
import { counted } from '#engine/format';
import type { Notice } from '#ipc';
import type { Grants } from '../files/grants';
import type { RecoveryEntry } from '../files/recovery-entry';
import type { DocumentServices } from './document-services';
import { isTheFile } from './opened-text';
import { PlanDocument } from './plan-document';

/** Unsaved work as a document, with a note for the user. */
export interface Restored {
  readonly document: PlanDocument;
  /** `null` if the file has the same plan: only the undo history is restored. */
  readonly notice: Notice | null;
}

/**
 * Creates a document from unsaved work, whatever happened to its file meanwhile.
 * @param read reads a plan from a file
 * @returns nothing if there is nothing to restore: the file has the same plan, and the work has no changes
 */
export async function restore(
  services: DocumentServices,
  grants: Grants,
  entry: RecoveryEntry,
  read: (file: string) => Promise<PlanOnDisk>,
): Promise<Restored | undefined> {
  const found = entry.file === null ? neverSaved : await lookAt(entry.file, grants, read);
  const document = PlanDocument.fromRecovery(services, entry, found);
  if (found.read && isTheFile(entry.plan, entry.base ? { ...entry.base, format: 'yaml' } : undefined, found.read)) {
    if (entry.trail.changes.length > 0) return { document, notice: null };
    await document.close(true);
    return undefined;
  }
  // a plan nobody changed is unsaved work too if its file is gone
  const what = entry.changes === 0 ? 'The plan is restored' : `${counted(entry.changes, 'change')} restored`;
  const text = `${what}; ${found.words}.`;
  return { document, notice: { text, canDiscard: found.read !== undefined, ...(found.fix ? { fix: found.fix } : {}) } };
}

/** State of the place where the file of unsaved work was. */
interface Found {
  readonly read: PlanOnDisk | undefined;
  /** True if a save can write there. */
  readonly hasHome: boolean;
  /** Completes "3 changes restored; …". */
  readonly words: string;
  readonly fix?: string;
}

const neverSaved: Found = { read: undefined, hasHome: false, words: 'the plan was never saved' };
const asks = 'Save asks where to put the plan.';
const keepsBoth = 'Save asks before it writes over the file.';

async function lookAt(file: string, grants: Grants, readPlan: (file: string) => Promise<PlanOnDisk>): Promise<Found> {
  const none = { read: undefined, hasHome: false } as const;
  const name = `“${file}”`;
  try {
    await grants.grant(file);
    const entry = await stat(file);
    if (entry.isDirectory()) return { ...none, words: `there is a folder in the place of its file ${name} now`, fix: asks };
    if (!entry.isFile()) return { ...none, words: `there is a pipe or a device in the place of its file ${name} now`, fix: asks };
    const read = await readPlan(file);
    return { read, hasHome: true, words: 'the saved file is untouched' };
  } catch (error) {
    return { read: undefined, ...(await failure(file, error)) };
  }
}

async function failure(file: string, error: unknown): Promise<Omit<Found, 'read'>> {
  const name = `“${file}”`;
  if (error instanceof PlanProblems) return { hasHome: true, words: await wordsForContent(file, error), fix: keepsBoth };
  switch (codeOf(error) ?? (error instanceof Error ? codeOf(error.cause) : undefined)) {
    case 'ENOENT':
      if (await isThere(dirname(file))) return { hasHome: true, words: 'the file no longer exists', fix: `Save writes ${name} again.` };
      return { hasHome: false, words: `the folder of its file ${name} is not there`, fix: asks };
    case 'ENOTDIR':
      return { hasHome: false, words: `the folder of its file ${name} is not there`, fix: asks };
    case 'EACCES':
    case 'EPERM':
      return { hasHome: true, words: `its file ${name} may not be read`, fix: 'Check its permissions and those of its folder.' };
    default:
      if (error instanceof UserError)
        return { hasHome: true, words: `its file cannot be read: ${error.problem.replace(/\.$/, '')}`, fix: error.fix };
      throw error;
  }
}

/** Content of a file that is not a plan. */
async function wordsForContent(file: string, { problems }: PlanProblems): Promise<string> {
  const name = `“${file}”`;
  const text = await readTextFile(file).then(
    ({ text: whole }) => whole,
    () => undefined,
  );
  if (text?.trim() === '') return `its file ${name} is empty now`;
  if (text?.startsWith('version https://git-lfs')) return `its file ${name} holds a pointer of Git LFS now, not the plan`;
  const [first] = problems;
  const where = first?.place ? ` (line ${first.place.line})` : '';
  return `its file ${name} is no readable plan now: ${(first?.message ?? '').replace(/\.$/, '')}${where}`;
}

async function isThere(folder: string): Promise<boolean> {
  return stat(folder).then(
    (entry) => entry.isDirectory(),
    () => false,
  );
}
