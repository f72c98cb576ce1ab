import { basename, join } from 'node:path';
import { app, dialog } from 'electron';
import { compareExport, earlierExport, readRecord, recordPath, writeExport, type ComparedExport, type ExportState } from '#disk';
import { PlanGraph } from '#engine/catalog';
import { UserError } from '#engine/errors';
import { ExportContext, exportBundle, type Exported, type ExportInput } from '#engine/export';
import type { ExportedFiles } from '#ipc';
import type { Evaluations } from '../evaluation/evaluations';
import type { Pending } from '../files/pending';
import type { Library } from '../library/library';
import { fileNameOf } from '../plans/file-name';
import type { PlanWindow } from '../windows/plan-window';

interface Parts {
  readonly library: Library;
  readonly evaluations: Evaluations<PlanWindow>;
  readonly pending: Pending;
}

/** Writes all files that a plan calls for to a folder that exists. @throws UserError if the folder cannot be used, or the plan names a path that cannot be */
export async function writeBundle(
  folder: string,
  input: Omit<ExportInput, 'prefix' | 'earlier'>,
): Promise<{ readonly exported: Exported; readonly compared: ComparedExport }> {
  const whole = { ...input, ...earlierExport(await readRecord(folder)) };
  const exported = exportBundle(whole);
  const compared = await compareExport(folder, exported.files, true);
  await writeExport(compared, exported.files, new ExportContext(whole).names.prefix);
  return { exported, compared };
}

/** States of files that somebody has to look at. */
const toLookAt: readonly ExportState[] = ['conflict', 'foreign', 'unresolved', 'edited', 'kept'];

/**
 * Asks for a folder, and writes all files that a window's plan calls for. Edits in files of an earlier export are merged and never
 * overwritten.
 * @returns `null` if the user cancelled
 * @throws UserError if the folder cannot be used
 */
export async function exportFiles(window: PlanWindow, { library, evaluations, pending }: Parts): Promise<ExportedFiles | null> {
  const { document } = window;
  if (!document) throw new UserError('There is no plan in this window.', 'Open one first.');
  const { canceled, filePaths } = await dialog.showOpenDialog(window.browser, {
    title: 'Export the files of the repository to a folder',
    buttonLabel: 'Export here',
    defaultPath: document.file.folder ?? app.getPath('documents'),
    properties: ['openDirectory', 'createDirectory'],
  });
  const [folder] = filePaths;
  if (canceled || folder === undefined) return null;
  const { plan } = document;
  const { catalog, book } = library.basis(plan);
  const record = join(folder, recordPath);
  return pending.run(record, async () => {
    const { exported, compared } = await writeBundle(folder, {
      graph: new PlanGraph(plan, catalog, book),
      file: document.path === undefined ? `${fileNameOf(plan)}.pipedraft.yaml` : basename(document.path),
      evaluation: evaluations.whole(window, plan),
    });
    window.written = record;
    const changed = compared.files.filter(({ state }) => state !== 'same' && !toLookAt.includes(state));
    return {
      folder: basename(folder),
      files: exported.files.length,
      changed: changed.length,
      gaps: new Set(exported.gaps.map(({ node, setting }) => `${node ?? ''}.${setting}`)).size,
      lookAt: compared.files.filter(({ state }) => toLookAt.includes(state)).map(({ path, state }) => ({ path, state })),
    };
  });
}
