import type { Rule } from '../rule';
import { page } from '../sources';

/** Scripts use the two features, where the plan does not show that they are gone. */
export const mlflow3Removals: Rule = {
  meta: {
    id: 'mlflow-3-removals',
    title: 'No features that MLflow 3 removed',
    severity: 'error',
    family: 'tracking',
    pillar: 'operational-excellence',
    stages: ['tracking-experiments', 'model-registry'],
    sources: [page('Breaking changes of MLflow 3', 'https://mlflow.org/docs/latest/genai/mlflow-3/breaking-changes')],
    entries: ['cr-mlflow3-removals'],
    docs: 'MLflow 3 no longer has Recipes or a deployment server. Work that uses them stays on version 2, or moves to jobs and to endpoints of a platform.',
    guide: 'The note knows neither; it was written when both were part of MLflow.',
  },
  scope: { each: 'node', within: 0 },

  *check({ graph }) {
    for (const node of graph.nodes) {
      if (graph.value(node, 'version') !== '3' || graph.value(node, 'recipes') !== true) continue;
      yield {
        nodes: [node.id],
        path: ['nodes', node.id, 'usage', 'recipes'],
        message: `"${node.title}" runs MLflow 3 and uses Recipes or the deployment server, which that version removed.`,
        why: 'Version 3 also keeps models outside the artefacts of a run, so scripts that look for them there have to change too.',
        fixes: () => [
          { title: 'Do without Recipes and the deployment server', edits: [{ type: 'set-usage', id: node.id, set: { recipes: false } }] },
          { title: 'Stay on MLflow 2', edits: [{ type: 'set-usage', id: node.id, set: { version: '2' } }] },
        ],
      };
    }
  },
};
