import { nodesWhere, reachedFrom, type GraphNode } from '../catalog';
import {
  forTests,
  hasVersionedModel,
  isMonitoredByPlatform,
  keepsCode,
  keepsModelsByItself,
  registeredIn,
  registeringIn,
  releasedOnCodeIn,
  releaseKinds,
  releases,
  releaseToolsOnCode,
  servesBoughtModel,
  servingNodes,
  startsOnCode,
  trackedIn,
  trainingNodes,
  trains,
  wantsTracking,
  watchedIn,
  watchesModels,
} from '../notions';
import type { MeasureInput } from './measure';
import { criterionIds, type CriterionId } from './criterion-ids';
import type { Criterion, Maturity } from './scores';

/**
 * The level of Microsoft's MLOps maturity model that a plan shows: each level includes all levels below it. Requirements on people and
 * processes cannot be read from a plan and are left out. Nodes do what the rules take them to do; what is out of support, and edges along
 * which nothing can pass, count for nothing.
 */
export function maturityOf({ working, scoring }: MeasureInput): Maturity {
  const training = trainingNodes(working);
  const deployments = servingNodes(working);
  const tools = releaseToolsOnCode(working);
  const tracked = trackedIn(working);
  const registering = registeringIn(working);
  const registered = registeredIn(working);
  const released = releasedOnCodeIn(working);
  const watched = watchedIn(working);
  const tests = forTests(working);
  // Fabric keeps models as items with versions, and shows each run in its monitoring hub
  const keepsItself = ({ service }: GraphNode) => service !== undefined && keepsModelsByItself(service);
  const isWatchedByPlatform = ({ service }: GraphNode) => service !== undefined && isMonitoredByPlatform(service);
  const quality = watchersOfModels(working);

  const found: Readonly<Record<CriterionId, { readonly by: readonly GraphNode[]; readonly met: boolean }>> = {
    'code-in-repository': any(givingCode(working)),
    'automated-release': any(tools.filter(({ out }) => out.some(({ kind }) => releaseKinds.includes(kind)))),
    'training-started': any(
      training.filter(
        ({ service, in: into }) => into.some(({ kind }) => kind === 'control') || (service?.triggers?.schedule.length ?? 0) > 0,
      ),
    ),
    'runs-tracked': every(training, (node) => !wantsTracking(node) || tracked.has(node)),
    'models-registered': every(training, (node) => registering.has(node) || keepsItself(node)),
    'deployed-by-pipeline': every(deployments, (node) => released.has(node)),
    'deployed-from-registry': every(deployments, (node) => servesBoughtModel(node) || hasVersionedModel(node, registered)),
    'deployment-watched': every(deployments, (node) => watched.has(node) || tests.has(node) || isWatchedByPlatform(node)),
    'quality-watched': any(quality),
    'retraining-triggered': any(quality.filter(startsTraining)),
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
}

const watchersOfModels = nodesWhere(
  ({ service, in: into }) =>
    service !== undefined && watchesModels(service) && into.some(({ kind }) => kind === 'data' || kind === 'metrics'),
);

const givingCode = nodesWhere(
  (node) =>
    node.service !== undefined &&
    (keepsCode(node.service) || (releases(node.service) && startsOnCode(node))) &&
    node.out.some(({ kind }) => kind === 'code'),
);

/** True if what a node sees starts a training; its figures may go by a table or an alert first. */
function startsTraining(node: GraphNode): boolean {
  const told = [...reachedFrom([node], ['control', 'data', 'metrics', 'telemetry'])];
  return told.some(({ out }) => out.some(({ kind, to }) => kind === 'control' && trains(to)));
}

function any(by: readonly GraphNode[]): { readonly by: readonly GraphNode[]; readonly met: boolean } {
  return { by, met: by.length > 0 };
}

/** Met where there are such nodes, and all of them pass. */
function every(
  asked: readonly GraphNode[],
  passes: (node: GraphNode) => boolean,
): { readonly by: readonly GraphNode[]; readonly met: boolean } {
  const by = asked.filter(passes);
  return { by, met: asked.length > 0 && by.length === asked.length };
}
