import type { GraphNode } from '../../catalog';
import type { Fix, Rule, RuleInput } from '../rule';
import { guide, page } from '../sources';
import { PlanDraft } from '../fixes/plan-draft';

/** The node is in the SDK beside all the others and carries its warning only in the reference. */
export const experimentalDataCopy: Rule = {
  meta: {
    id: 'experimental-data-copy',
    title: 'No experimental copy step in production',
    severity: 'warning',
    family: 'data-scale',
    pillar: 'performance-efficiency',
    stages: ['data-transfer', 'orchestration', 'training'],
    sources: [
      page(
        'Data transfer in the Azure ML SDK v2',
        'https://azuresdkdocs.z19.web.core.windows.net/python/azure-ai-ml/latest/azure.ai.ml.data_transfer.html',
      ),
      guide('Data Transfer Options'),
    ],
    entries: ['cr-datatransfer-v2-experimental'],
    docs: 'The copy node of SDK v2 is marked as experimental, so it can change or disappear without notice. In production, Data Factory or Fabric should copy the data.',
    guide:
      'The guide has DataTransferStep for small copies inside Azure ML. It ended with SDK v1, and its counterpart in v2 never left the experimental state.',
  },
  scope: { each: 'node', within: 0 },

  *check(input) {
    for (const node of input.graph.ofService('azure-ml-pipelines')) {
      if (input.graph.value(node, 'dataCopyNode') !== true) continue;
      yield {
        nodes: [node.id],
        path: ['nodes', node.id, 'usage', 'dataCopyNode'],
        message: `"${node.title}" copies data with a node of SDK v2 that is still experimental.`,
        why: 'It can change or disappear without notice. The guide of 2020 still has a step for this, which ended with SDK v1.',
        fixes: () => [
          copyActivity(input, node),
          { title: 'Do without the copy node', edits: [{ type: 'set-usage', id: node.id, set: { dataCopyNode: false } }] },
        ],
      };
    }
  },
};

/** Data Factory, the plan's or a new one, copies before the pipeline reads. */
function copyActivity({ plan, graph, catalog }: RuleInput, node: GraphNode): Fix {
  const edits = new PlanDraft(plan, catalog).do({ type: 'set-usage', id: node.id, set: { dataCopyNode: false } });
  const copy = edits.node('adf-copy-activity', { beside: node.id, side: 'before' });
  const factory =
    graph.ofService('azure-data-factory')[0]?.id ??
    (copy === undefined ? undefined : edits.node('azure-data-factory', { beside: copy, side: 'before' }));
  if (copy !== undefined) {
    if (factory !== undefined) edits.edge(factory, copy, 'control');
    edits.edge(copy, node.id, 'data');
  }
  return { title: 'Copy with a Copy activity of Data Factory', edits: edits.edits };
}
