import type { GraphNode } from '../../catalog';
import type { ExportContext } from '../context';
import { nameLimits } from '../names';
import { isFactoryOrchestrator } from './factory';
import { purposeOf } from './order';

/* The workspace of Synapse: names that infrastructure creates and pipelines refer to, and the work that pipelines start on its pools. */

/** Container of the workspace's own store. */
export const synapseContainer = 'synapse';

export function synapseWorkspaceName(context: ExportContext): string {
  return context.names.resource('synw');
}

/** The data lake that the workspace keeps its own files in. */
export function synapseStoreName(context: ExportContext): string {
  return context.names.compact('stsyn', undefined, nameLimits.storageAccount);
}

/** A pool: letters and digits only, 15 at most, and a letter first. */
export function sparkPoolName(context: ExportContext, pool: GraphNode): string {
  return context.nameOf(pool, context.names.compact('', pool.id, 15).replace(/^[0-9]/, 'p'));
}

/** True for work on a pool that a pipeline of Synapse or Data Factory starts: a notebook or a Spark job of the workspace. */
export function isSparkWork(node: GraphNode): boolean {
  return (
    node.node.service === 'azure-synapse-spark' &&
    node.in.some((edge) => edge.kind === 'control' && edge.from !== node && purposeOf(edge) === 'start' && isFactoryOrchestrator(edge.from))
  );
}

/** Folder of the workspace that the file of such work is in: a job where the plan names a script, or else a notebook. */
export function sparkWorkFolder({ node }: GraphNode): 'notebook' | 'sparkJobDefinition' {
  const entry = node.settings?.['sparkEntry'];
  return typeof entry === 'string' && entry.trim() !== '' && !/\.ipynb$/i.test(entry.trim()) ? 'sparkJobDefinition' : 'notebook';
}
