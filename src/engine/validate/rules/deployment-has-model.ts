import { carriesModel, isServing, modelSources } from '../questions/deployments';
import type { Rule } from '../rule';
import { guide } from '../sources';

/** A deployment that no model leads to leaves open which version is in production. */
export const deploymentHasModel: Rule = {
  meta: {
    id: 'deployment-has-model',
    title: 'A deployment is given a model',
    severity: 'warning',
    family: 'serving',
    stages: ['deployment-batch', 'deployment-realtime'],
    sources: [guide('Model deployment options')],
    entries: ['gr-realtime-targets', 'gr-batch-deploy'],
    docs: 'A model edge, or an image that holds the model, says what a deployment serves and where that comes from. Services that serve models of their own, such as Microsoft Foundry, are left alone.',
  },

  *check({ graph, catalog }) {
    const sources = modelSources(graph);
    for (const node of graph.nodes) {
      const { id, title, service } = node;
      if (!service || !isServing(node) || service.id === 'microsoft-foundry' || node.in.some(carriesModel)) continue;
      yield {
        nodes: [id],
        message: `"${title}" is given no model to serve.`,
        why: 'Without a model edge the plan does not say what is deployed, nor that a new version gets there. It should come from the registry, so that what is in production can be told and taken back.',
        fixes: () =>
          sources
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
