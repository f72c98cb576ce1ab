import type { GraphNode } from '../../catalog';
import type { Stage } from '../../plan';
import { idsOf, inStageOrRetired, isRetired, percent, titles, type Measure } from '../measure';

/** Whether a model can be made again: tracked runs, registered models, versioned data, pinned environments. */
export const reproducibility: Measure = {
  id: 'reproducibility',
  score: 'maintainability',
  formula({ maintainability }) {
    const { share } = maintainability.reproducibility;
    return `Lost are ${percent(share.tracking)} where something is trained and no service tracks experiments, ${percent(share.registry)} where something is trained or deployed and there is no model registry, ${percent(share.dataVersions)} where something is trained and no service keeps versions of data, and ${percent(share.environments)} where code is run and nothing pins its environment. A service that is retired or not in the catalog lacks all four.`;
  },
  measure(input) {
    const { graph, scoring, today } = input;
    const { share } = scoring.maintainability.reproducibility;
    const trainers = inStageOrRetired(input, 'training');
    const deployments = graph.inStage('deployment-batch', 'deployment-realtime');
    const jobs = graph.nodes.filter(
      (node) =>
        isRetired(node, today) ||
        (node.service && node.service.approach !== 'no-code' && (node.service.runsOn !== 'none' || node.stage === 'training')),
    );
    const alive = (stage: Stage) => graph.inStage(stage).some((node) => !isRetired(node, today));
    const pinned = graph.nodes.some((node) => !isRetired(node, today) && (node.service?.outputs.image ?? []).length > 0);

    const wanted: readonly {
      readonly what: string;
      readonly share: number;
      readonly there: boolean;
      readonly by: readonly GraphNode[];
      readonly mend: string;
    }[] = [
      {
        what: 'experiment tracking',
        share: share.tracking,
        there: alive('tracking-experiments'),
        by: trainers,
        mend: 'Add a service that keeps runs and their metrics.',
      },
      {
        what: 'model registry',
        share: share.registry,
        there: alive('model-registry'),
        by: [...new Set([...trainers, ...deployments])],
        mend: 'Add a model registry.',
      },
      {
        what: 'data versions',
        share: share.dataVersions,
        there: alive('data-versioning'),
        by: trainers,
        mend: 'Add a service that keeps versions of data.',
      },
      {
        what: 'pinned environments',
        share: share.environments,
        there: pinned,
        by: jobs,
        mend: 'Add environments or images that name their versions.',
      },
    ];
    return {
      well: 'Runs, models, data and environments can all be gone back to.',
      losses: wanted
        .filter(({ there, by }) => by.length > 0 && !there)
        .map(({ what, share: lost, by, mend }) => ({ share: lost, because: `No ${what} for ${titles(by)}.`, mend, nodes: idsOf(by) })),
    };
  },
};
