import type { GraphEdge, GraphNode } from '../../catalog';
import type { ExportContext } from '../context';
import { from, fromKey, type Draft } from '../emit/draft';
import type { Exporter } from '../exporter';
import { mainFile } from '../parts/places';
import { membersOf } from '../parts/steps';

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
  const uses = context.out(node, 'image');
  // steps of a pipeline run in the pipeline's environment and log to its experiment
  const trackings = uses
    .flatMap(({ to }) => [to, ...membersOf(to)])
    .flatMap((job) => context.out(job, 'metrics'))
    .filter(({ to }, at, all) => all.findIndex((one) => one.to === to) === at);
  const implied = new Map<string, GraphEdge>();
  for (const edge of trackings) for (const line of clientOf(context, edge.to)) if (!implied.has(line)) implied.set(line, edge);
  const stated = context.list(node, 'packages')?.map(String);
  const pip = [...implied.keys(), ...(stated ?? [context.gapOf(node, 'packages')])];
  for (const [at, edge] of [...implied.values()].entries())
    fromKey(pip, String(at), { nodes: [node.id, edge.to.id], edges: [edge.id], comment: `${edge.from.id} > ${edge.to.id}` });
  const python = context.text(node, 'python') ?? '3.11';
  const conda = (context.list(node, 'conda') ?? []).map(String);
  return {
    path: mainFile(context, node) ?? '',
    nodes: [node.id, ...trackings.map(({ to }) => to.id)],
    edges: trackings.map(({ id }) => id),
    format: 'yaml',
    value: {
      name: `${context.names.prefix}-${context.names.local(node.id)}`,
      channels: ['conda-forge'],
      dependencies: [`python=${python}`, 'pip', ...conda, { pip: from(pip, { nodes: [node.id] }) }],
    },
  };
}

/** Packages that a job needs to log to an experiment. */
function clientOf(context: ExportContext, tracker: GraphNode): string[] {
  const version = Number(context.graph.value(tracker, 'mlflowClient') ?? 2);
  const client = Number.isFinite(version) ? [`mlflow>=${version},<${version + 1}`] : ['mlflow'];
  return tracker.node.service === 'azure-ml-experiments' ? ['azureml-mlflow', ...client] : client;
}
