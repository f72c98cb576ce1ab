import type { GraphNode, PlanGraph } from '../../catalog';
import { modelKeepers } from '../../notions';
import type { Rule } from '../rule';
import { note, page } from '../sources';

/** MLflow promises four languages; on Azure ML two of them come with half of it. */
export const mlflowLanguageLimits: Rule = {
  meta: {
    id: 'mlflow-language-limits',
    title: 'Logging to Azure ML uses Python',
    severity: 'warning',
    family: 'tracking',
    pillar: 'operational-excellence',
    stages: ['tracking-experiments'],
    sources: [
      page('MLflow and Azure Machine Learning', 'https://learn.microsoft.com/azure/machine-learning/concept-mlflow', '2025-10-06'),
      note('MLflow'),
    ],
    entries: ['cr-mlflow-r-java', 'gr-mlflow-languages'],
    docs: 'On Azure ML, MLflow in R tracks jobs but does not register models, and MLflow in Java logs metrics and parameters only. Python has everything. Where another node hands the models of an R team to a registry, by the command line, the limit does no harm and is advice only.',
    guide:
      'The note has MLflow for Python, R, Java and Scala on any compute. That is true of MLflow itself, not of the server in Azure ML.',
  },
  scope: { each: 'node', within: 'reach' },

  *check({ graph }) {
    for (const node of graph.nodes) {
      const language = graph.value(node, 'language');
      if (node.service?.id !== 'azure-ml-experiments' || (language !== 'r' && language !== 'java')) continue;
      yield {
        nodes: [node.id],
        path: ['nodes', node.id, 'usage', 'language'],
        ...(language === 'r' && registersElsewhere(graph, node) ? { severity: 'info' as const } : {}),
        message: `"${node.title}" is logged to from ${language === 'r' ? 'R, where Azure ML tracks jobs but registers no models' : 'Java, where Azure ML takes metrics and parameters only'}.`,
        why: `The server in Azure ML offers less to MLflow in ${language === 'r' ? 'R' : 'Java'} than to MLflow in Python. The note makes no such difference, nor does MLflow elsewhere.`,
        fixes: () => [{ title: 'Log from Python', edits: [{ type: 'set-usage', id: node.id, set: { language: 'python' } }] }],
      };
    }
  },
};

/** True if models reach a registry by another way than these logs. */
function registersElsewhere(graph: PlanGraph, tracker: GraphNode): boolean {
  return modelKeepers(graph).some(({ in: into }) => into.some(({ kind, from }) => kind === 'model' && from !== tracker));
}
