import { leadingTo, type GraphNode } from '../../catalog';
import { answers, trains } from '../../notions';
import { canJoin } from '../questions/connections';
import type { Fix, Rule, RuleInput } from '../rule';
import { page } from '../sources';
import { titles } from '../../format';

/** A model that is asked in other words than it was taught in answers all the same. */
export const trainingAndScoringReadAlike: Rule = {
  meta: {
    id: 'training-and-scoring-read-alike',
    title: 'Scoring reads data that was prepared as for training',
    severity: 'warning',
    family: 'serving',
    pillar: 'reliability',
    stages: ['data-transformation', 'training', 'deployment-batch'],
    sources: [
      page(
        'What is managed feature store?',
        'https://learn.microsoft.com/azure/machine-learning/concept-what-is-managed-feature-store',
        '2025-10-30',
      ),
    ],
    entries: [],
    docs: 'A model expects the columns that it learned from, made in the same way. Where training reads what a transformation has made, and a batch endpoint with that model reads the data from before the transformation, features are made twice or not at all. The rule looks at batch endpoints, which score what they are given; a pipeline, a job or a notebook that scores may prepare its data itself.',
  },

  *check(input) {
    const { graph } = input;
    for (const node of graph.nodes) {
      if (node.service?.stages.join() !== 'deployment-batch' || !answers(node, 'batch')) continue;
      const read = leadingTo([node], ['data']);
      if (read.size < 2 || [...read].some(transforms)) continue;
      for (const training of leadingTo([node], ['model'])) {
        if (training === node || !trains(training)) continue;
        const past = shapedFor(training).filter((one) => one.in.some(({ kind, from }) => kind === 'data' && read.has(from)));
        if (past.length === 0) continue;
        yield {
          nodes: [node.id, training.id, ...past.map(({ id }) => id)],
          path: ['nodes', node.id],
          message: `"${node.title}" scores data from before ${titles(past)}, while "${training.title}" learns from what comes after.`,
          why: 'The model meets columns that it did not learn from, or features that are made a second time and in another way. Both reading the same prepared data, or features from a feature store, keeps them alike.',
          fixes: () => fixesOf(input, node, past),
        };
        break;
      }
    }
  },
};

function transforms({ stage }: GraphNode): boolean {
  return stage === 'data-transformation';
}

/** The transformations on the way to a training. */
function shapedFor(training: GraphNode): readonly GraphNode[] {
  return [...leadingTo([training], ['data'])].filter((one) => one !== training && transforms(one));
}

/** The store that the transformations write to, in the place of those that are read now. */
function fixesOf({ catalog }: RuleInput, node: GraphNode, past: readonly GraphNode[]): Fix[] {
  const made = past.flatMap(({ out }) => out.flatMap(({ kind, to }) => (kind === 'data' && !trains(to) ? [to] : [])));
  const now = node.in.filter(({ kind }) => kind === 'data').map(({ edge }) => edge);
  return [...new Set(made)]
    .filter((store) => canJoin(catalog, store, node, 'data'))
    .slice(0, 2)
    .map((store) => ({
      title: `Let "${node.title}" read "${store.title}"`,
      edits: [
        { type: 'remove-edges', edges: now },
        { type: 'add-edge', edge: { from: store.id, to: node.id, kind: 'data' } },
      ],
    }));
}
