import type { GraphNode } from '../../catalog';
import type { ExportContext } from '../context';
import type { Draft } from '../emit/draft';
import { TextLines } from '../emit/text-lines';
import type { Exporter } from '../exporter';
import { mainFile } from '../parts/places';

/** Base image where the plan states none, without and with GPUs. */
const bases = {
  cpu: 'mcr.microsoft.com/azureml/openmpi4.1.0-ubuntu22.04',
  gpu: 'mcr.microsoft.com/azureml/openmpi4.1.0-cuda11.8-cudnn8-ubuntu22.04',
} as const;

/** Dockerfiles, one for each node. */
export const docker: Exporter = {
  meta: {
    id: 'docker',
    title: 'Docker',
    group: 'azure-ml',
    covers: 'Dockerfiles of images that trainings and deployments run in.',
    services: ['docker'],
  },

  applies: (context) => context.has('docker'),

  *write(context) {
    for (const node of context.of('docker')) if (!context.exists(node)) yield dockerfile(context, node);
  },
};

function dockerfile(context: ExportContext, node: GraphNode): Draft {
  const path = mainFile(context, node) ?? '';
  const lines = new TextLines();
  const environments = context.in(node, 'image').filter(({ from }) => from.node.service === 'conda-environments');
  const folder = path.split('/').slice(0, -1).join('/');
  const build = environments.length > 0 ? `docker build -f ${path} .` : `docker build ${folder === '' ? '.' : folder}`;
  lines.block({ nodes: [node.id] }, () => lines.add(`FROM ${baseOf(context, node)}`));
  for (const edge of environments) {
    const { from } = edge;
    const own = from.node.settings?.['file'];
    const file = typeof own === 'string' && own !== '' ? own : (mainFile(context, from) ?? '');
    lines
      .gap()
      .block({ nodes: [node.id, from.id], edges: [edge.id] }, () =>
        lines.add(
          `# ${from.id} > ${node.id}`,
          `COPY ${JSON.stringify([file, '/tmp/environment.yml'])}`,
          'RUN conda env update --name base --file /tmp/environment.yml && conda clean --all --yes',
        ),
      );
  }
  const commands = context.list(node, 'run')?.map((one) => (typeof one === 'object' ? '' : String(one))) ?? [];
  const command = context.text(node, 'command');
  lines.gap().block({ nodes: [node.id] }, () => {
    for (const one of commands) if (one.trim() !== '') lines.add(`RUN ${continued(one)}`);
    if (command !== undefined) lines.add(`CMD ${continued(command)}`);
  });
  if (commands.length === 0 && environments.length === 0)
    context.remark(`The image of "${node.id}" is its base image: settings.run states nothing to install.`, [node]);
  return {
    path,
    nodes: [node.id, ...environments.map(({ from }) => from.id)],
    edges: environments.map(({ id }) => id),
    head: [`Built from the ${environments.length > 0 ? "repository's folder" : "file's own folder"}: ${build}`],
    format: 'text',
    comment: '# ',
    lines,
  };
}

function baseOf(context: ExportContext, node: GraphNode): string {
  const stated = context.text(node, 'base')?.trim();
  if (stated !== undefined && stated !== '') return stated.replace(/\s+/g, ' ');
  const base = context.plan.context.needs?.gpu === true ? bases.gpu : bases.cpu;
  context.took(node, 'base', base);
  return base;
}

/** A text of several lines as one instruction. */
function continued(text: string): string {
  return text
    .trim()
    .split(/\r?\n/)
    .map((line) => line.trimEnd())
    .filter((line) => line !== '')
    .join(' \\\n    ');
}
