import { ExportContext, type ExportInput } from './context';
import { print, type PrintedGap } from './emit/print';
import type { DefaultTaken, Exported, ExportedFile, Exporter, Gap, Remark } from './exporter';
import { elsewhere, pathError, refuseLayout } from './path-keys';
import { refuseCollisions, refusePath, refuseWorkflow, type PathError } from './safe-path';

/**
 * Everything that some exporters give for a plan.
 * @throws UserError when the plan names a path that no file can have
 */
export function runExporters(input: ExportInput, exporters: readonly Exporter[]): Exported {
  const context = new ExportContext(input);
  const files = new Map<string, ExportedFile>();
  const nodesOf = new Map<string, readonly string[]>();
  const gaps: Gap[] = [];
  refuseLayout(context.plan);
  const error: PathError = (problem, paths) => pathError(context.plan, problem, paths);
  for (const exporter of exporters) {
    for (const draft of exporter.write(context)) {
      refusePath(draft.path, draft.nodes, error);
      if (exporter.meta.id !== 'github-actions') refuseWorkflow(draft.path, draft.nodes, error);
      const { file: printed, gaps: found } = print(draft, exporter.meta.id, context.file);
      const other = elsewhere(context, draft.path, draft.nodes ?? []);
      const file = other ? { ...printed, elsewhere: other } : printed;
      const before = files.get(draft.path);
      if (before && !isSame(before, file))
        throw error(`Two things would be written to "${draft.path}"${draft.nodes ? `, one of them ${draft.nodes.join(', ')}` : ''}.`, [
          [draft.path, draft.nodes ?? []],
          [draft.path, nodesOf.get(draft.path) ?? []],
        ]);
      files.set(draft.path, file);
      nodesOf.set(draft.path, draft.nodes ?? []);
      for (const gap of found) gaps.push(gapOf(context, gap, draft.path));
    }
  }
  refuseCollisions([...files.keys()], nodesOf, error);
  return {
    files: [...files.values()].sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0)),
    gaps: gaps.sort(orderOf(context)),
    defaults: context.defaults satisfies readonly DefaultTaken[],
    remarks: context.remarks satisfies readonly Remark[],
  };
}

function isSame(one: ExportedFile, other: ExportedFile): boolean {
  return one.text === other.text && String(one.bytes) === String(other.bytes);
}

function gapOf(context: ExportContext, { owner, setting, line, where }: PrintedGap, file: string): Gap {
  const needed = context.neededAt(owner, setting);
  return {
    node: owner === 'exports' ? undefined : owner,
    setting,
    file,
    line,
    where,
    how: needed?.how ?? `State "${setting}" of "${owner}".`,
  };
}

/** By node in the plan's order, then setting, file and line. */
function orderOf({ graph }: ExportContext): (a: Gap, b: Gap) => number {
  const at = (gap: Gap) => (gap.node === undefined ? -1 : (graph.get(gap.node)?.at ?? Infinity));
  return (a, b) => at(a) - at(b) || compare(a.setting, b.setting) || compare(a.file, b.file) || a.line - b.line;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
