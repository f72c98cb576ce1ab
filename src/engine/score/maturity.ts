import type { GraphNode } from '../catalog';
import type { Stage } from '../plan';
import { isRetired, type MeasureInput } from './measure';
import type { Criterion, Maturity } from './scores';

const levels = [
  'No MLOps',
  'DevOps, but no MLOps',
  'Automated training',
  'Automated model deployment',
  'Full MLOps, automated operations',
] as const;

/**
 * The level after Microsoft's MLOps maturity model, by what a plan can show: each level asks for all that stands below it.
 * What people and processes add to a level cannot be read from a plan and is left out.
 */
export function maturityOf({ graph, today }: MeasureInput): Maturity {
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

  const criterion = (id: string, level: Criterion['level'], title: string, by: readonly GraphNode[], needed = true): Criterion => ({
    id,
    level,
    title,
    met: needed && by.length > 0,
    nodes: by.map((node) => node.id),
  });
  const criteria: Criterion[] = [
    criterion('code-in-repository', 1, 'Code comes from a repository', repositories),
    criterion('automated-release', 1, 'Releases run as a pipeline that a change of the code starts', releases),
    criterion('training-started', 2, 'Training is started by a schedule or another service', started),
    criterion('runs-tracked', 2, 'Training runs are tracked', tracked),
    criterion('models-registered', 2, 'Trained models go to a registry', registered),
    criterion(
      'deployed-by-pipeline',
      3,
      'A release pipeline leads to every deployment',
      delivered,
      delivered.length === deployments.length,
    ),
    criterion(
      'deployed-from-registry',
      3,
      'Deployments take their model from the registry',
      fromRegistry,
      fromRegistry.length === deployments.length,
    ),
    criterion('deployment-watched', 3, 'Every deployment is monitored', watched, watched.length === deployments.length),
    criterion('quality-watched', 4, "The model's quality and its data are monitored", quality),
    criterion('retraining-triggered', 4, 'What monitoring sees starts a new training', closing),
  ];
  let level: Maturity['level'] = 0;
  for (const next of [1, 2, 3, 4] as const) {
    if (criteria.some((one) => one.level === next && !one.met)) break;
    level = next;
  }
  return {
    level,
    title: levels[level],
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
