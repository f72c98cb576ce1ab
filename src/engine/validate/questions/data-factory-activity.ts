import type { GraphEdge } from '../../catalog';
import type { ServiceId } from '../../plan';

/** What Data Factory's activity for Azure ML was made for, as long as it is of v1. */
const forActivity: readonly ServiceId[] = ['azure-ml-pipelines', 'azure-ml-designer', 'azure-ml-batch-scoring-pipeline'];

/** Whether an edge stands for Data Factory's own activity for Azure ML, which takes v1 assets only. */
export function activityForV1({ kind, from, to }: GraphEdge): boolean {
  return kind === 'control' && from.node.service === 'azure-data-factory' && forActivity.includes(to.node.service);
}
