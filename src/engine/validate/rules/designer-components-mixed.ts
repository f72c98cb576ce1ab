import { nodesWhere } from '../../catalog';
import { isMadeOf, pipelineOf } from '../questions/designer-pipelines';
import type { Rule } from '../rule';
import { page } from '../sources';
import { agreeing, titles } from '../../format';

const classicNodes = nodesWhere((node, graph) => isMadeOf(graph, node, 'classic'));

/** The studio refuses such a pipeline, which nobody sees on paper. */
export const designerComponentsMixed: Rule = {
  meta: {
    id: 'designer-components-mixed',
    title: 'A designer pipeline uses one kind of component',
    severity: 'error',
    family: 'approach',
    pillar: 'operational-excellence',
    stages: ['experimentation', 'data-transfer', 'data-transformation', 'training', 'deployment-batch', 'deployment-realtime'],
    sources: [page('Azure Machine Learning designer', 'https://learn.microsoft.com/azure/machine-learning/concept-designer', '2025-09-09')],
    entries: ['cr-designer-mix'],
    docs: 'The designer has two kinds of components: classic prebuilt ones (v1), which are no longer extended, and custom ones (v2). A pipeline uses one kind only. Designer nodes that are joined by an edge are in the same pipeline.',
    guide: 'The guide of 2020 knows the designer only with what are classic components today.',
  },

  *check({ graph }) {
    const seen = new Set<string>();
    for (const node of classicNodes(graph)) {
      if (seen.has(node.id)) continue;
      const pipeline = pipelineOf(node);
      for (const { id } of pipeline) seen.add(id);
      const classic = pipeline.filter((one) => isMadeOf(graph, one, 'classic'));
      const custom = pipeline.filter((one) => isMadeOf(graph, one, 'custom'));
      if (custom.length === 0) continue;
      const [isClassic, isCustom] = [new Set(classic), new Set(custom)];
      yield {
        nodes: pipeline.map(({ id }) => id),
        edges: pipeline
          .flatMap(({ out }) => out)
          .filter(({ from, to }) => (isClassic.has(from) && isCustom.has(to)) || (isCustom.has(from) && isClassic.has(to)))
          .map(({ edge }) => edge),
        path: ['nodes', node.id, 'usage', 'components'],
        message: `${titles(classic)} ${agreeing(classic.length, 'is', 'are')} made of classic components, and ${titles(custom)} in the same pipeline of custom ones.`,
        why: 'The designer does not allow both kinds in one pipeline. New work should use custom components, since the classic ones are no longer extended.',
        fixes: () => [
          {
            title: `Make ${titles(classic)} of custom components`,
            edits: classic.map(({ id }) => ({ type: 'set-usage', id, set: { components: 'custom' } })),
          },
        ],
      };
    }
  },
};
