import type { GraphNode, PlanGraph } from '../../catalog';
import { endingOf } from '../questions/end-dates';
import type { Rule } from '../rule';
import { page } from '../sources';

/** A deployment that names a version keeps it, until the day on which every answer is an error. */
export const modelVersionRetires: Rule = {
  meta: {
    id: 'model-version-retires',
    title: 'No model version that has retired or will retire',
    severity: 'warning',
    family: 'lifecycle',
    pillar: 'reliability',
    stages: ['deployment-realtime'],
    sources: [
      page(
        'Azure OpenAI model deprecations and retirements',
        'https://learn.microsoft.com/azure/ai-services/openai/concepts/model-retirements',
      ),
    ],
    entries: [],
    docs: 'Models of a vendor retire by version. A plan that states the version of a model (settings.modelVersion) is checked against the days that were announced for it: a warning in the year before and afterwards, since such days move and differ by region and kind of deployment. A deployment that states no version is upgraded by Azure, and is not checked.',
  },
  scope: { each: 'node', within: 0 },

  *check({ graph, today }) {
    for (const node of graph.nodes) {
      const versions = node.service?.modelVersions;
      const stated = node.node.settings?.['modelVersion'];
      if (!versions || typeof stated !== 'string') continue;
      const model = modelOf(graph, node);
      const retiring = versions.find((one) => one.version === stated && one.model === model);
      if (!retiring) continue;
      const { ended, severity, words } = endingOf(retiring.on, today, 'warning');
      if (severity === 'info') continue; // every version retires one day; the last year is early enough
      yield {
        nodes: [node.id],
        path: ['nodes', node.id, 'settings', 'modelVersion'],
        message: `"${node.title}" deploys version ${stated} of ${retiring.model}, which ${words}.`,
        why: `A deployment of a retired version answers with errors. ${ended ? 'The day was announced and may have moved' : 'The day is the one that was announced, and may move'}: look the version up for the region and the kind of deployment, evaluate the next one, and change to it.`,
        source: retiring.source,
        fixes: () => [
          {
            title: `Let Azure choose the version of "${node.title}"`,
            edits: [{ type: 'set-settings', id: node.id, set: { modelVersion: undefined } }],
          },
        ],
      };
    }
  },
};

/** The model that is deployed, by its settings, or else by what is paid for. */
function modelOf(graph: PlanGraph, node: GraphNode): unknown {
  return node.node.settings?.['model'] ?? graph.value(node, 'model');
}
