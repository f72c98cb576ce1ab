import type { GraphNode } from '../catalog';
import { PlanValueError, UserError } from '../errors';
import { list } from '../format';
import { defaultLayout, layoutFolders, type Plan } from '../plan';
import type { ExportContext } from './context';
import type { KeyedValue } from './exporter';
import { prefixOf } from './names';
import { mainFile } from './parts/places';
import { pathProblem } from './safe-path';

/* The keys of a plan that a path of an exported file follows from, so that an error names what has to be changed. */

/** A value of a plan, by its keys. */
interface PlanKey {
  readonly keys: readonly (string | number)[];
  /** As a message names it, such as `exports.layout.infra`. */
  readonly name: string;
}

/** What a plan states about the path of a file: the definition of one of its nodes, or else the folder that it is in. */
export function keyOfPath(plan: Plan, path: string, nodes: readonly string[] = []): PlanKey | undefined {
  const ids = nodes.length > 0 ? nodes : Object.keys(plan.nodes);
  const node = ids.find((id) => {
    const stated = plan.nodes[id]?.definition?.trim();
    return stated !== undefined && stated !== '' && (path === stated || path.startsWith(`${stated}/`));
  });
  if (node !== undefined) return { keys: ['nodes', node, 'definition'], name: `nodes.${node}.definition` };
  const stated = layoutFolders.filter((key) => plan.exports?.layout?.[key] !== undefined && path.startsWith(`${folderOf(plan, key)}/`));
  const [key] = stated.sort((a, b) => folderOf(plan, b).length - folderOf(plan, a).length);
  return key && { keys: ['exports', 'layout', key], name: `exports.layout.${key}` };
}

/** A path that is refused, as an error that names the key of the plan that it follows from. */
export function pathError(plan: Plan, problem: string, paths: readonly (readonly [path: string, nodes: readonly string[]])[]): UserError {
  const found = paths.flatMap(([path, nodes]) => keyOfPath(plan, path, nodes) ?? []);
  const [first] = found;
  if (!first)
    return new UserError(problem, 'Give the node another path under "definition", or state another folder under "exports.layout".');
  return new PlanValueError(problem, `Correct ${list([...new Set(found.map(({ name }) => `"${name}"`))], 'or')} of the plan.`, first.keys);
}

/** @throws PlanValueError for a folder under `exports.layout` that no exported file can be in */
export function refuseLayout(plan: Plan): void {
  for (const key of layoutFolders) {
    const stated = plan.exports?.layout?.[key];
    if (stated === undefined) continue;
    const folder = folderOf(plan, key);
    const problem = /^\.github\/workflows(?:\/|$)/i.test(folder)
      ? 'is the folder of workflows, and GitHub would take the files for some'
      : pathProblem(folder === '' ? stated : folder);
    if (problem === undefined) continue;
    throw new PlanValueError(
      `"exports.layout.${key}" of the plan is "${stated}", which ${problem}.`,
      `State a folder inside of the repository there, such as "${defaultLayout[key]}".`,
      ['exports', 'layout', key],
    );
  }
}

/**
 * The value of a plan that places a file elsewhere than files of other plans: each name or folder begins with that of the plan's file.
 * @param nodes that the file is from
 */
export function elsewhere(context: ExportContext, path: string, nodes: readonly string[]): KeyedValue | undefined {
  const own = prefixOf(context.file);
  const layout = layoutFolders.find((key) => path.startsWith(`${context.folder(key)}/`));
  if (layout) return { key: `exports.layout.${layout}`, value: `${own}/${defaultLayout[layout]}` };
  if (topFiles.includes(path)) return { key: 'exports.layout.docs', value: `${own}/${defaultLayout.docs}` };
  if (path.startsWith('azure-pipelines')) return placed(context.of('azure-devops'), nodes, (_, at) => `azure-pipelines-${own}${at}.yml`);
  if (path.startsWith('.github/workflows/'))
    return placed(context.of('github-actions'), nodes, (id) => `.github/workflows/${own}-${context.names.file(id)}.yml`);
  const main = context.graph.nodes.find((node) => nodes.includes(node.id) && mainFile(context, node) === path);
  if (main) return { key: `nodes.${main.id}.definition`, value: `${own}/${path}` };
  return /(?:^|\/)(?:MLproject|python_env\.yaml)$/.test(path)
    ? placed(context.of('mlflow-open-source', 'local-experimentation'), nodes, () => `${own}/MLproject`)
    : undefined;
}

/** Documents in the root of the repository, unless the plan states a folder for them. */
const topFiles = ['README.md', 'summary.md', 'cost.csv'];

function placed(all: readonly GraphNode[], nodes: readonly string[], value: (id: string, at: string) => string): KeyedValue | undefined {
  const at = all.findIndex(({ id }) => nodes.includes(id));
  const node = all[at];
  return node && { key: `nodes.${node.id}.definition`, value: value(node.id, at === 0 ? '' : `-${at + 1}`) };
}

function folderOf(plan: Plan, key: keyof typeof defaultLayout): string {
  return (plan.exports?.layout?.[key] ?? '').replace(/\/+$/, '');
}
