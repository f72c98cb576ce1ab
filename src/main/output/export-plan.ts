import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { app, shell } from 'electron';
import { hasSchemaBeside } from '#disk';
import { UserError } from '#engine/errors';
import type { Conversion } from '#engine/format';
import { checkWritable, type Plan } from '#engine/plan';
import { costCsv } from '#engine/score';
import type { ExportFormat } from '#ipc';
import type { Evaluations } from '../evaluation/evaluations';
import type { Pending } from '../files/pending';
import type { Library } from '../library/library';
import { fileNameOf } from '../plans/file-name';
import { askWhere } from '../windows/save-dialog';
import type { PlanWindow } from '../windows/plan-window';
import type { PlanWindows } from '../windows/plan-windows';
import { writeOut } from './write-out';

export interface PlanExporterOptions {
  readonly windows: PlanWindows;
  readonly library: Library;
  readonly evaluations: Evaluations<PlanWindow>;
  readonly pending: Pending;
}

/** Exports the plans of windows to files in other formats. */
export class PlanExporter {
  constructor(private readonly options: PlanExporterOptions) {}

  /** Asks for a file, and exports. @returns the file's name, or `null` if the user cancelled @throws UserError if the export fails */
  async export(window: PlanWindow, format: ExportFormat, conversion: Conversion | null): Promise<string | null> {
    const { document } = window;
    if (!document) return null;
    const extension = format === 'csv' ? format : `pipedraft.${format}`;
    const chosen = await askWhere(window, () => this.options.windows.all, {
      purpose: format,
      title: format === 'csv' ? 'Export the cost as CSV' : `Export as ${format.toUpperCase()}`,
      suggestion: join(
        document.file.folder ?? app.getPath('documents'),
        `${fileNameOf(document.plan)}${format === 'csv' ? '-cost' : ''}.${extension}`,
      ),
      filters: [{ name: format.toUpperCase(), extensions: [format] }],
    });
    if (!chosen) return null;
    return writeOut(this.options.pending, window, chosen, async () => {
      if (format === 'csv') return this.#cost(window, document.plan, conversion);
      const text = document.textAs(format, await hasSchemaBeside(chosen.file));
      checkWritable(chosen.file, format, text, document.plan);
      return text;
    });
  }

  #cost(window: PlanWindow, plan: Plan, conversion: Conversion | null): string {
    const { library, evaluations } = this.options;
    const { catalog, book } = library.basis(plan);
    return costCsv({ plan, catalog, cost: evaluations.whole(window, plan).cost, book: book.file, conversion });
  }

  /** Shows a file in the system's file manager. @throws UserError if it is not there any more */
  showInFolder(window: PlanWindow, what: 'plan' | 'export'): void {
    const file = what === 'plan' ? window.document?.path : window.written;
    if (file === undefined) return;
    if (!existsSync(file)) throw new UserError(`${basename(file)} is no longer there.`, 'Write it again.');
    shell.showItemInFolder(file);
  }
}
