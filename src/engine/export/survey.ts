import { ExportContext, type ExportInput } from './context';
import type { Exported, Exporter } from './exporter';
import { exporters } from './exporters';
import { runExporters } from './run';

/** What one exporter gives for a plan. */
export interface SurveyedTarget {
  readonly exporter: Exporter;
  /** False if the plan has nothing for it: then it gives no file. */
  readonly applies: boolean;
  /** Number of files; `null` if it is written on request and was not asked for. */
  readonly files: number | null;
  /** Number of values that are left to be filled in; `null` where `files` is. */
  readonly gaps: number | null;
}

/** Number of distinct values that are left to be filled in, however many places need each. */
export function openValues(gaps: Exported['gaps']): number {
  return new Set(gaps.map(({ node, setting }) => `${node ?? ''}.${setting}`)).size;
}

/**
 * What each exporter gives for a plan, in the order of the list of exporters.
 * @param known an export of the same input that was made already, so that only the exporters that it lacks have to run
 * @throws UserError when the plan names a path that no file can have
 */
export function surveyTargets(
  input: ExportInput,
  known: { readonly exported: Exported; readonly targets: readonly Exporter[] },
): SurveyedTarget[] {
  const context = new ExportContext(input);
  return exporters.map((exporter) => {
    const isKnown = known.targets.includes(exporter);
    const applies = isKnown || exporter.applies(context);
    if (!applies) return { exporter, applies, files: 0, gaps: 0 };
    // slides of a large plan take seconds
    if (!isKnown && exporter.meta.onRequest) return { exporter, applies, files: null, gaps: null };
    const { files, gaps } = isKnown ? known.exported : runExporters(input, [exporter]);
    const own = files.filter((file) => file.exporter === exporter.meta.id);
    const paths = new Set(own.map(({ path }) => path));
    return { exporter, applies, files: own.length, gaps: openValues(gaps.filter(({ file }) => paths.has(file))) };
  });
}
