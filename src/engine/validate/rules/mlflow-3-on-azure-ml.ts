import type { Rule } from '../rule';
import { note, page } from '../sources';

/** The client installs without a warning and fails at the first model that it logs. */
export const mlflow3OnAzureMl: Rule = {
  meta: {
    id: 'mlflow-3-on-azure-ml',
    title: 'Logging to Azure ML uses MLflow 2',
    severity: 'error',
    family: 'tracking',
    pillar: 'operational-excellence',
    stages: ['tracking-experiments'],
    sources: [
      page('Azure SDK for Python, issue 44896', 'https://github.com/Azure/azure-sdk-for-python/issues/44896', '2026-01-28'),
      page('Azure ML samples, pull request 3902', 'https://github.com/Azure/azureml-examples/pull/3902'),
      note('MLflow'),
    ],
    entries: ['cr-mlflow3-azureml', 'gr-mlflow-inside-azureml', 'cr-sdkv2-logging'],
    docs: 'The tracking server of Azure ML lacks an interface that the client of MLflow 3 needs for logging models. Runs and metrics arrive, models do not. Until that is fixed, the client is pinned to MLflow 2.',
    guide:
      'By the note, MLflow can be used inside Azure ML and gives the best of both. That holds with a client of version 2; SDK v2 of Azure ML has no logging of its own.',
  },
  scope: { each: 'node', within: 0 },

  *check({ graph }) {
    for (const node of graph.nodes) {
      if (graph.value(node, 'mlflowClient') !== '3') continue;
      yield {
        nodes: [node.id],
        path: ['nodes', node.id, 'usage', 'mlflowClient'],
        message: `"${node.title}" is logged to with MLflow 3, whose models Azure ML cannot take.`,
        why: 'The server of Azure ML lacks the interface for logged models, so the client stops with an error as soon as a model is logged. That was last seen in May 2026; the samples pin 2.16.2.',
        fixes: () => [{ title: 'Log with MLflow 2', edits: [{ type: 'set-usage', id: node.id, set: { mlflowClient: '2' } }] }],
      };
    }
  },
};
