import type { GraphNode } from '../../catalog';
import type { SettingValue } from '../../plan';
import type { ExportContext } from '../context';
import { from, fromKey, type Draft } from '../emit/draft';
import type { Exporter } from '../exporter';
import { mainFile, relativePath } from '../parts/places';

/** Projects of MLflow: entry points, and the environment that they run in. */
export const mlproject: Exporter = {
  meta: {
    id: 'mlproject',
    title: 'MLproject',
    group: 'hosting',
    covers: 'A project of MLflow with its entry points, and a file with its packages.',
    services: ['mlflow-open-source', 'local-experimentation'],
  },

  applies: (context) => projects(context).length > 0,

  *write(context) {
    for (const node of projects(context)) yield* project(context, node);
  },
};

/** Experiments on a machine of one's own. A tracking server is a project only if it states entry points. */
function projects(context: ExportContext): readonly GraphNode[] {
  return context
    .of('mlflow-open-source', 'local-experimentation')
    .filter((node) => node.node.service === 'local-experimentation' || node.node.settings?.['entryPoints'] !== undefined)
    .filter((node) => !context.exists(node));
}

function folderOf(context: ExportContext, node: GraphNode): string {
  const definition = (node.node.definition ?? '').trim();
  if (/(?:^|\/)MLproject$/.test(definition)) return definition.replace(/MLproject$/, '');
  const stated = context.text(node, 'folder')?.replace(/\/+$/, '');
  if (stated !== undefined && stated !== '') return `${stated}/`;
  return projects(context).length === 1 ? '' : `projects/${context.names.file(node.id)}/`;
}

function* project(context: ExportContext, node: GraphNode): Iterable<Draft> {
  const folder = folderOf(context, node);
  const path = `${folder}MLproject`;
  const conda = context.in(node, 'image').find((edge) => edge.from.node.service === 'conda-environments');
  const file =
    conda && (typeof conda.from.node.settings?.['file'] === 'string' ? conda.from.node.settings['file'] : mainFile(context, conda.from));
  const value: Record<string, unknown> = {
    name: context.nameOf(node, context.names.asset(node.id)),
    ...(file === undefined ? { python_env: 'python_env.yaml' } : { conda_env: relativePath(path, file).replace(/^\.\//, '') }),
    entry_points: from(entryPoints(context, node), { nodes: [node.id] }),
  };
  if (conda) fromKey(value, 'conda_env', { edges: [conda.id], comment: `${conda.from.id} > ${node.id}` });
  yield { path, nodes: [node.id], format: 'yaml', value };
  if (file === undefined) yield environment(context, node, `${folder}python_env.yaml`);
}

function entryPoints(context: ExportContext, node: GraphNode): object {
  const stated = Object.entries(context.map(node, 'entryPoints') ?? {});
  if (stated.length === 0) return { main: { command: context.gapOf(node, 'entryPoints') } };
  return Object.fromEntries(
    stated.map(([name, given]) => {
      const entry = isMap(given) ? given : {};
      const command = typeof given === 'string' ? given : entry['command'];
      const parameters = Object.entries(isMap(entry['parameters']) ? entry['parameters'] : {}).map(
        ([key, one]) => [key, parameter(one)] as const,
      );
      return [
        name,
        {
          ...(parameters.length > 0 ? { parameters: Object.fromEntries(parameters) } : {}),
          command: typeof command === 'string' && command !== '' ? command : context.gapOf(node, 'entryPoints'),
        },
      ];
    }),
  );
}

const types = ['string', 'float', 'int', 'path', 'uri'];

/** A parameter as MLflow takes it: a type, or a type with a default. A plain value is the default. */
function parameter(given: SettingValue): unknown {
  if (isMap(given)) {
    const type = types.includes(String(given['type'])) ? String(given['type']) : typeOf(given['default']);
    const usual = given['default'];
    return usual === undefined || typeof usual === 'object' ? type : { type, default: usual };
  }
  if (typeof given === 'string' && types.includes(given)) return given;
  return typeof given === 'object' ? 'string' : { type: typeOf(given), default: given };
}

function typeOf(value: SettingValue | undefined): string {
  return typeof value === 'number' ? 'float' : 'string';
}

function environment(context: ExportContext, node: GraphNode, path: string): Draft {
  const tracker = context.out(node, 'metrics')[0];
  const major = String(
    (tracker && context.graph.value(tracker.to, 'mlflowClient')) ?? context.graph.value(tracker?.to ?? node, 'version') ?? '3',
  );
  const client = /^\d+$/.test(major) ? [`mlflow>=${major},<${Number(major) + 1}`] : ['mlflow'];
  const packages = context.list(node, 'packages')?.map(String) ?? [context.gapOf(node, 'packages')];
  const value = {
    python: context.text(node, 'python') ?? '3.11',
    build_dependencies: ['pip', 'setuptools', 'wheel'],
    dependencies: [...client, ...packages],
  };
  if (tracker) fromKey(value, 'dependencies', { edges: [tracker.id], comment: `${tracker.from.id} > ${tracker.to.id}` });
  return { path, nodes: [node.id], format: 'yaml', value };
}

function isMap(value: SettingValue | undefined): value is Readonly<Record<string, SettingValue>> {
  return typeof value === 'object' && !Array.isArray(value);
}
