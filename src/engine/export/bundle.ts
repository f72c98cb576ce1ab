import { ExportContext, type ExportInput } from './context';
import { TextLines } from './emit/text-lines';
import { print } from './emit/print';
import { exporters } from './exporters';
import type { Exported, ExportedFile, Exporter } from './exporter';
import { readme } from './documents/readme';
import { PlanValueError } from '../errors';
import { list } from '../format';
import { filelessRemarks, planRemarks } from './plan-remarks';
import { runExporters } from './run';
import { elsewhere, pathError } from './path-keys';
import { refuseCollisions, refusePath, type PathError } from './safe-path';

/**
 * The exporters that a plan calls for: those that its `exports.targets` names, or else all that have something to write, without those
 * that are written on request.
 * @throws UserError when the plan names an exporter that does not exist: its files would be missing without a word
 */
export function targetsOf(context: ExportContext): readonly Exporter[] {
  const named = context.plan.exports?.targets;
  if (!named) return exporters.filter((exporter) => exporter.meta.onRequest !== true && exporter.applies(context));
  const ids = exporters.map(({ meta }) => meta.id);
  const unknown = named.find((id) => !ids.includes(id));
  if (unknown !== undefined)
    throw new PlanValueError(
      `"exports.targets" of the plan names "${unknown}", and there is no such exporter.`,
      `Correct it. The exporters are ${list(ids)}.`,
      ['exports', 'targets', named.indexOf(unknown)],
    );
  return exporters.filter(({ meta }) => named.includes(meta.id));
}

/**
 * Everything that a plan calls for, with a README that lists the files, what is still to be filled in, and the defaults taken.
 * @throws UserError when the plan names an exporter that does not exist, or a path that no file can have
 */
export function exportBundle(input: ExportInput): Exported {
  const context = new ExportContext(input);
  const targets = targetsOf(context);
  const made = runExporters(input, targets);
  // a plan that names its exporters leaves others out on purpose
  const fileless = context.plan.exports?.targets ? [] : filelessRemarks(input.graph, made, targets);
  const exported = { ...made, remarks: [...planRemarks(input.graph), ...made.remarks, ...fileless] };
  const lines = new TextLines();
  const others = exporters.filter((one) => one.meta.onRequest !== true && !targets.includes(one) && one.applies(context));
  readme(lines, input, exported, targets, others);
  const path = `${prefixOfReadme(input)}README.md`;
  const error: PathError = (problem, paths) => pathError(input.graph.plan, problem, paths);
  refusePath(path, [], error);
  const { file: printed } = print({ path, format: 'text', lines }, 'bundle', input.file);
  const place = elsewhere(context, path, []);
  const file = place ? { ...printed, elsewhere: place } : printed;
  const other = exported.files.find((one) => one.path === path);
  if (other)
    throw error(`Two things would be written to "${path}": the README of the files, and a file of ${list(nodesOfFile(other), 'and', 3)}.`, [
      [path, nodesOfFile(other)],
    ]);
  refuseCollisions(
    [...exported.files.map((one) => one.path), path],
    new Map(exported.files.map((one) => [one.path, nodesOfFile(one)])),
    error,
  );
  const files = [...exported.files, file].sort((a, b) => (a.path < b.path ? -1 : 1));
  return { ...exported, files };
}

/** The README is beside the other documents where the plan moved them, so that it replaces nobody's own README. */
function prefixOfReadme({ graph }: ExportInput): string {
  const docs = graph.plan.exports?.layout?.docs;
  return docs === undefined ? '' : `${docs.replace(/\/+$/, '')}/`;
}

/** The nodes that a file is from as a whole. */
function nodesOfFile({ blocks, exporter }: ExportedFile): readonly string[] {
  const nodes = blocks.find(({ first }) => first === 1)?.nodes ?? [];
  return nodes.length > 0 ? nodes : [exporter];
}
