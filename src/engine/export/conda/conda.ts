import type { GraphNode } from '../../catalog';
import type { ExportContext } from '../context';
import { from, fromKey, type Draft } from '../emit/draft';
import type { Exporter } from '../exporter';
import { mainFile } from '../parts/places';

/** Conda environments, one file each. */
export const conda: Exporter = {
  meta: {
    id: 'conda',
    title: 'Conda',
    group: 'azure-ml',
    covers: 'Environment files with the packages of a training or a deployment.',
    services: ['conda-environments'],
  },

  applies: (context) => context.has('conda-environments'),

  *write(context) {
    for (const node of context.of('conda-environments')) {
      const file = node.node.settings?.['file'];
      if (typeof file === 'string' && file !== '') continue; // the environment is somebody's own file
      yield environmentFile(context, node);
    }
  },
};

function environmentFile(context: ExportContext, node: GraphNode): Draft {
  const trackers = context
    .out(node, 'image')
    .flatMap(({ to }) => context.out(to, 'metrics').map((edge) => edge.to))
    .filter((tracker, at, all) => all.indexOf(tracker) === at);
  const pip: string[] = [];
  const packages: string[] = [];
  for (const tracker of trackers) {
    const version = String(context.graph.value(tracker, 'mlflowClient') ?? '2');
    const next = Number(version) + 1;
    if (tracker.node.service === 'azure-ml-experiments') pip.push('azureml-mlflow');
    packages.push(`mlflow>=${version},<${next}`);
  }
  const stated = context.list(node, 'packages')?.map(String);
  const all = [...new Set([...pip, ...packages]), ...(stated ?? [context.gapOf(node, 'packages')])];
  const python = context.text(node, 'python') ?? '3.11';
  const value = {
    name: `${context.names.prefix}-${context.names.local(node.id)}`,
    channels: ['conda-forge'],
    dependencies: [`python=${python}`, 'pip', ...(context.list(node, 'conda') ?? []).map(String), { pip: from(all, { nodes: [node.id] }) }],
  };
  for (const tracker of trackers) fromKey(value, 'dependencies', { nodes: [node.id, tracker.id] });
  return {
    path: mainFile(context, node) ?? '',
    nodes: [node.id, ...trackers.map(({ id }) => id)],
    format: 'yaml',
    value,
  };
}
