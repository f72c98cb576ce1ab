import type { ExportContext } from '../context';
import { from, type Draft } from '../emit/draft';
import type { Exporter } from '../exporter';
import { hasGap } from '../gap';
import { bundleFile, bundleFolder, relativePath } from '../parts/places';
import { clusterResources } from './compute';
import { services } from './constants';
import { jobResources, jobVariables } from './job';
import { appResources, warehouseResources } from './query';
import type { Parts, Resource } from './resource';
import { monitorResources, servingResources, servingVariables } from './serving';
import { catalogResources, experimentResources } from './tables';

/** A bundle of Databricks: jobs, tables, models and endpoints, each in a file of its own. */
export const databricks: Exporter = {
  meta: {
    id: 'databricks',
    title: 'Databricks bundle',
    group: 'databricks',
    covers: 'A bundle with jobs, clusters, schemas, models, experiments, endpoints, monitors, warehouses and apps, and stubs of notebooks.',
    services,
  },

  applies: (context) => context.has(...services),

  *write(context) {
    const { resources, variables, stubs } = partsOf(context);
    if (resources.length + stubs.length === 0) return;
    const root = bundleFile(context);
    const byPath = new Map<string, Resource[]>();
    for (const one of resources) byPath.set(one.path, [...(byPath.get(one.path) ?? []), one]);
    yield bundle(context, root, resources, [...byPath.keys()], variables, byPath.get(root) ?? []);
    for (const [path, own] of byPath) if (path !== root) yield file(path, { resources: valueOf(own) }, own);
    yield* stubs;
  },
};

function partsOf(context: ExportContext): Parts {
  const jobs = jobResources(context);
  return {
    resources: [
      ...jobs.resources,
      ...clusterResources(context),
      ...catalogResources(context),
      ...experimentResources(context),
      ...servingResources(context),
      ...monitorResources(context),
      ...warehouseResources(context),
      ...appResources(context),
    ],
    variables: { ...servingVariables(context), ...jobVariables(context) },
    stubs: jobs.stubs,
  };
}

function bundle(
  context: ExportContext,
  path: string,
  all: readonly Resource[],
  files: readonly string[],
  variables: object,
  own: readonly Resource[],
): Draft {
  const folder = bundleFolder(context);
  const workspace = context.of('azure-databricks').find((node) => context.text(node, 'host') !== undefined);
  const host = workspace && context.text(workspace, 'host');
  const include = new Set(
    files
      .filter((one) => one !== path)
      .map((one) =>
        one.startsWith(`${folder}resources/`) && !one.slice(`${folder}resources/`.length).includes('/')
          ? 'resources/*.yml'
          : relativePath(path, one).replace(/^\.\//, ''),
      ),
  );
  const code = codeOutside(path, all);
  const value = {
    bundle: { name: context.names.prefix },
    ...(code.length > 0 ? { sync: { paths: ['.', ...code] } } : {}),
    ...(include.size > 0 ? { include: [...include].sort() } : {}),
    ...(workspace ? { workspace: from({ host }, { nodes: [workspace.id] }) } : {}),
    ...(Object.keys(variables).length > 0 ? { variables } : {}),
    targets: {
      dev: { mode: 'development', default: true },
      prod: {
        mode: 'production',
        workspace: { root_path: '/Workspace/Users/${workspace.current_user.userName}/.bundle/${bundle.name}/${bundle.target}' },
      },
    },
    ...(own.length > 0 ? { resources: valueOf(own) } : {}),
  };
  return { ...file(path, value, own), nodes: nodesOf(own, workspace ? [workspace.id] : []) };
}

/** Folders of code that is not below the bundle: a bundle takes only files of folders that it names. */
function codeOutside(bundlePath: string, resources: readonly Resource[]): readonly string[] {
  const folders = resources.flatMap(({ path, value }) =>
    codeIn(value).map((code) => [...path.split('/').slice(0, -1), ...code.split('/')].reduce(inside, [] as readonly string[]).join('/')),
  );
  return [...new Set(folders)]
    .map((folder) => relativePath(bundlePath, folder).replace(/\/$/, ''))
    .filter((folder) => folder.startsWith('..'))
    .sort();
}

/** Folders of notebooks and applications that a resource names, as it names them. */
function codeIn(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]: [string, unknown]) => {
    if (typeof inner !== 'string') return codeIn(inner);
    if (hasGap(inner)) return [];
    return key === 'notebook_path' ? [inner.replace(/[^/]*$/, '')] : key === 'source_code_path' ? [inner] : [];
  });
}

/** A part more of a path. */
function inside(path: readonly string[], part: string): readonly string[] {
  return part === '..' ? path.slice(0, -1) : part === '.' || part === '' ? path : [...path, part];
}

function file(path: string, value: object, own: readonly Resource[]): Draft {
  return { path, nodes: nodesOf(own), format: 'yaml', value };
}

function nodesOf(own: readonly Resource[], more: readonly string[] = []): readonly string[] {
  return [...new Set([...own.flatMap(({ nodes }) => nodes), ...more])];
}

function valueOf(own: readonly Resource[]): object {
  const kinds: Record<string, Record<string, object>> = {};
  for (const { kind, key, value, nodes, edges } of own) (kinds[kind] ??= {})[key] = from(value, { nodes, ...(edges ? { edges } : {}) });
  return kinds;
}
