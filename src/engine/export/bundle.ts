import { ExportContext, type ExportInput } from './context';
import { TextLines } from './emit/text-lines';
import { print } from './emit/print';
import { exporters } from './exporters';
import type { Exported, Exporter } from './exporter';
import { readme } from './documents/readme';
import { runExporters } from './run';

/**
 * The exporters that a plan calls for: those that its `exports.targets` names, or else all that have something to write.
 * @returns the ids that no exporter has, too
 */
export function targetsOf(input: ExportInput): { readonly targets: readonly Exporter[]; readonly unknown: readonly string[] } {
  const context = new ExportContext(input);
  const named = context.plan.exports?.targets;
  if (!named) return { targets: exporters.filter((exporter) => exporter.applies(context)), unknown: [] };
  return {
    targets: exporters.filter(({ meta }) => named.includes(meta.id)),
    unknown: named.filter((id) => id !== 'bundle' && !exporters.some(({ meta }) => meta.id === id)),
  };
}

/** Everything that a plan calls for, with a README that lists the files, what is still to be filled in, and the defaults taken. */
export function exportBundle(input: ExportInput): Exported {
  const { targets } = targetsOf(input);
  const exported = runExporters(input, targets);
  const lines = new TextLines();
  readme(lines, input, exported, targets);
  const path = `${prefixOfReadme(input)}README.md`;
  const { file } = print({ path, format: 'text', lines }, 'bundle', input.file);
  const files = [...exported.files.filter((one) => one.path !== path), file].sort((a, b) => (a.path < b.path ? -1 : 1));
  return { ...exported, files };
}

/** The README is beside the other documents where the plan moved them, so that it replaces nobody's own README. */
function prefixOfReadme({ graph }: ExportInput): string {
  const docs = graph.plan.exports?.layout?.docs;
  return docs === undefined ? '' : `${docs.replace(/\/+$/, '')}/`;
}
