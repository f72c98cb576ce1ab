import type { PlanGraph } from '../catalog';
import { isNonEmpty, PlanValueError, UserError } from '../errors';
import type { NodeId } from '../plan';
import type { MissingValues } from '../validate';
import { targetsOf } from './bundle';
import { ExportContext } from './context';
import type { Draft } from './emit/draft';
import { gapsIn } from './gap';
import { pathError, refuseLayout } from './path-keys';
import { refuseCollisions, refusePath, refuseWorkflow, type PathError } from './safe-path';

/**
 * The values that a plan's files need and the plan does not state, without printing the files. Fast enough for every edit.
 * Documents have no gaps of their own and are left out.
 */
export function missingValues(graph: PlanGraph): MissingValues {
  const context = new ExportContext({ graph, file: 'plan.pipedraft.yaml' });
  const files = new Map<string, { owner: string; setting: string; paths: Set<string> }>();
  const nodesOf = new Map<string, readonly string[]>();
  const refuse: PathError = (problem, paths) => pathError(graph.plan, problem, paths);
  try {
    refuseLayout(graph.plan);
    for (const exporter of targetsOf(context)) {
      if (exporter.meta.group === 'documents') continue;
      for (const draft of exporter.write(context)) {
        refusePath(draft.path, draft.nodes, refuse);
        if (exporter.meta.id !== 'github-actions') refuseWorkflow(draft.path, draft.nodes, refuse);
        nodesOf.set(draft.path, draft.nodes ?? []);
        for (const text of textsOf(draft))
          for (const { owner, setting } of gapsIn(text)) {
            const key = `${owner}.${setting}`;
            const known = files.get(key) ?? { owner, setting, paths: new Set<string>() };
            files.set(key, known);
            known.paths.add(draft.path);
          }
      }
    }
    refuseCollisions([...nodesOf.keys()], nodesOf, refuse);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return {
      values: [],
      refused: { problem: error.problem, fix: error.fix, path: error instanceof PlanValueError ? error.path : undefined },
    };
  }
  const at = (node: NodeId | undefined) => (node === undefined ? -1 : (graph.get(node)?.at ?? Infinity));
  const values = [...files.values()].flatMap(({ owner, setting, paths }) => {
    const sorted = [...paths].sort();
    const node = owner === 'exports' ? undefined : owner;
    const how = context.neededAt(owner, setting)?.how ?? `State "${setting}".`;
    return isNonEmpty(sorted) ? [{ node, setting, how, files: sorted }] : [];
  });
  return { values: values.sort((a, b) => at(a.node) - at(b.node) || (a.setting < b.setting ? -1 : 1)), refused: undefined };
}

function* textsOf(draft: Draft): Generator<string> {
  if (draft.format === 'binary') return;
  if (draft.format === 'text') yield draft.lines.lines.join('\n');
  else yield* textsIn(draft.format === 'yaml-documents' ? draft.values : draft.value);
}

function* textsIn(value: unknown): Generator<string> {
  if (typeof value === 'string') yield value;
  else if (typeof value === 'object' && value !== null)
    for (const [key, inner] of Object.entries(value)) {
      yield key;
      yield* textsIn(inner);
    }
}
