import { swapEdits, type GraphEdge } from '../../catalog';
import { activityForV1 } from '../questions/data-factory-activity';
import { putBetween } from '../fixes/orchestrator-fixes';
import type { Fix, Rule, RuleInput } from '../rule';
import { guide, page } from '../sources';
import { edgePath } from '../../plan';
import { mayStart } from '../../notions';

/** The activity is still offered and still called "Machine Learning", so the plan looks right until the first v2 pipeline meets it. */
export const dataFactoryAzureMlActivity: Rule = {
  meta: {
    id: 'data-factory-azure-ml-activity',
    title: 'Data Factory starts Azure ML v2 through a batch endpoint',
    severity: 'error',
    family: 'triggers',
    pillar: 'reliability',
    stages: ['orchestration', 'training', 'deployment-batch'],
    sources: [
      page(
        'Run batch endpoints from Azure Data Factory',
        'https://learn.microsoft.com/azure/machine-learning/how-to-use-batch-azure-data-factory',
        '2026-03-10',
      ),
      guide('Trigger options with scheduling'),
    ],
    entries: ['cr-adf-aml-v1-only', 'gr-adf-runs-aml'],
    docs: 'The Azure ML activity of Data Factory runs only published v1 pipelines, and support for v1 ended on 2026-06-30. A v2 pipeline goes behind a batch endpoint, which Data Factory calls with a Web activity.',
    guide: 'In the guide, running an Azure ML Pipeline is what Data Factory can do for machine learning. The activity never supported v2.',
  },
  scope: { each: 'edge', within: 1 },

  *check(input) {
    for (const joined of input.graph.edges) {
      const { edge, from, to } = joined;
      if (!activityForV1(joined) || !from.service || !to.service || mayStart(from.service, to.service, input.catalog)) continue;
      const gone = to.service.status.state !== 'ga' || input.graph.value(to, 'components') === 'classic';
      yield {
        nodes: [from.id, to.id],
        edges: [edge],
        path: edgePath(input.plan, edge),
        message: gone
          ? `"${from.title}" starts "${to.title}" with an activity that supports only Azure ML v1, whose support ended on 2026-06-30.`
          : `"${from.title}" cannot start "${to.title}" directly: the Azure ML activity of Data Factory supports only v1.`,
        why: 'A v2 pipeline goes behind a batch endpoint, which a Web activity calls. The guide of 2020 still has Data Factory run Azure ML Pipelines directly.',
        fixes: () => fixesFor(input, joined),
      };
    }
  },
};

function fixesFor({ plan, catalog }: RuleInput, { edge, from, to }: GraphEdge): Fix[] {
  const endpoint = catalog.services.find(
    (service) =>
      from.service?.orchestrates?.includes(service.id) &&
      service.stages.includes('deployment-batch') &&
      service.inputs.model &&
      service.status.state === 'ga' &&
      service.definition.formats.includes('azureml'),
  );
  if (!endpoint || !to.service) return [{ title: 'Remove the edge', edits: [{ type: 'remove-edges', edges: [edge] }] }];
  const between: Fix[] = mayStart(endpoint, to.service, catalog)
    ? [{ title: `Put ${endpoint.shortName} between`, edits: putBetween(plan, edge, [endpoint]) }]
    : [];
  const swap: Fix[] =
    to.stage === 'deployment-batch'
      ? [{ title: `Swap "${to.title}" to ${endpoint.shortName}`, edits: swapEdits(plan, catalog, to.id, endpoint.id) }]
      : [];
  return [...between, ...swap, { title: 'Remove the edge', edits: [{ type: 'remove-edges', edges: [edge] }] }];
}
