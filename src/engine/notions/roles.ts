import { nodesWhere, oncePer, type GraphEdge, type GraphNode, type PlanGraph, type Service } from '../catalog';
import type { EdgeKind, Stage } from '../plan';
import { platformOf } from './ecosystems';

/*
 * The role of a node, read from the abilities of its service, from its stage and from its edges; never from the service's
 * name, so that services of a pack are understood too. It is one thing, since roles exclude each other: what only calls a model, prepares
 * data or sends it serves none.
 */

/**
 * True if a node answers or scores with a model that it is given. A registry of images computes nothing, a node that others only run on is
 * compute, and an application that calls a model serves none itself.
 */
export const serves = oncePer((node: GraphNode): boolean => {
  const { service, in: into } = node;
  if (!service?.inputs.model || !(service.compute || isStepElsewhere(node)) || !isInDeployment(node)) return false;
  if (onlyStartsOthers(node) || preparesTraining(node) || isTried(node) || isClient(node) || onlyGivesData(node)) return false;
  const work = into.filter(({ kind }) => kind === 'runs-on');
  if (work.length === 0 || into.some(({ kind }) => kind === 'model')) return true;
  // the image of a container in which a library runs holds that library
  return into.some(carriesModel) && !work.every(({ from }) => from.service?.managed === 'library');
});

/**
 * True if a system of which the catalog knows nothing does a step of the plan's own work, training or serving: the plan says so by its
 * stage, and is taken at its word.
 */
export function isStepElsewhere({ service, node: { stage } }: GraphNode): boolean {
  if (!service?.outside || stage === undefined) return false;
  return (stage === 'training' || isDeployment(stage)) && service.stages.includes(stage);
}

/** True if the plan itself serves a model with a node. How a system of others serves is for others to say. */
export function servesItself(node: GraphNode): boolean {
  return serves(node) && !node.service?.outside;
}

/** True if an edge brings a model, by itself or inside an image. */
export function carriesModel({ kind }: GraphEdge): boolean {
  return kind === 'model' || kind === 'image';
}

/** True if a service has models of its vendor to offer, as Microsoft Foundry does: people write prompts for them instead of training. */
export function offersModels({ skills }: Service): boolean {
  return skills.some(({ skill }) => skill === 'prompting');
}

/** True if a node serves a model that nobody trained here: its service offers models, and the plan gives it none. */
export function servesBoughtModel(node: GraphNode): boolean {
  return node.service !== undefined && offersModels(node.service) && serves(node) && !node.in.some(carriesModel);
}

/** True if a model reaches a node: by an edge of its own, inside an image, or by a release that takes it along with the code. */
export const isGivenModel = oncePer((node: GraphNode): boolean => {
  const seen = new Set([node]);
  for (const one of seen) {
    for (const { kind, from } of one.in) {
      if (kind === 'model') return true;
      if (kind === 'image' || (from.service && releases(from.service) && (kind === 'code' || kind === 'control'))) seen.add(from);
    }
  }
  return false;
});

/**
 * An application or a device that calls a model, feeds one or acts on its answers, directly or by way of a stream, an index or another such host: a host of any
 * code beside what is given the model, while itself it is given none.
 */
function isClient(node: GraphNode): boolean {
  if (!hostsWithoutModel(node)) return false;
  const seen = new Set([node]);
  for (const one of seen) {
    for (const other of neighboursOf(one)) {
      if (isModelHost(other)) return true;
      if (hostsWithoutModel(other) || passesOn(other)) seen.add(other);
    }
  }
  return false;
}

/**
 * A tool that is given nothing but data, and whose data lead to a training, prepares them, as people do who label pictures: the plan states
 * no stage, and neither gives it a model nor rolls anything out to it. What it passes on may go through others that are given no model.
 */
function preparesTraining(node: GraphNode): boolean {
  if (isPlaced(node) || !hostsWithoutModel(node) || node.in.some(({ kind }) => kind !== 'data')) return false;
  const seen = new Set([node]);
  for (const one of seen) {
    if (one !== node && trains(one)) return true;
    if (!isGivenModel(one)) for (const { kind, to } of one.out) if (kind === 'data') seen.add(to);
  }
  return false;
}

/**
 * A host of any code that only gives data, as devices do whose readings are collected: the plan states no stage, and gives it neither a model
 * or an image nor data or requests. A release may roll its code out.
 */
function onlyGivesData(node: GraphNode): boolean {
  const { in: into, out } = node;
  if (isPlaced(node) || !hostsWithoutModel(node) || !out.some(({ kind }) => kind === 'data')) return false;
  return into.every(({ kind, from }) => kind === 'code' || (kind === 'control' && from.service !== undefined && releases(from.service)));
}

/** A stream or a queue between an application and the model that it feeds, or an index that it fills and that a model is asked with. */
function passesOn({ service }: GraphNode): boolean {
  if (!service || service.compute || (service.triggers && !service.outside)) return false; // what orchestrates is no mere way
  const { inputs, outputs } = service;
  const isStream = inputs.data?.includes('stream') === true && outputs.data?.includes('stream') === true;
  return isStream || (inputs.data !== undefined && inputs.request !== undefined);
}

/** A model of a vendor that is given examples and answers nobody is tried out, as in a playground or an evaluation. */
function isTried(node: GraphNode): boolean {
  const { service, in: into, out } = node;
  if (!service || isPlaced(node) || !offersModels(service) || !service.stages.includes('experimentation')) return false;
  return out.length === 0 && into.length > 0 && into.every(({ kind }) => kind === 'data');
}

function hostsWithoutModel(node: GraphNode): boolean {
  const { service } = node;
  if (!service?.compute || platformOf(service.id) !== undefined || releases(service) || offersModels(service)) return false;
  return (service.inputs.image !== undefined || service.inputs.code !== undefined) && !isGivenModel(node);
}

function isModelHost({ service, in: into }: GraphNode): boolean {
  return service?.compute !== undefined && !releases(service) && (offersModels(service) || into.some(({ kind }) => kind === 'model'));
}

function neighboursOf({ in: into, out }: GraphNode): readonly GraphNode[] {
  const asks = ({ kind }: GraphEdge) => !besides.includes(kind);
  return [...into.filter(asks).map(({ from }) => from), ...out.filter(asks).map(({ to }) => to)];
}

/** Kinds of edge along which nobody asks a model and gets its answers. */
const besides: readonly EdgeKind[] = ['telemetry', 'metrics', 'code', 'image', 'model', 'runs-on'];

/** A node without a stage of its own is in deployment where its service can score, and it is given a model that it does not hand on. */
function isInDeployment(one: GraphNode): boolean {
  const { service, stage, in: into, out } = one;
  if (isDeployment(stage)) return true;
  if (!service || isPlaced(one) || !canScore(service)) return false;
  return into.some(({ kind }) => kind === 'model') && !out.some(({ kind }) => kind === 'model' || kind === 'code');
}

/** True if the plan puts a node in a stage where its service could have another: the only stage of a service says nothing of its use. */
function isPlaced({ service, node }: GraphNode): boolean {
  return node.stage !== undefined && !(service?.stages.length === 1 && service.stages[0] === node.stage);
}

/** Computes with models and writes results, and does not only keep models or runs. */
export function canScore(service: Service): boolean {
  const { compute, inputs, outputs } = service;
  return compute !== undefined && inputs.model !== undefined && outputs.data !== undefined && !keeps(service);
}

/**
 * A function that starts others or is started, and is given no model, is in the real-time stage only because that is its service's first.
 * So is an application that asks a served model.
 */
function onlyStartsOthers(one: GraphNode): boolean {
  const { service, in: into, out } = one;
  if (isPlaced(one)) return false;
  const starts = service?.stages.includes('orchestration') && [...into, ...out].some(({ kind }) => kind === 'control');
  // a batch endpoint with a pipeline behind it
  const runs = out.some(({ kind, to }) => kind === 'control' && service?.orchestrates?.includes(to.node.service) && trains(to));
  const asks = service !== undefined && !offersModels(service) && out.some(({ kind }) => kind === 'request');
  return (starts || runs || asks) && !into.some(carriesModel);
}

/** True if a node answers requests with a model that it brings itself, such as a foundation model: nothing has to be trained or registered for it. */
export function bringsModel({ service, stage }: GraphNode): boolean {
  return stage === 'deployment-realtime' && service?.compute !== undefined && service.inputs.request !== undefined && !service.inputs.model;
}

export function isDeployment(stage: Stage | undefined): boolean {
  return stage === 'deployment-batch' || stage === 'deployment-realtime';
}

/** True if a node makes a model: it is in training, or hands on a model that it was not given, or is a pipeline that logs figures of its runs. */
export function trains(node: GraphNode): boolean {
  const { service, stage, in: into, out } = node;
  if (!service || isDeployment(stage)) return false;
  if (stage === 'training') return true;
  if (releases(service) || keeps(service) || into.some((edge) => edge.kind === 'model' && !comesBack(node, edge))) return false;
  return out.some(({ kind }) => kind === 'model') || (isTrainingPipeline(node) && out.some(({ kind }) => kind === 'metrics'));
}

/** True if a plan has more than one node. */
export const hasSeveral = oncePer(({ nodes }: PlanGraph) => nodes.length > 1);

/** The nodes that make models, and those that serve them. */
export const trainingNodes = nodesWhere(trains);
export const servingNodes = nodesWhere((node) => serves(node));
/** True if a registry gives a node the model that the node handed to it: one job trains and scores, or goes on from the last model. */
function comesBack(node: GraphNode, { from }: GraphEdge): boolean {
  return from.service !== undefined && keepsModels(from.service) && from.in.some((edge) => edge.kind === 'model' && edge.from === node);
}

/**
 * True if a node that trains scores in the same run: it writes results, and what it trains goes to nobody who could score with it instead, as
 * where a script fits a model to each group and writes the forecasts.
 */
export function scoresAsItTrains(node: GraphNode): boolean {
  const { service, out } = node;
  if (!service || !trains(node) || !canScore(service) || !out.some(({ kind }) => kind === 'data')) return false;
  const ends = ({ kind, to }: GraphEdge) =>
    kind !== 'model' ||
    (to.service !== undefined && keepsModels(to.service) && to.out.every((edge) => edge.kind !== 'model' || edge.to === node));
  return out.every(ends);
}

/** Keeps what others make. */
function keeps(service: Service): boolean {
  return keepsModels(service) || keepsRuns(service);
}

/** Orchestrates and trains at once, in a stage that the plan does not state. */
function isTrainingPipeline(one: GraphNode): boolean {
  const { service } = one;
  return !isPlaced(one) && service?.stages[0] === 'orchestration' && service.stages.includes('training');
}

/** Takes models in and gives them out by number: a registry. */
export function keepsModels({ stages, inputs, outputs }: Service): boolean {
  return stages.includes('model-registry') && inputs.model !== undefined && outputs.model !== undefined;
}

/** Keeps the logs of runs: parameters, metrics, results. */
export function keepsRuns({ stages, inputs }: Service): boolean {
  return stages.includes('tracking-experiments') && inputs.metrics !== undefined;
}

/** True if a node keeps versions of data. Plain storage does so only where the plan puts it in that stage, and a monitor only looks on. */
export function keepsDataVersions({ service, stage }: GraphNode): boolean {
  if (stage === 'data-versioning') return true;
  return (
    service !== undefined &&
    service.stages.includes('data-versioning') &&
    service.outputs.data !== undefined &&
    stage !== 'data-transfer' &&
    stage !== 'monitoring'
  );
}

/** Keeps code and reports each change to it: a repository. */
export function keepsCode({ inputs, outputs }: Service): boolean {
  return outputs.code !== undefined && inputs.control === undefined && (outputs.control ?? []).includes('event');
}

/** Takes code, hands it on and starts things: a release tool. */
export function releases({ inputs, outputs }: Service): boolean {
  return inputs.code !== undefined && outputs.code !== undefined && (outputs.control ?? []).includes('call');
}

/** Watches the inputs and outputs of a model and reports its own figures: drift, quality. Service monitors take telemetry only. */
export function watchesModels({ stages, inputs, outputs }: Service): boolean {
  return stages.includes('monitoring') && outputs.metrics !== undefined && inputs.data !== undefined;
}

/** Keeps the telemetry of others and raises alerts, rather than only showing it or looking at the model. */
export function keepsTelemetry(service: Service): boolean {
  const { stages, inputs, outputs } = service;
  return stages.includes('monitoring') && inputs.telemetry !== undefined && outputs.telemetry !== undefined && !watchesModels(service);
}

/** True if a node monitors others: it is in that stage, and keeps telemetry or watches models. A report or a dashboard only shows. */
export function isMonitor({ service, stage }: GraphNode): boolean {
  return stage === 'monitoring' && (service === undefined || keepsTelemetry(service) || watchesModels(service));
}

const careStages: readonly Stage[] = ['tracking-experiments', 'data-versioning', 'model-registry', 'monitoring', 'foundation'];

/**
 * True if a service does none of the work itself: it keeps code, runs, models or versions of data, pins environments, rolls out, watches, or
 * is the network, the vault or the governance that is there for all. A plan is never worse for having it.
 */
export function takesCare(service: Service): boolean {
  return service.stages.every((stage) => careStages.includes(stage)) || keepsCode(service) || releases(service) || keepsImages(service);
}

/** Makes or keeps the images and environments in which others run. */
function keepsImages({ inputs, outputs, compute }: Service): boolean {
  return outputs.image !== undefined && !compute && (inputs.control === undefined || inputs.image !== undefined);
}

/** True if a change of the code starts a service. */
export function startsOnCode({ service }: GraphNode): boolean {
  return service?.triggers?.events.some((event) => event === 'push' || event === 'pull-request' || event === 'branch') ?? false;
}

/** True if nobody writes code for a plan: it says so, and every service that does some of the work can be used without. */
export function isWithoutCode(graph: PlanGraph): boolean {
  return graph.plan.context.approach === 'no-code' && writtenNodes(graph).length === 0;
}

const writtenNodes = nodesWhere(
  ({ service }) => service !== undefined && service.approach === 'code' && !takesCare(service) && service.stages[0] !== 'compute',
);
