import type { GraphNode, Service } from '../../catalog';
import type { Stage } from '../../plan';

/*
 * What a node is there for, read from what its service can do, from the stage it stands in and from its edges; never from
 * the service's name, so that services of a pack are understood too.
 */

/** Whether a node answers or scores with a model that it is given. A registry of images computes nothing, and what other nodes only run on is compute, and serves nothing itself. */
export function serves({ service, stage, in: edges }: GraphNode): boolean {
  if (!service?.compute || !isDeployment(stage) || !service.inputs.model) return false;
  return !edges.some(({ kind }) => kind === 'runs-on') || edges.some(({ kind }) => kind === 'model' || kind === 'image');
}

export function isDeployment(stage: Stage | undefined): boolean {
  return stage === 'deployment-batch' || stage === 'deployment-realtime';
}

/** Whether a node makes a model: it stands in training, or hands on a model that it was not given. */
export function trains({ service, stage, in: into, out }: GraphNode): boolean {
  if (!service || isDeployment(stage)) return false;
  if (stage === 'training') return true;
  return (
    !keepsModels(service) &&
    !keepsRuns(service) &&
    !releases(service) &&
    out.some(({ kind }) => kind === 'model') &&
    !into.some(({ kind }) => kind === 'model')
  );
}

/** Takes models in and gives them out by number: a registry. */
export function keepsModels({ stages, inputs, outputs }: Service): boolean {
  return stages.includes('model-registry') && inputs.model !== undefined && outputs.model !== undefined;
}

/** Keeps what runs log: parameters, metrics, results. */
export function keepsRuns({ stages, inputs }: Service): boolean {
  return stages.includes('tracking-experiments') && inputs.metrics !== undefined;
}

/** Whether a node keeps versions of data. Plain storage does so only where the plan puts it in that stage, and a monitor only looks on. */
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

/** Keeps code and tells of each change to it: a repository. */
export function keepsCode({ inputs, outputs }: Service): boolean {
  return outputs.code !== undefined && inputs.control === undefined && (outputs.control ?? []).includes('event');
}

/** Takes code, hands it on and starts things: what rolls releases out. */
export function releases({ inputs, outputs }: Service): boolean {
  return inputs.code !== undefined && outputs.code !== undefined && (outputs.control ?? []).includes('call');
}

/** Watches what goes in and out of a model and reports figures of its own: drift, quality. Monitors of services take telemetry and give none. */
export function watchesModels({ stages, inputs, outputs }: Service): boolean {
  return stages.includes('monitoring') && outputs.metrics !== undefined && inputs.data !== undefined;
}

/** Keeps what others report of themselves, rather than only showing it. */
export function keepsTelemetry({ stages, inputs, outputs }: Service): boolean {
  return stages.includes('monitoring') && inputs.telemetry !== undefined && outputs.telemetry !== undefined;
}
