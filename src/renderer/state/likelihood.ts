import { lanes, stages, type EdgeKind, type Plan, type Stage } from '#engine/plan';
import type { Service } from '#engine/catalog';

/* How likely a service is to be the next one in a plan. All of it is a number of steps: fewer are likelier. */

/** True for a service that is retired or about to be. It is listed, since plans have it, but never proposed. */
export function isGone({ status }: Service): boolean {
  return status.state === 'retired' || status.state === 'deprecated';
}

/**
 * True for a service that stands for anything that the catalog does not know: it has most stages, fits everywhere, and is meant only where
 * nothing else is.
 */
export function isAnything({ outside, integratesWith, stages: at }: Service): boolean {
  return outside === true && integratesWith.length === 0 && at.length > stages.length / 2;
}

/** The stages that work of a stage is usually handed on to, the likeliest first. */
const nextStages: Readonly<Record<Stage, readonly Stage[]>> = {
  source: ['data-transfer', 'data-transformation', 'data-versioning', 'orchestration'],
  experimentation: ['training', 'tracking-experiments', 'model-registry', 'orchestration', 'compute'],
  orchestration: ['data-transfer', 'compute', 'data-transformation', 'training', 'experimentation', 'deployment-batch'],
  'data-transfer': ['data-transformation', 'compute', 'experimentation', 'training', 'data-transfer', 'data-versioning'],
  'data-transformation': ['data-transfer', 'training', 'compute', 'experimentation', 'data-versioning', 'consumption'],
  compute: ['training', 'tracking-experiments', 'model-registry'],
  'tracking-experiments': ['model-registry', 'training', 'deployment-realtime'],
  'data-versioning': ['training', 'compute', 'experimentation', 'data-transformation'],
  'model-registry': ['deployment-realtime', 'deployment-batch', 'orchestration'],
  training: ['tracking-experiments', 'model-registry', 'deployment-realtime', 'deployment-batch', 'compute'],
  'deployment-batch': ['data-transfer', 'monitoring', 'consumption'],
  'deployment-realtime': ['monitoring', 'consumption'],
  monitoring: ['monitoring', 'orchestration'],
  consumption: ['monitoring', 'data-transfer'],
  foundation: ['foundation'],
};

/** The stage that a service would have after another stage: the likeliest, where the service's own order of stages counts too. */
export function nextStage(service: Service, from: Stage | undefined): Stage | undefined {
  return [...service.stages].sort((a, b) => stageSteps(service, a, from) - stageSteps(service, b, from))[0];
}

/** Steps from a stage to one of a service's; what a service is for in the first place is likelier than what it is for as well. */
function stageSteps(service: Service, stage: Stage, from: Stage | undefined): number {
  return stepsTo(stage, from) + 1.5 * service.stages.indexOf(stage);
}

function stepsTo(stage: Stage, from: Stage | undefined): number {
  // a plan is begun with its work; the sources come to mind with the transfer
  if (from === undefined) return stage === 'source' ? laneAt('data-transfer') - 0.5 : laneAt(stage);
  const usual = nextStages[from].indexOf(stage);
  if (usual >= 0) return usual * 0.5;
  const steps = laneAt(stage) - laneAt(from);
  return 4 + 0.3 * (steps > 0 ? steps : lanes.length - steps);
}

function laneAt(stage: Stage): number {
  return lanes.findIndex((lane) => (lane.stages as readonly Stage[]).includes(stage));
}

/** Steps that a kind of edge adds: data, models and calls lead on; code and images accompany the work. */
const kindSteps: Readonly<Record<EdgeKind, number>> = {
  data: 0,
  model: 0,
  control: 0,
  request: 0,
  metrics: 0,
  telemetry: 0,
  'runs-on': 1,
  image: 1.5,
  code: 2,
};

/** What orchestrates is called and calls: that data can pass as well is not what it is for. */
function stepsOfKind(kind: EdgeKind, stage: Stage | undefined, from: Stage | undefined): number {
  return kind !== 'control' && (stage === 'orchestration' || from === 'orchestration') ? 2 : kindSteps[kind];
}

interface Way {
  readonly stage: Stage | undefined;
  readonly kind: EdgeKind | undefined;
  /** The service and stage that it would follow, if any. */
  readonly from: { readonly service: Service | undefined; readonly stage: Stage } | undefined;
}

/** How unlikely a service is at a place of a plan, in steps. @param there the services that the plan has */
export function unlikeliness(service: Service, { stage, kind, from }: Way, { context }: Plan, there: ReadonlySet<string>): number {
  const { approach = 'mixed' } = context;
  const estranged = approach !== 'mixed' && service.approach !== 'both' && service.approach !== approach;
  return (
    (stage === undefined ? 20 : stageSteps(service, stage, from?.stage)) +
    { ga: 0, preview: 2, deprecated: 200, retired: 300 }[service.status.state] +
    (isAnything(service) ? 100 : 0) +
    (service.onlyWhereRun ? 3 : 0) +
    (there.has(service.id) ? 3 : 0) +
    (estranged ? 1.5 : 0) +
    (kind === undefined ? 0 : stepsOfKind(kind, stage, from?.stage)) -
    (context.estate?.includes(service.id) ? 2 : 0) -
    (areJoined(from?.service, service) ? 3 : 0)
  );
}

/** True if the catalog says of either service that it works with the other. */
function areJoined(one: Service | undefined, other: Service): boolean {
  return one !== undefined && (one.integratesWith.includes(other.id) || other.integratesWith.includes(one.id));
}

/** How unlikely a service is to take the place of another one for a stage, in steps. */
export function unlikelyInstead(service: Service, stage: Stage | undefined, { context }: Plan): number {
  const { approach = 'mixed' } = context;
  const estranged = approach !== 'mixed' && service.approach !== 'both' && service.approach !== approach;
  return (
    (stage === undefined ? 0 : 1.5 * service.stages.indexOf(stage)) + (estranged ? 3 : 0) + (service.status.state === 'preview' ? 2 : 0)
  );
}
