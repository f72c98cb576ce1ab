import type { GraphEdge } from '../../catalog';
import type { ServiceId } from '../../plan';

/** Services that Data Factory's activity for Azure ML was made for, as long as they are v1. */
const forActivity: readonly ServiceId[] = ['azure-ml-pipelines', 'azure-ml-designer', 'azure-ml-batch-scoring-pipeline'];

/** True if an edge is Data Factory's own activity for Azure ML, which takes v1 assets only. */
export function activityForV1({ kind, from, to }: GraphEdge): boolean {
  return kind === 'control' && from.node.service === 'azure-data-factory' && forActivity.includes(to.node.service);
}
