import type { Rule } from '../rule';
import { guide, page } from '../sources';

/** Stages still work, so a plan can be built on them without a warning from MLflow that anybody reads. */
export const mlflowRegistryStages: Rule = {
  meta: {
    id: 'mlflow-registry-stages',
    title: 'Models have aliases, not stages',
    severity: 'warning',
    family: 'tracking',
    pillar: 'operational-excellence',
    stages: ['model-registry'],
    sources: [page('MLflow, issue 10336', 'https://github.com/mlflow/mlflow/issues/10336'), guide('Tracking and Versioning options')],
    entries: ['cr-mlflow-stages'],
    docs: 'The stages of the MLflow registry (Staging, Production, Archived) are deprecated since 2.9. Aliases such as "champion" and tags say the same and can be as many as a team needs.',
    guide: 'The guide counts on the MLflow registry, whose stages were its way to promote a model in 2020.',
  },
  scope: { each: 'node', within: 0 },

  *check({ graph }) {
    for (const node of graph.nodes) {
      if (graph.value(node, 'registryStages') !== true) continue;
      yield {
        nodes: [node.id],
        path: ['nodes', node.id, 'usage', 'registryStages'],
        message: `"${node.title}" promotes models by stage, which MLflow has deprecated since 2.9.`,
        why: 'Stages can go with any new version, and Unity Catalog never had them. Aliases and tags do what they did.',
        fixes: () => [{ title: 'Use aliases and tags', edits: [{ type: 'set-usage', id: node.id, set: { registryStages: false } }] }],
      };
    }
  },
};
