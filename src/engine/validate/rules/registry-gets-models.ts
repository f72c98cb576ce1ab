import { keepsModels, trains } from '../../notions';
import { canJoin } from '../questions/connections';
import type { Rule } from '../rule';
import { note } from '../sources';
import { agreeing, titles } from '../../format';

/** An arrow that points the wrong way looks like any other. */
export const registryGetsModels: Rule = {
  meta: {
    id: 'registry-gets-models',
    title: 'What the plan trains reaches its registry',
    severity: 'warning',
    family: 'tracking',
    pillar: 'operational-excellence',
    stages: ['model-registry', 'training'],
    sources: [note('Azure Machine Learning')],
    entries: [],
    docs: 'A registry hands out the models that were registered in it. Where the plan trains, no model edge leads into the registry, and no training hands its model to anybody, the new versions stay where they were made, and the deployment keeps the old one. A plan that trains nothing may take models that are in the registry already.',
  },

  *check({ graph, catalog }) {
    const training = graph.nodes.filter((node) => trains(node) || node.stage === 'training');
    if (training.length === 0 || training.some(({ out }) => out.some(({ kind }) => kind === 'model' || kind === 'image'))) return;
    for (const node of graph.nodes) {
      const { service, in: into, out } = node;
      if (!service || !keepsModels(service) || into.some(({ kind }) => kind === 'model')) continue;
      const given = out.filter(({ kind }) => kind === 'model');
      if (given.length === 0) continue;
      const able = training.filter((one) => one.service?.outputs.model !== undefined && canJoin(catalog, one, node, 'model'));
      if (able.length === 0) continue;
      yield {
        nodes: [node.id, ...training.map(({ id }) => id)],
        path: ['nodes', node.id],
        message: `"${node.title}" hands out models, but ${titles(training)} ${agreeing(training.length, 'registers', 'register')} none there.`,
        why: 'A model that is not registered has no version to deploy or to go back to, and what is deployed stays the model of before.',
        fixes: () =>
          able.slice(0, 2).map((one) => ({
            title: `Register the models of "${one.title}" in "${node.title}"`,
            edits: [
              ...given.filter(({ to }) => to === one).map(({ edge }) => ({ type: 'remove-edges' as const, edges: [edge] })),
              { type: 'add-edge' as const, edge: { from: one.id, to: node.id, kind: 'model' as const } },
            ],
          })),
      };
    }
  },
};
