import type { GraphNode } from '../../catalog';
import type { Stage } from '../../plan';
import { inStageOrRetired, isRetired, titles, type Measure } from '../measure';

/** Whether a model can be made again: tracked runs, registered models, versioned data, pinned environments. */
export const reproducibility: Measure = {
  id: 'reproducibility',
  score: 'maintainability',
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

    const wanted: { readonly what: string; readonly worth: number; readonly there: boolean; readonly by: readonly GraphNode[] }[] = [
      { what: 'experiment tracking', worth: share.tracking, there: alive('tracking-experiments'), by: trainers },
      { what: 'a model registry', worth: share.registry, there: alive('model-registry'), by: [...trainers, ...deployments] },
      { what: 'data versions', worth: share.dataVersions, there: alive('data-versioning'), by: trainers },
      { what: 'pinned environments', worth: share.environments, there: pinned, by: jobs },
    ];
    const missing = wanted.filter(({ there, by }) => by.length > 0 && !there);
    const nodes = [...new Set(missing.flatMap(({ by }) => by))];
    return {
      share: 1 - missing.reduce((sum, { worth }) => sum + worth, 0),
      because:
        missing.length === 0
          ? 'Runs, models, data and environments can all be gone back to.'
          : `Missing: ${missing.map(({ what }) => what).join(', ')}, for ${titles(nodes)}.`,
      nodes: nodes.map(({ id }) => id),
    };
  },
};
