import { earlierExport, type ExportRecord } from '#disk';
import { PlanGraph } from '#engine/catalog';
import type { Evaluation } from '#engine/evaluate';
import {
  ExportContext,
  exportBundle,
  exporterById,
  runExporters,
  surveyTargets,
  targetsOf,
  type Exported,
  type ExportedFile,
  type ExportInput,
} from '#engine/export';
import type { Basis } from '#engine/packs';
import type { Plan } from '#engine/plan';
import type { ExportTarget } from '#ipc';

/** What an export is made from. Plain data, so that it can go to a thread. */
export interface ExportQuestion {
  readonly plan: Plan;
  /** Name of the plan's file, without its folder. */
  readonly file: string;
  /** Of earlier exports to the folder. */
  readonly record: ExportRecord | undefined;
  /** Ids of exporters; `null` for those that the plan calls for. */
  readonly targets: readonly string[] | null;
}

/** An export, and what it says about the exporters. */
export interface MadeExport {
  readonly exported: Exported;
  /** True if it is all that the plan calls for: then files of earlier exports that it lacks are gone. */
  readonly isWhole: boolean;
  /** Prefix of all names. */
  readonly prefix: string;
  /** Ids of the exporters that the files are from, and of those that the plan calls for. */
  readonly chosen: readonly string[];
  readonly planned: readonly string[];
  readonly targets: readonly ExportTarget[];
  /** The summary of the plan, where it is no part of the export. */
  readonly summary: readonly ExportedFile[];
}

/** @throws UserError when the plan names an exporter that does not exist, or a path that no file can have */
export function makeExport(
  { plan, file, record, targets }: ExportQuestion,
  { catalog, book }: Pick<Basis, 'catalog' | 'book'>,
  evaluation: Evaluation,
): MadeExport {
  const input: ExportInput = { graph: new PlanGraph(plan, catalog, book), file, ...earlierExport(record), evaluation };
  const context = new ExportContext(input);
  const planned = targetsOf(context);
  const chosen = targets?.flatMap((id) => exporterById(id) ?? []) ?? planned;
  const isWhole = chosen.length === planned.length && planned.every((one) => chosen.includes(one));
  const exported = isWhole ? exportBundle(input) : runExporters(input, chosen);
  const summary = exporterById('markdown');
  return {
    exported,
    isWhole,
    prefix: context.names.prefix,
    chosen: chosen.map(({ meta }) => meta.id),
    planned: planned.map(({ meta }) => meta.id),
    targets: surveyTargets(input, { exported, targets: chosen }).map(({ exporter: { meta }, applies, files, gaps }) => ({
      id: meta.id,
      title: meta.title,
      group: meta.group,
      covers: meta.covers,
      applies,
      files,
      gaps,
    })),
    summary: summary?.applies(context) && !chosen.includes(summary) ? runExporters(input, [summary]).files : [],
  };
}
