import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { app, shell } from 'electron';
import { hasSchemaBeside } from '#disk';
import { drawingPage, drawPlan } from '#engine/draw';
import { UserError } from '#engine/errors';
import type { Conversion } from '#engine/format';
import { applyChange, checkWritable, emptyPlan, writePlanYaml, type Plan, type PlanChange } from '#engine/plan';
import { costCsv } from '#engine/score';
import type { ExportFormat } from '#ipc';
import { icons } from '#resources';
import type { Evaluations } from '../evaluation/evaluations';
import type { Pending } from '../files/pending';
import type { Library } from '../library/library';
import { fileNameOf } from '../plans/file-name';
import { askWhere } from '../windows/save-dialog';
import type { PlanWindow } from '../windows/plan-window';
import type { PlanWindows } from '../windows/plan-windows';
import { pictureScale, refuseTooLargeForPicture } from './limits';
import { writePicture } from './clipboard-picture';
import type { Packets } from './packets';
import { toPng } from './print';
import { writeOut } from './write-out';

export interface PlanExporterOptions {
  readonly windows: PlanWindows;
  readonly library: Library;
  readonly evaluations: Evaluations<PlanWindow>;
  readonly pending: Pending;
  readonly packets: Packets;
}

/** Exports the plans of windows to files in other formats. */
export class PlanExporter {
  constructor(private readonly options: PlanExporterOptions) {}

  /** Asks for a file, and exports. @returns the file's name, or `null` if the user cancelled @throws UserError if the export fails */
  async export(window: PlanWindow, format: ExportFormat, conversion: Conversion | null): Promise<string | null> {
    const { document } = window;
    if (!document) return null;
    if (format === 'png') refuseTooLargeForPicture(document.plan);
    const extension = format === 'yaml' || format === 'json' ? `pipedraft.${format}` : format;
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
      if (format !== 'yaml' && format !== 'json') return this.drawing(window, document.plan, format);
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

  /**
   * Copies a part of a window's plan, or all of it, as a picture with its text.
   * @param change creates the part from an empty plan; `null` for the whole plan
   * @throws UserError if the picture is too large
   */
  async copyPicture(window: PlanWindow, change: PlanChange | null): Promise<void> {
    const { document } = window;
    if (!document) throw new UserError('There is no plan in this window.', 'Open one first.');
    const plan = change === null ? document.plan : applyChange(emptyPlan(''), change);
    refuseTooLargeForPicture(plan);
    const { library, evaluations, packets } = this.options;
    // numbers of findings mean nothing beside a part
    const marks = change === null ? evaluations.whole(window, plan) : undefined;
    const drawing = drawPlan({
      plan,
      catalog: library.basis(plan).catalog,
      icons,
      ...(marks && { findings: marks.findings, cost: marks.cost }),
    });
    const scale = pictureScale(drawing);
    const png = await toPng(packets.keep(drawingPage(drawing, scale, '/packet/sheets.css')), drawing, scale);
    await writePicture({ text: writePlanYaml(plan), png, svg: drawing.svg });
  }

  /** The drawing of a window's plan. @throws UserError if a picture of it is too large */
  async drawing(window: PlanWindow, plan: Plan, format: 'svg' | 'png'): Promise<string | Buffer> {
    const { library, evaluations, packets } = this.options;
    const { findings, cost } = evaluations.whole(window, plan);
    const drawing = drawPlan({ plan, catalog: library.basis(plan).catalog, icons, findings, cost });
    if (format === 'svg') return drawing.svg;
    const scale = pictureScale(drawing);
    return toPng(packets.keep(drawingPage(drawing, scale, '/packet/sheets.css')), drawing, scale);
  }
}
