import type { GraphNode } from '../catalog';
import type { Stage } from '../plan';
import { isRetired, type MeasureInput } from './measure';
import { criterionIds, type CriterionId } from './scoring';
import type { Criterion, Maturity } from './scores';

/**
 * The level after Microsoft's MLOps maturity model, by what a plan can show: each level asks for all that stands below it.
 * What people and processes add to a level cannot be read from a plan and is left out.
 */
export function maturityOf({ graph, scoring, today }: MeasureInput): Maturity {
  const alive = (nodes: readonly GraphNode[]) => nodes.filter((node) => !isRetired(node, today));
  const nodes = alive(graph.nodes);
  const training = alive(graph.inStage('training'));
  const deployments = alive(graph.inStage('deployment-batch', 'deployment-realtime')).filter((node) => node.service?.inputs.model);
  const repositories = nodes.filter(
    (node) =>
      node.service?.outputs.code &&
      node.service.inputs.code &&
      node.service.approach === 'code' &&
      node.out.some((edge) => edge.kind === 'code'),
  );
  const releases = nodes.filter(
    (node) =>
      (node.service?.triggers?.events ?? []).some((event) => event === 'push' || event === 'pull-request') &&
      node.out.some((edge) => edge.kind === 'control'),
  );
  const started = training.filter(
    (node) => node.in.some((edge) => edge.kind === 'control') || (node.service?.triggers?.schedule.length ?? 0) > 0,
  );
  const tracked = training.filter((node) => reaches(node, 'metrics', 'tracking-experiments'));
  const registered = training.filter((node) => reaches(node, 'model', 'model-registry'));
  const delivered = deployments.filter((node) => graph.upstream(node, ['control']).some((one) => releases.includes(one)));
  const fromRegistry = deployments.filter((node) => graph.upstream(node, ['model']).some((one) => stands(one, 'model-registry')));
  const watched = deployments.filter((node) => node.out.some(({ kind, to }) => kind === 'telemetry' && stands(to, 'monitoring')));
  const quality = alive(graph.inStage('monitoring')).filter((node) => node.service?.outputs.metrics && node.service.inputs.data);
  const closing = quality.filter((node) => graph.downstream(node, ['control']).some((one) => training.includes(one)));

  const all = (some: readonly GraphNode[]) => deployments.length > 0 && some.length === deployments.length;
  const found: Readonly<Record<CriterionId, { readonly by: readonly GraphNode[]; readonly met: boolean }>> = {
    'code-in-repository': any(repositories),
    'automated-release': any(releases),
    'training-started': any(started),
    'runs-tracked': any(tracked),
    'models-registered': any(registered),
    'deployed-by-pipeline': { by: delivered, met: all(delivered) },
    'deployed-from-registry': { by: fromRegistry, met: all(fromRegistry) },
    'deployment-watched': { by: watched, met: all(watched) },
    'quality-watched': any(quality),
    'retraining-triggered': any(closing),
  };
  const criteria = criterionIds.map((id): Criterion => {
    const { level, title } = scoring.maturity.criteria[id];
    return { id, level, title, met: found[id].met, nodes: found[id].by.map((node) => node.id) };
  });
  let level: Maturity['level'] = 0;
  for (const next of [1, 2, 3, 4] as const) {
    if (criteria.some((one) => one.level === next && !one.met)) break;
    level = next;
  }
  return {
    level,
    title: scoring.maturity.levels[level]?.title ?? '',
    missing: criteria.filter((one) => one.level === level + 1 && !one.met).map(({ title }) => title),
    criteria,
  };

  function reaches(node: GraphNode, kind: 'metrics' | 'model', stage: Stage): boolean {
    return graph.downstream(node, [kind]).some((one) => stands(one, stage));
  }
  function stands(node: GraphNode, stage: Stage): boolean {
    return node.stage === stage && !isRetired(node, today);
  }
}

function any(by: readonly GraphNode[]): { readonly by: readonly GraphNode[]; readonly met: boolean } {
  return { by, met: by.length > 0 };
}
