import { ExportContext, type ExportInput } from './context';
import { print, type PrintedGap } from './emit/print';
import type { DefaultTaken, Exported, ExportedFile, Exporter, Gap, Remark } from './exporter';
import { UserError } from '../errors';
import { refuseCollisions, refusePath, refuseWorkflow } from './safe-path';

/**
 * Everything that some exporters give for a plan.
 * @throws UserError when the plan names a path that no file can have
 */
export function runExporters(input: ExportInput, exporters: readonly Exporter[]): Exported {
  const context = new ExportContext(input);
  const files = new Map<string, ExportedFile>();
  const nodesOf = new Map<string, readonly string[]>();
  const gaps: Gap[] = [];
  for (const exporter of exporters) {
    for (const draft of exporter.write(context)) {
      refusePath(draft.path, draft.nodes);
      if (exporter.meta.id !== 'github-actions') refuseWorkflow(draft.path, draft.nodes);
      nodesOf.set(draft.path, draft.nodes ?? []);
      const { file, gaps: found } = print(draft, exporter.meta.id, context.file);
      const before = files.get(draft.path);
      if (before && !isSame(before, file))
        throw new UserError(
          `Two things would be written to "${draft.path}"${draft.nodes ? `, one of them ${draft.nodes.join(', ')}` : ''}.`,
          'Give one of the nodes another path under "definition".',
        );
      files.set(draft.path, file);
      for (const gap of found) gaps.push(gapOf(context, gap, draft.path));
    }
  }
  refuseCollisions([...files.keys()], nodesOf);
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
