import { join } from 'node:path';
import { app } from 'electron';
import { hasSchemaBeside } from '#disk';
import { drawingPage, drawPlan } from '#engine/draw';
import { checkWritable, type Plan } from '#engine/plan';
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

  /** Asks where to, and exports. @returns the file's name, or `null` when the user changed their mind @throws UserError when it cannot be made or written */
  async export(window: PlanWindow, format: ExportFormat): Promise<string | null> {
    const { document } = window;
    if (!document) return null;
    if (format === 'png') refuseTooLargeForPicture(document.plan);
    const extension = format === 'yaml' || format === 'json' ? `pipedraft.${format}` : format;
    const chosen = await askWhere(window, () => this.options.windows.all, {
      purpose: format,
      title: `Export as ${format.toUpperCase()}`,
      suggestion: join(document.file.folder ?? app.getPath('documents'), `${fileNameOf(document.plan)}.${extension}`),
      filters: [{ name: format.toUpperCase(), extensions: [format] }],
    });
    if (!chosen) return null;
    return writeOut(this.options.pending, window, chosen, async () => {
      if (format !== 'yaml' && format !== 'json') return this.drawing(window, document.plan, format);
      const text = document.textAs(format, await hasSchemaBeside(chosen.file));
      checkWritable(chosen.file, format, text, document.plan);
      return text;
    });
  }

  /** The drawing of a window's plan. @throws UserError when a picture of it is too large */
  async drawing(window: PlanWindow, plan: Plan, format: 'svg' | 'png'): Promise<string | Buffer> {
    const { library, evaluations, packets } = this.options;
    const { findings, cost } = evaluations.whole(window, plan);
    const drawing = drawPlan({ plan, catalog: library.basis(plan).catalog, icons, findings, cost });
    if (format === 'svg') return drawing.svg;
    const scale = pictureScale(drawing);
    return toPng(packets.keep(drawingPage(drawing, scale, '/packet/sheets.css')), drawing, scale);
  }
}
