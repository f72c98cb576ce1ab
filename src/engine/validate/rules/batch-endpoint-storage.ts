import type { GraphEdge } from '../../catalog';
import { reaches } from '../questions/cycles';
import type { Fix, Rule, RuleInput } from '../rule';
import { guide, page } from '../sources';
import { edgePath } from '../../plan';
import { watchesModels } from '../../notions';
import { PlanDraft } from '../fixes/plan-draft';

/** Both limits are silent: folders are skipped and outputs are refused only when a job runs. */
export const batchEndpointStorage: Rule = {
  meta: {
    id: 'batch-endpoint-storage',
    title: 'Batch endpoints read flat folders and write to Blob',
    severity: 'warning',
    family: 'data-scale',
    pillar: 'performance-efficiency',
    stages: ['deployment-batch'],
    sources: [
      page(
        'Run batch endpoints from Azure Data Factory',
        'https://learn.microsoft.com/azure/machine-learning/how-to-use-batch-azure-data-factory',
        '2026-03-10',
      ),
      guide('Model deployment options'),
    ],
    entries: ['cr-batch-io'],
    docs: 'A batch endpoint reads a folder without looking into the folders below it, and writes its results to Blob storage. Other services that need the results read them there; a data asset that points to them is fine, and so is an edge to monitoring, which reads them there too.',
    guide:
      'The guide scores in an Azure ML Pipeline, whose steps read and write as they are programmed. Batch endpoints, which do that work today, are stricter.',
  },
  scope: { each: 'node', within: 1 },

  *check(input) {
    const { plan, graph } = input;
    for (const node of graph.ofService('azure-ml-batch-endpoints')) {
      if (graph.value(node, 'nestedFolders') === true) {
        yield {
          nodes: [node.id],
          path: ['nodes', node.id, 'usage', 'nestedFolders'],
          message: `The input of "${node.title}" lies in nested folders, which a batch endpoint does not look into.`,
          why: 'It reads the files of its input folder and nothing below, so part of the data is left out without an error. The files have to be in one flat folder first.',
          fixes: () => [
            { title: 'Put the files into a flat folder first', edits: [{ type: 'set-usage', id: node.id, set: { nestedFolders: false } }] },
          ],
        };
      }
      for (const joined of node.out) {
        const { kind, edge, to } = joined;
        if (kind !== 'data' || !to.service || to.node.service === 'azure-storage' || to.node.service === 'azure-ml-datasets') continue;
        if (watchesModels(to.service)) continue; // it reads the results where they are stored
        yield {
          nodes: [node.id, to.id],
          edges: [edge],
          path: edgePath(plan, edge),
          message: `"${node.title}" writes to "${to.title}" (${to.service.shortName}), but a batch endpoint writes to Blob storage only.`,
          why: 'The results land in a storage account first, and whatever needs them reads them there.',
          fixes: () => throughStorage(input, joined),
        };
      }
    }
  },
};

function throughStorage({ plan, graph, catalog }: RuleInput, { edge, from, to }: GraphEdge): Fix[] {
  const own = graph.ofService('azure-storage').find((node) => !reaches(node, from, 'data')); // writing to its own input would make a cycle
  const edits = new PlanDraft(plan, catalog).do({ type: 'remove-edges', edges: [edge] });
  const storage = own?.id ?? edits.node('azure-storage', { beside: from.id, side: 'after' });
  if (storage === undefined || !edits.edge(from.id, storage, 'data') || !edits.edge(storage, to.id, 'data'))
    return [{ title: 'Remove the edge', edits: [{ type: 'remove-edges', edges: [edge] }] }];
  return [{ title: own ? `Write to "${own.title}" first` : 'Write to a storage account first', edits: edits.edits }];
}
