import type { GraphEdge, GraphNode } from '../../catalog';
import type { ExportContext } from '../context';
import { from } from '../emit/draft';
import { mainFile, relativePath } from '../parts/places';
import { resourceName } from '../parts/resources';
import { images } from './constants';
import { edgeText, originOf } from './texts';
import { asText, type StepSettings } from './step-settings';

const notRegistered = 'Not registered: Azure ML rebuilds it only when these lines or the file change';

/** The environment of a step: what its image edge leads from, written into the file, or a registered one that the plan states. */
export function environmentOf(
  context: ExportContext,
  settings: StepSettings,
  file: string,
  /** Image edges of the step, or of its pipeline where it has none. */
  edges: readonly GraphEdge[],
  /** The pipeline that the step belongs to: what it states is for all of its steps. */
  pipeline?: GraphNode,
): unknown {
  const edge = edges.find(({ from: node }) => isEnvironment(node)) ?? edges[0];
  if (!edge) {
    const stated = settings.text('environment') ?? (pipeline && asText(pipeline.node.settings?.['environment']));
    return stated === undefined ? settings.gap('environment') : registered(stated);
  }
  const value = inlineOf(context, settings, file, edge.from);
  return from(value, { ...originOf([settings.node, edge.from], [edge]), comment: `${edgeText(edge)}. ${notRegistered}` });
}

/** A reference to a registered environment: "name:version" as the plan writes it. */
function registered(stated: string): string {
  return stated.startsWith('azureml:') || stated.includes('/') ? stated : `azureml:${stated}`;
}

function isEnvironment({ node: { service } }: GraphNode): boolean {
  return service === 'conda-environments' || service === 'docker';
}

function inlineOf(context: ExportContext, settings: StepSettings, file: string, node: GraphNode): Record<string, unknown> {
  switch (node.node.service) {
    case 'conda-environments':
      return { image: imageOf(context, node), conda_file: relativePath(file, condaFile(context, node)) };
    case 'docker': {
      const dockerfile = mainFile(context, node) ?? '';
      const folder = dockerfile.split('/').slice(0, -1).join('/');
      // with packages of a conda environment, the context is the repository: the Dockerfile copies the environment's file
      const context_ = node.in.some(({ kind, from: base }) => kind === 'image' && base.node.service === 'conda-environments') ? '' : folder;
      const path = context_ === '' ? relativePath(file, 'x').replace(/\/x$/, '') : relativePath(file, context_);
      return { build: { path, dockerfile_path: context_ === '' ? dockerfile : dockerfile.slice(context_.length + 1) } };
    }
    case 'azure-container-registry':
      return { image: `${resourceName(context, node)}.azurecr.io/${settings.need('image')}` };
    default:
      return { image: settings.need('image') };
  }
}

/** The file of a conda environment: one that is there already, or the exported one. */
export function condaFile(context: ExportContext, node: GraphNode): string {
  const own = node.node.settings?.['file'];
  return typeof own === 'string' && own !== '' ? own : (mainFile(context, node) ?? '');
}

/** Base image of an environment: one with CUDA where the plan needs GPUs. */
export function imageOf(context: ExportContext, node: GraphNode): string {
  const stated = context.text(node, 'image') ?? context.text(node, 'base');
  if (stated !== undefined) return stated;
  const image = context.plan.context.needs?.gpu === true ? images.gpu : images.cpu;
  context.took(node, node.node.service === 'docker' ? 'base' : 'image', image);
  return image;
}
