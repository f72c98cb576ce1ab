import { stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { dialog } from 'electron';
import {
  compareExport,
  readRecord,
  recordPath,
  refuseTaken,
  repositoryOf,
  writeExport,
  type ComparedFile,
  type ExportRecord,
  type PlanOfExport,
} from '#disk';
import { UserError } from '#engine/errors';
import type { Evaluation } from '#engine/evaluate';
import type { Exported } from '#engine/export';
import type { Basis } from '#engine/packs';
import type { ExportedFiles, ExportFolder, ExportPreview, ExportView, Input } from '#ipc';
import type { Evaluations } from '../evaluation/evaluations';
import { today } from '../evaluation/today';
import type { ExportFolders } from '../files/export-folders';
import type { Pending } from '../files/pending';
import type { Library } from '../library/library';
import { fileNameOf } from '../plans/file-name';
import type { PlanDocument } from '../plans/plan-document';
import type { PlanWindow } from '../windows/plan-window';
import { previewOf, resultOf, viewOf } from './export-view';
import type { BasisThread } from './basis-thread';
import { makeExport, type ExportQuestion, type MadeExport } from './make-export';
import type { PreparedExport } from './prepared-export';

export interface RepositoryExportOptions {
  readonly library: Library;
  readonly evaluations: Evaluations<PlanWindow>;
  readonly pending: Pending;
  readonly folders: ExportFolders;
  readonly thread: Pick<BasisThread<ExportQuestion, MadeExport>, 'ask'>;
  /** Receives the reason if the thread failed. */
  readonly log: (fault: unknown) => void;
}

/** From this number of nodes, an export is made in the thread. */
const largePlan = 150;

/** Exports of the files that services check in, from the plans of windows to their folders. */
export class RepositoryExport {
  /** The last view of each window, for its previews. */
  readonly #views = new WeakMap<PlanWindow, PreparedExport>();
  /** Folders of plans without a file. */
  readonly #unsaved = new WeakMap<PlanDocument, string>();

  constructor(private readonly options: RepositoryExportOptions) {}

  /**
   * What an export would write, or why the folder cannot be used.
   * @throws UserError if the plan names a path that no file can have
   */
  async view(window: PlanWindow, { targets, selected }: Input<'exportView'>): Promise<ExportView> {
    try {
      const prepared = await this.prepare(window, targets);
      this.#views.set(window, prepared);
      return { ...viewOf(prepared, selected), fault: faultOf(() => refuseTaken(prepared.compared)) };
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      const prepared = await this.prepare(window, targets, null); // a fault of the plan itself is thrown again
      this.#views.delete(window);
      const folder = await this.folderOf(documentOf(window));
      return { ...viewOf(prepared, selected), folder, files: [], aboutSelection: null, fault: { problem: error.problem, fix: error.fix } };
    }
  }

  /** A file of the window's last view. */
  preview(window: PlanWindow, path: string): ExportPreview | null {
    const view = this.#views.get(window);
    return view ? previewOf(view, path) : null;
  }

  /** Asks for the folder of the plan's exports. @returns `false` if the user cancelled */
  async chooseFolder(window: PlanWindow): Promise<boolean> {
    const document = documentOf(window);
    const before = await this.folderOf(document);
    const { canceled, filePaths } = await dialog.showOpenDialog(window.browser, {
      title: 'Folder of the exported files',
      buttonLabel: 'Use this folder',
      ...(before ? { defaultPath: before.path } : {}),
      properties: ['openDirectory', 'createDirectory'],
    });
    const [folder] = filePaths;
    if (canceled || folder === undefined) return false;
    await this.#remember(document, folder);
    return true;
  }

  /**
   * Writes an export to its folder. Edits in files of an earlier export are merged and never overwritten.
   * @param shown the folder that the person saw
   * @throws UserError if that is not the folder any more, or something cannot be written
   */
  async write(window: PlanWindow, targets: readonly string[] | null, shown: string): Promise<ExportedFiles> {
    const prepared = await this.prepare(window, targets);
    await refuseOtherFolder(prepared, shown);
    await this.writePrepared(window, prepared);
    return resultOf(prepared, folderPath(prepared));
  }

  /** Writes an export that was prepared, and remembers its folder. @throws UserError if something cannot be written */
  async writePrepared(window: PlanWindow, prepared: PreparedExport): Promise<void> {
    const folder = folderPath(prepared);
    const record = join(folder, recordPath);
    const { compared, exported, prefix } = prepared;
    await this.options.pending.run(record, () => writeExport(compared, exported.files, prefix));
    window.written = record;
    await this.#remember(prepared.document, folder);
  }

  /**
   * Compares what some exporters give with the folder.
   * @param targets ids of exporters; `null` for those that the plan calls for. A choice of its own leaves the files of all others alone
   * @param place `null` to compare with no folder
   */
  async prepare(window: PlanWindow, targets: readonly string[] | null, place?: null): Promise<PreparedExport> {
    const document = documentOf(window);
    const folder = place === null ? null : await this.folderOf(document);
    const own = planOfExport(document);
    const record: ExportRecord = folder ? await readRecord(folder.path, own) : { plan: own.file, name: own.name, plans: {}, files: {} };
    const made = await this.#make(window, { plan: document.plan, file: own.file, record, targets });
    const compared = folder
      ? await compareExport(folder.path, made.exported.files, made.isWhole, record)
      : { folder: '', files: made.exported.files.map(newFile), record, isWhole: made.isWhole };
    return { ...made, document, folder, compared };
  }

  /** Makes the files: of a large plan in the thread, so that no window waits; a small one is made before a thread has started. */
  async #make(window: PlanWindow, question: ExportQuestion): Promise<MadeExport> {
    const { library, evaluations, thread, log } = this.options;
    const { plan } = question;
    if (Object.keys(plan.nodes).length >= largePlan) {
      try {
        return await thread.ask(question, library.basisFiles(plan), today());
      } catch (error) {
        if (error instanceof UserError) throw error;
        log(error);
      }
    }
    return makeExport(question, library.basis(plan), evaluations.whole(window, plan));
  }

  /** The folder of the last export, or else a suggestion; `null` for a plan without a file and a folder. */
  async folderOf(document: PlanDocument): Promise<ExportFolder | null> {
    const chosen = this.#unsaved.get(document) ?? (document.path === undefined ? undefined : await this.options.folders.of(document.path));
    if (chosen !== undefined && (await isFolder(chosen))) return { path: chosen, origin: 'chosen', gone: null };
    if (document.path === undefined) return null;
    const own = dirname(document.path);
    const repository = await repositoryOf(own);
    const gone = chosen ?? null;
    return repository === undefined ? { path: own, origin: 'plan', gone } : { path: repository, origin: 'repository', gone };
  }

  async #remember(document: PlanDocument, folder: string): Promise<void> {
    this.#unsaved.set(document, folder);
    if (document.path !== undefined) await this.options.folders.remember(document.path, folder);
  }
}

/** @throws UserError if the window has no plan */
export function documentOf({ document }: PlanWindow): PlanDocument {
  if (!document) throw new UserError('There is no plan in this window.', 'Open one first.');
  return document;
}

/** The plan of a window, as records know it. */
export function planOfExport({ path, plan }: PlanDocument): PlanOfExport {
  return { path, file: path === undefined ? `${fileNameOf(plan)}.pipedraft.yaml` : basename(path), name: plan.name };
}

/** Files are written only to the folder that the person saw. @throws UserError */
export async function refuseOtherFolder({ folder }: PreparedExport, shown: string): Promise<void> {
  if (folder?.path === shown) return;
  if (!(await isFolder(shown)))
    throw new UserError(`The folder "${shown}" is no longer there. Nothing was written.`, 'Make it again, or choose another folder.');
  throw new UserError('The folder of the files has changed. Nothing was written.', 'Look at the files for the new folder, and try again.');
}

function faultOf(check: () => void): ExportView['fault'] {
  try {
    check();
    return null;
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { problem: error.problem, fix: error.fix };
  }
}

function folderPath({ folder }: PreparedExport): string {
  if (!folder) throw new UserError('The files have no folder yet.', 'Choose one.');
  return folder.path;
}

function newFile({ path, text, bytes, executable }: Exported['files'][number]): ComparedFile {
  if (bytes) return { path, state: 'new', disk: undefined, next: undefined, binary: { disk: undefined, next: bytes }, executable };
  return { path, state: 'new', disk: undefined, next: text, executable };
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (entry) => entry.isDirectory(),
    () => false,
  );
}

/** All files that a plan calls for, written to a folder that exists. @throws UserError if the folder cannot be used, or the plan names a path that cannot be */
export async function writeBundle(
  folder: string,
  question: Omit<ExportQuestion, 'record' | 'targets'>,
  basis: Basis,
  evaluation: Evaluation,
): Promise<void> {
  const record = await readRecord(folder, { path: undefined, file: question.file, name: question.plan.name });
  const { exported, prefix } = makeExport({ ...question, record, targets: null }, basis, evaluation);
  await writeExport(await compareExport(folder, exported.files, true, record), exported.files, prefix);
}
