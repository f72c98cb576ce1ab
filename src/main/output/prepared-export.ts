import type { ComparedExport } from '#disk';
import type { ExportFolder } from '#ipc';
import type { PlanDocument } from '../plans/plan-document';
import type { MadeExport } from './make-export';

/** An export of a window's plan, compared with its folder, before it is written. */
export interface PreparedExport extends MadeExport {
  readonly document: PlanDocument;
  readonly folder: ExportFolder | null;
  readonly compared: ComparedExport;
}
