import { carriesModel, isGivenModel, modelSources, servesBoughtModel, servesItself } from '../../notions';
import type { Rule } from '../rule';
import { guide } from '../sources';

/** A deployment that no model leads to leaves open which version is in production. */
export const deploymentHasModel: Rule = {
  meta: {
    id: 'deployment-has-model',
    title: 'Every deployment gets a model',
    severity: 'warning',
    family: 'serving',
    pillar: 'reliability',
    stages: ['deployment-batch', 'deployment-realtime'],
    sources: [guide('Model deployment options')],
    entries: ['gr-realtime-targets', 'gr-batch-deploy'],
    docs: 'A model edge, an image that holds the model, or a release that rolls the model out with the code says what a deployment serves and where that comes from. Services that serve models of their vendor, such as Microsoft Foundry, are not checked, nor are applications that call a model.',
  },
  scope: { each: 'node', within: 'reach' },

  *check({ graph, catalog }) {
    for (const node of graph.nodes) {
      const { id, service } = node;
      if (!service || !servesItself(node) || servesBoughtModel(node) || node.in.some(carriesModel) || isGivenModel(node)) continue;
      yield {
        nodes: [id],
        message: `"${node.title}" gets no model to serve.`,
        why: 'Without a model edge the plan does not say which model is deployed, nor how a new version gets there. The model should come from the registry, so that the version in production is known and can be rolled back.',
        fixes: () =>
          modelSources(graph)
            .filter((source) => source !== node && source.service && catalog.shared(source.service, service, 'model').length > 0)
            .slice(0, 2)
            .map((source) => ({
              title: `Take the model from "${source.title}"`,
              edits: [{ type: 'add-edge', edge: { from: source.id, to: id, kind: 'model' } }],
            })),
      };
    }
  },
};
