import type { GraphNode } from '../../catalog';
import type { Fix, Rule, RuleInput } from '../rule';
import { page } from '../sources';
import { servesItself } from '../../notions';
import { PlanDraft } from '../fixes/plan-draft';
import { carries } from '../questions/connections';

/** Monitoring is one card on the canvas, and half of what people expect of it is preview or needs data that nobody collects. */
export const modelMonitoringSignals: Rule = {
  meta: {
    id: 'model-monitoring-signals',
    title: 'Monitoring gets its data and uses no signals in preview',
    severity: 'warning',
    family: 'lifecycle',
    pillar: 'reliability',
    stages: ['monitoring'],
    sources: [
      page('Azure ML model monitoring', 'https://learn.microsoft.com/azure/machine-learning/concept-model-monitoring', '2026-01-27'),
    ],
    entries: ['cr-monitoring-preview-signals'],
    docs: 'Of the signals of Azure ML model monitoring, drift and data quality are out of preview; attribution drift and model performance are not. They are made for classification and regression on tables. Models that are served in batches or outside Azure ML are monitored only when the plan collects their inputs and outputs itself; for batches, results that are written to a store are enough, and where none is drawn it is advice only, since a batch endpoint writes them to the default store of its workspace. A monitor to which only reference data leads has nothing to compare. An edge to monitoring may be drawn as data or as telemetry.',
    guide: 'The guide has dataset monitors for drift, which have ended, and Azure Monitor for the service. Model monitoring came after it.',
  },
  scope: { each: 'node', within: 2 },

  *check(input) {
    const { graph } = input;
    for (const node of graph.ofService('azure-ml-model-monitoring')) {
      const at = (field: string) => ({ nodes: [node.id], path: ['nodes', node.id, 'usage', field] });
      const signal = graph.value(node, 'signals');
      if (signal === 'attribution' || signal === 'performance') {
        yield {
          ...at('signals'),
          message: `"${node.title}" relies on ${signal === 'attribution' ? 'feature attribution drift' : 'model performance'}, a signal that is still in preview.`,
          why: 'A preview comes without a promise of support and can change. Drift of data and predictions and the quality of data carry no such label.',
          fixes: () => [
            { title: 'Watch drift and data quality only', edits: [{ type: 'set-usage', id: node.id, set: { signals: 'drift' } }] },
          ],
        };
      }
      if (graph.value(node, 'task') === 'other') {
        yield {
          ...at('task'),
          message: `"${node.title}" watches a model whose task is neither classification nor regression on tables.`,
          why: 'The signals of model monitoring compare columns of tables, so text, pictures and other kinds of model need figures of their own.',
        };
      }
      if (!hasProduction(node) && node.in.length > 0) {
        yield {
          nodes: [node.id],
          path: ['nodes', node.id],
          message: `"${node.title}" gets no data of production: only reference data leads there.`,
          why: 'Drift is a difference between what the model learned from and what it meets now. Without the inputs and outputs of the deployment there is nothing to compare.',
          fixes: () => fromDeployments(input, node),
        };
        continue;
      }
      const batch = node.in.map(({ from }) => from).find((from) => from.stage === 'deployment-batch' && !keepsItsResults(from));
      const outside = graph.value(node, 'collectsOutside') === true;
      if ((!outside && !batch) || isFed(node)) continue;
      yield {
        ...at('collectsOutside'),
        ...(outside ? {} : { severity: 'info' as const }),
        message: `"${node.title}" watches ${batch && !outside ? `"${batch.title}", which scores in batches,` : 'a model that is served elsewhere,'} but nothing in the plan collects the data for it.`,
        why: 'Only online endpoints of Azure ML collect inputs and outputs by themselves. Elsewhere the plan has to write them to storage, and monitoring reads them there.',
        fixes: () => fromStorage(input, node),
      };
    }
  },
};

/** True if something other than reference data leads to a monitor. */
function hasProduction({ in: into }: GraphNode): boolean {
  return into.some(({ kind, edge }) => kind === 'telemetry' || (kind === 'data' && edge.role !== 'reference'));
}

function fromDeployments({ graph, catalog }: RuleInput, node: GraphNode): Fix[] {
  return graph.nodes
    .filter((other) => servesItself(other) && carries(catalog, other.service, node.service, 'data'))
    .slice(0, 2)
    .map((other) => ({
      title: `Let "${other.title}" give its inputs and outputs`,
      edits: [{ type: 'add-edge', edge: { from: other.id, to: node.id, kind: 'data', role: 'production' } }],
    }));
}

/** True if collected data reaches the node from where it is stored. */
function isFed({ in: into }: GraphNode): boolean {
  return into.some(({ kind, from }) => kind === 'data' && from.service?.compute === undefined);
}

/** Results that lie in a store can be read there. */
function keepsItsResults({ out }: GraphNode): boolean {
  return out.some(
    ({ kind, to }) =>
      kind === 'data' && to.service !== undefined && to.service.compute === undefined && to.service.outputs.data !== undefined,
  );
}

function fromStorage({ plan, graph, catalog }: RuleInput, node: GraphNode): Fix[] {
  const [own] = graph.ofService('azure-storage');
  const edits = new PlanDraft(plan, catalog);
  const storage = own?.id ?? edits.node('azure-storage', { beside: node.id, side: 'before' });
  if (storage === undefined || !edits.edge(storage, node.id, 'data')) return [];
  return [
    {
      title: own ? `Let "${node.title}" read what is collected in "${own.title}"` : 'Add a storage account for what is collected',
      edits: edits.edits,
    },
  ];
}
