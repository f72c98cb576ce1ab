import { edgesWhere, leadingTo, nodesWhere, oncePer, reachedFrom, type GraphNode, type PlanGraph, type Service } from '../catalog';
import type { EdgeKind } from '../plan';
import { platformOf } from './ecosystems';
import {
  isMonitor,
  isStepElsewhere,
  keepsCode,
  keepsDataVersions,
  keepsModels,
  keepsRuns,
  releases,
  startsOnCode,
  trains,
  watchesModels,
} from './roles';

/*
 * The care that a plan takes of its work: which nodes are tracked, registered, versioned, released and watched. Each answer depends on
 * the nodes that do the caring, so that a score can leave out those that are out of support.
 */

/** Nodes that keep the logs of runs; one whose service is not in the catalog is taken at its word. */
export const runKeepers = nodesWhere(({ service, in: into }) =>
  service ? keepsRuns(service) : into.some(({ kind }) => kind === 'metrics'),
);

/** Nodes whose runs are logged: they log themselves, they start or run on something that does, or a job that logs runs on them. */
export const trackedIn = oncePer((graph: PlanGraph): ReadonlySet<GraphNode> => {
  const logging = runKeepers(graph).flatMap(({ in: into }) => into.flatMap(({ kind, from }) => (kind === 'metrics' ? [from] : [])));
  return new Set([...leadingTo(logging, ['control', 'runs-on']), ...reachedFrom(logging, ['runs-on'])]);
});

/** True if somebody has to see to it that a node's runs are logged: a designer keeps them by itself, and so do automated ML and Fabric. */
export function wantsTracking(node: GraphNode): boolean {
  return trains(node) && node.service?.outputs.metrics !== undefined && !recordsByItself(node);
}

/** True if a node's runs are recorded without a tracker in the plan: by Fabric, or by a tool that takes no code, such as automated ML. */
export function recordsByItself({ service }: GraphNode): boolean {
  if (!service) return false;
  const takesNoCode = service.approach === 'no-code' || (service.approach !== 'code' && service.inputs.code === undefined);
  return takesNoCode || keepsModelsByItself(service);
}

/** True if a platform keeps each model with its versions by itself, as Fabric does: experiments and models are items of its workspace. */
export function keepsModelsByItself({ id }: Service): boolean {
  return platformOf(id) === 'Fabric';
}

/**
 * True if the model of a node has a version: a registry leads to the node, or the model comes from a platform that keeps models by itself,
 * to a node of that platform or beyond it.
 * @param registered from `registeredIn`
 */
export function hasVersionedModel(node: GraphNode, registered: ReadonlySet<GraphNode>): boolean {
  const keeps = ({ service }: GraphNode) => service !== undefined && keepsModelsByItself(service);
  if (registered.has(node) || keeps(node)) return true;
  const models = node.in.filter(({ kind }) => kind === 'model');
  return models.length > 0 && models.every(({ from }) => keeps(from));
}

/** Nodes that keep versions of models. */
export const modelKeepers = nodesWhere((node) => (node.service !== undefined && keepsModels(node.service)) || keepsReleasedImages(node));

/** A registry of images to which a release pushes: each image has the version of the release that built it, model and all. */
function keepsReleasedImages({ service, in: into, out }: GraphNode): boolean {
  if (!service || service.compute || !into.some(({ kind, from }) => kind === 'image' && from.service && releases(from.service)))
    return false;
  return out.some(({ kind }) => kind === 'image');
}

/**
 * Nodes whose model has a version: a registry leads to them. It may also notify the release pipeline of a new model, or give the model to
 * the release pipeline, which rolls it out with the code.
 */
export const registeredIn = oncePer((graph: PlanGraph): ReadonlySet<GraphNode> => {
  const seen = new Set(modelKeepers(graph));
  for (const node of seen) {
    const rollsOut = node.service !== undefined && releases(node.service);
    for (const { kind, to } of node.out) if (registeredKinds.includes(kind) || (rollsOut && kind === 'code')) seen.add(to);
  }
  return seen;
});

const registeredKinds: readonly EdgeKind[] = ['model', 'image', 'control'];

/** Nodes whose models reach a registry, by themselves or by what they start. */
export const registeringIn = oncePer((graph: PlanGraph): ReadonlySet<GraphNode> =>
  leadingTo(leadingTo(modelKeepers(graph), ['model', 'image']), ['control']),
);

/** Nodes that keep versions of data. */
export const dataKeepers = nodesWhere(keepsDataVersions);

/** Nodes that read data with versions. */
export const versionedIn = oncePer((graph: PlanGraph): ReadonlySet<GraphNode> => reachedFrom(dataKeepers(graph), ['data']));

/** The edges along which a release reaches what it deploys. */
export const releaseKinds: readonly EdgeKind[] = ['control', 'code', 'image', 'model'];

/** Nodes that roll out releases. A system that trains or serves does that. */
export const releaseTools = nodesWhere((node) => node.service !== undefined && releases(node.service) && !isStepElsewhere(node));

/** Release tools that start on a change of the code. */
export const releaseToolsOnCode = nodesWhere(
  (node) => node.service !== undefined && releases(node.service) && !isStepElsewhere(node) && startsOnCode(node),
);

/** Nodes on a release path: a release tool leads to them. */
export const releasedIn = oncePer((graph: PlanGraph): ReadonlySet<GraphNode> => reachedFrom(releaseTools(graph), releaseKinds));

/** Nodes to which a release tool leads that starts on a change of the code. */
export const releasedOnCodeIn = oncePer((graph: PlanGraph): ReadonlySet<GraphNode> => reachedFrom(releaseToolsOnCode(graph), releaseKinds));

/** Nodes that a platform takes from the repository by itself: a workspace in Git, a bundle, deployment from source. */
export const releasedFromGit = oncePer((graph: PlanGraph): ReadonlySet<GraphNode> => {
  const synced = syncedNodes(graph);
  const platforms = new Set(synced.flatMap(({ node }) => platformOf(node.service) ?? []));
  const workspace = platforms.size === 0 ? [] : ofPlatforms(graph).filter(({ node }) => platforms.has(platformOf(node.service) ?? ''));
  return reachedFrom([...synced, ...workspace], releaseKinds);
});

const syncedNodes = nodesWhere(
  ({ service, in: into }) =>
    service !== undefined &&
    takesFromGit(service) &&
    into.some(({ kind, from }) => kind === 'code' && from.service && keepsCode(from.service)),
);

const ofPlatforms = nodesWhere(({ node }) => platformOf(node.service) !== undefined);

/** Nodes of platforms that keep their items in Git, where the plan joins one of them with a repository or a release by a code edge. */
export const keptInGit = oncePer((graph: PlanGraph): ReadonlySet<GraphNode> => {
  const platforms = platformsInGit(graph);
  return new Set(takersFromGit(graph).filter(({ node }) => platforms.has(platformOf(node.service) ?? '')));
});

const takersFromGit = nodesWhere(({ service }) => service !== undefined && takesFromGit(service));

const platformsInGit = oncePer((graph: PlanGraph): ReadonlySet<string> => {
  const platforms = new Set<string>();
  for (const { from, to } of codeEdges(graph)) {
    if (isGit(from)) platforms.add(platformOf(to.node.service) ?? '');
    if (isGit(to)) platforms.add(platformOf(from.node.service) ?? '');
  }
  platforms.delete('');
  return platforms;
});

const codeEdges = edgesWhere(({ kind, from, to }) => kind === 'code' && (isGit(from) || isGit(to)));

function isGit({ service }: GraphNode): boolean {
  return service !== undefined && (keepsCode(service) || releases(service));
}

/** Fabric and Databricks sync workspaces with Git; App Service, Functions and Container Apps deploy from a repository. */
function takesFromGit({ id, runsCode }: Service): boolean {
  const platform = platformOf(id);
  return platform === 'Fabric' || platform === 'Databricks' || runsCode === true;
}

/** Nodes that monitor others. */
export const monitorsOf = nodesWhere(isMonitor);

/**
 * Nodes that a monitor watches: their telemetry reaches it, by itself or from what they run on; a service that watches models
 * reads their inputs or results, from where these are kept too.
 */
export const watchedIn = oncePer((graph: PlanGraph): ReadonlySet<GraphNode> => {
  const monitors = monitorsOf(graph);
  const reporting = leadingTo(monitors, ['telemetry']);
  const reading = new Set(monitors.filter(({ service }) => service && watchesModels(service)));
  for (const node of reading) {
    const passesOn = monitors.includes(node) || node.service?.compute === undefined;
    if (passesOn) for (const { kind, from } of node.in) if (kind === 'data' || kind === 'metrics') reading.add(from);
  }
  return leadingTo([...reporting, ...reading], ['runs-on']);
});

/** True if a platform shows and reports every run of its items by itself, as Fabric's monitoring hub does. */
export function isMonitoredByPlatform({ id }: Service): boolean {
  return platformOf(id) === 'Fabric' && id !== 'power-bi';
}

/** True if an environment leads to the node, to what it runs on, to what runs on it, or to what starts it or is started by it. */
export function isPinned(node: GraphNode): boolean {
  const beside = (kind: EdgeKind) => kind === 'runs-on' || kind === 'control';
  const around = [
    ...node.out.flatMap(({ kind, to }) => (beside(kind) ? [to] : [])),
    ...node.in.flatMap(({ kind, from }) => (beside(kind) ? [from] : [])),
  ];
  return [node, ...around].some((one) =>
    one.in.some(({ kind, from }) => kind === 'image' || (kind === 'code' && from.node.service === 'conda-environments')),
  );
}
