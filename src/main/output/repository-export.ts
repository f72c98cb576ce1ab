import { stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { dialog } from 'electron';
import { compareExport, earlierExport, readRecord, recordPath, repositoryOf, writeExport, type ComparedFile } from '#disk';
import { PlanGraph } from '#engine/catalog';
import { UserError } from '#engine/errors';
import { bundleTargets, ExportContext, exportBundle, exporterById, runExporters, type Exported, type ExportInput } from '#engine/export';
import type { ExportedFiles, ExportFolder, ExportPreview, ExportView, Input } from '#ipc';
import type { Evaluations } from '../evaluation/evaluations';
import type { ExportFolders } from '../files/export-folders';
import type { Pending } from '../files/pending';
import type { Library } from '../library/library';
import { fileNameOf } from '../plans/file-name';
import type { PlanDocument } from '../plans/plan-document';
import type { PlanWindow } from '../windows/plan-window';
import { previewOf, resultOf, viewOf } from './export-view';
import type { PreparedExport } from './prepared-export';

export interface RepositoryExportOptions {
  readonly library: Library;
  readonly evaluations: Evaluations<PlanWindow>;
  readonly pending: Pending;
  readonly folders: ExportFolders;
}

/** Exports of the files that services check in, from the plans of windows to their folders. */
export class RepositoryExport {
  /** The last view of each window, for its previews. */
  readonly #views = new WeakMap<PlanWindow, PreparedExport>();
  /** Folders of plans without a file. */
  readonly #unsaved = new WeakMap<PlanDocument, string>();

  constructor(private readonly options: RepositoryExportOptions) {}

  /** What an export would write. @throws UserError if the folder cannot be read, or the plan names a path that no file can have */
  async view(window: PlanWindow, { targets, selected }: Input<'exportView'>): Promise<ExportView> {
    const prepared = await this.prepare(window, targets);
    this.#views.set(window, prepared);
    return viewOf(prepared, selected);
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
   * @throws UserError if there is no folder yet, or something cannot be written
   */
  async write(window: PlanWindow, targets: readonly string[] | null): Promise<ExportedFiles> {
    const prepared = await this.prepare(window, targets);
    await this.writePrepared(window, prepared);
    return resultOf(prepared, folderPath(prepared));
  }

  /** Writes an export that was prepared, and remembers its folder. @throws UserError if something cannot be written */
  async writePrepared(window: PlanWindow, prepared: PreparedExport): Promise<void> {
    const folder = folderPath(prepared);
    const record = join(folder, recordPath);
    const { compared, exported, input } = prepared;
    await this.options.pending.run(record, () => writeExport(compared, exported.files, new ExportContext(input).names.prefix));
    window.written = record;
    await this.#remember(prepared.document, folder);
  }

  /**
   * Compares what some exporters give with the folder.
   * @param targets ids of exporters; `null` for those that the plan calls for. A choice of its own leaves the files of all others alone
   */
  async prepare(window: PlanWindow, targets: readonly string[] | null): Promise<PreparedExport> {
    const document = documentOf(window);
    const { plan } = document;
    const { library, evaluations } = this.options;
    const { catalog, book } = library.basis(plan);
    const folder = await this.folderOf(document);
    const input: ExportInput = {
      graph: new PlanGraph(plan, catalog, book),
      file: document.path === undefined ? `${fileNameOf(plan)}.pipedraft.yaml` : basename(document.path),
      ...(folder ? earlierExport(await readRecord(folder.path)) : {}),
      evaluation: evaluations.whole(window, plan),
    };
    const planned = targetsOf(new ExportContext(input));
    const asked = targets?.flatMap((id) => exporterById(id) ?? []) ?? planned;
    const isWhole = asked.length === planned.length && planned.every((one) => asked.includes(one));
    const exported = isWhole ? exportBundle(input) : runExporters(input, asked);
    const compared = folder
      ? await compareExport(folder.path, exported.files, isWhole)
      : { folder: '', files: exported.files.map(newFile), record: undefined };
    return { document, folder, input, exported, compared, chosen: asked, planned };
  }

  /** The folder of the last export, or else a suggestion; `null` for a plan without a file and a folder. */
  async folderOf(document: PlanDocument): Promise<ExportFolder | null> {
    const chosen = this.#unsaved.get(document) ?? (document.path === undefined ? undefined : await this.options.folders.of(document.path));
    if (chosen !== undefined && (await isFolder(chosen))) return { path: chosen, origin: 'chosen' };
    if (document.path === undefined) return null;
    const own = dirname(document.path);
    const repository = await repositoryOf(own);
    return repository === undefined ? { path: own, origin: 'plan' } : { path: repository, origin: 'repository' };
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

function folderPath({ folder }: PreparedExport): string {
  if (!folder) throw new UserError('The files have no folder yet.', 'Choose one.');
  return folder.path;
}

function newFile({ path, text, executable }: Exported['files'][number]): ComparedFile {
  return { path, state: 'new', disk: undefined, next: text, executable };
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (entry) => entry.isDirectory(),
    () => false,
  );
}

/** All files that a plan calls for, written to a folder that exists. @throws UserError if the folder cannot be used, or the plan names a path that cannot be */
export async function writeBundle(folder: string, input: Omit<ExportInput, 'prefix' | 'earlier'>): Promise<void> {
  const whole = { ...input, ...earlierExport(await readRecord(folder)) };
  const exported = exportBundle(whole);
  await writeExport(await compareExport(folder, exported.files, true), exported.files, new ExportContext(whole).names.prefix);
}
