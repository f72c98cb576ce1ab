import type { ComparedExport } from '#disk';
import type { Exported, Exporter, ExportInput } from '#engine/export';
import type { ExportFolder } from '#ipc';
import type { PlanDocument } from '../plans/plan-document';

/** An export of a window's plan before it is written. */
export interface PreparedExport {
  readonly document: PlanDocument;
  readonly folder: ExportFolder | null;
  readonly input: ExportInput;
  readonly exported: Exported;
  readonly compared: ComparedExport;
  /** The exporters that the files are from, and those that the plan calls for. */
  readonly chosen: readonly Exporter[];
  readonly planned: readonly Exporter[];
}
