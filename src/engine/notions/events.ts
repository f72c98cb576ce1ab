import type { Service, Triggers } from '../catalog';
import { eventNames, type EventKind, type ServiceId } from '../plan';

/*
 * Events, in the words of a plan and in those of the catalog. A plan asks for "blob-created"; one service lists that
 * very event, another lists "storage-event" or "file-arrival", and all of them will do.
 */

export type CatalogEvent = Triggers['events'][number];

interface PlanEvent {
  /** Triggers by which a service reacts to it. */
  readonly metBy: readonly CatalogEvent[];
}

const planEvents: Readonly<Record<EventKind, PlanEvent>> = {
  'blob-created': { metBy: ['blob-created', 'storage-event', 'file-arrival'] },
  'blob-deleted': { metBy: ['blob-deleted', 'storage-event'] },
  'custom-event': { metBy: ['custom-event'] },
  'pull-request': { metBy: ['pull-request'] },
  branch: { metBy: ['branch', 'push'] },
  'build-completed': { metBy: ['build-completed', 'pipeline-completed'] },
  artifact: { metBy: ['artifact', 'container-image', 'package'] },
  http: { metBy: ['http'] },
  email: { metBy: ['email', 'microsoft-365'] },
  sharepoint: { metBy: ['sharepoint', 'microsoft-365'] },
  dropbox: { metBy: ['dropbox'] },
  x: { metBy: ['x'] },
  // an alert can call a webhook
  alert: { metBy: ['alert', 'http'] },
};

/** Catalog events whose words differ from those of the plan's events. */
const furtherWords: Readonly<Partial<Record<CatalogEvent, string>>> = {
  push: 'pushes',
  'pipeline-completed': 'completed pipelines',
  'container-image': 'new container images',
  package: 'new packages',
  'azure-ml-event': 'events of Azure ML',
  'storage-event': 'storage events',
  'table-update': 'table updates',
  'file-arrival': 'new files',
  'model-update': 'new model versions',
  continuous: 'the end of their last run',
  'manual-dispatch': 'a click',
  message: 'messages in a queue',
  'microsoft-365': 'events of Microsoft 365',
  'fabric-event': 'events of Fabric',
};

/** Events that services raise and others react to. A service that is not here may raise anything. */
const raised: Readonly<Record<ServiceId, readonly CatalogEvent[]>> = {
  'azure-storage': ['blob-created', 'blob-deleted', 'storage-event', 'file-arrival'],
  'code-repository': ['push', 'branch', 'pull-request'],
  'azure-container-registry': ['container-image', 'artifact'],
  'azure-monitor': ['alert', 'http'],
  'application-insights': ['alert', 'http'],
  'microsoft-365': ['microsoft-365', 'email'],
  sharepoint: ['sharepoint', 'microsoft-365'],
  dropbox: ['dropbox'],
  'twitter-x': ['x'],
  'databricks-mlflow-model-registry': ['model-update', 'http'],
  'mlflow-open-source': ['model-update', 'http'],
  'databricks-unity-catalog': ['table-update', 'model-update', 'file-arrival'],
  'saas-application': ['http', 'custom-event'],
  'consumer-application': ['http', 'custom-event'],
  'azure-event-hubs': ['message'],
  'azure-service-bus': ['message'],
  'fabric-onelake': ['fabric-event', 'file-arrival'],
  'azure-devops': ['pipeline-completed', 'build-completed', 'artifact', 'package', 'push', 'branch', 'pull-request', 'http'],
  'github-actions': ['pipeline-completed', 'build-completed', 'package', 'container-image', 'http'],
  'azure-ml-workspace': ['azure-ml-event'],
  'azure-ml-dataset-drift': ['azure-ml-event'],
  'azure-ml-kubernetes-compute': ['azure-ml-event'],
  'azure-ml-model-deployment': ['azure-ml-event'],
  'azure-ml-pipelines': ['azure-ml-event'],
  'azure-ml-jobs-sdk': ['azure-ml-event'],
  'azure-ml-model-registry': ['azure-ml-event'],
  'azure-ml-managed-online-endpoints': ['azure-ml-event'],
  'azure-ml-model-monitoring': ['azure-ml-event', 'alert'],
};

/** An event of the plan as a sentence names it. */
export function eventWords(kind: EventKind): string {
  return eventNames[kind];
}

/** Events of the catalog as a sentence names them. */
export function catalogEventWords(events: readonly CatalogEvent[]): string[] {
  return [...new Set(events.map((event) => furtherWords[event] ?? eventNames[event as EventKind]))]; // every event is in one of the two tables
}

/** True if something with these triggers reacts to what the plan calls this kind of event. */
export function reactsTo(triggers: Triggers | undefined, kind: EventKind): boolean {
  return triggers?.events.some((event) => planEvents[kind].metBy.includes(event)) ?? false;
}

/** True for an event relay such as Event Grid: it reacts to events, but starts no work itself. */
export function isRelay({ triggers, orchestrates, outputs }: Service): boolean {
  return triggers !== undefined && (orchestrates ?? []).length === 0 && outputs.control?.join() === 'event';
}

/**
 * Events that a service raises; `undefined` if unknown.
 * @param handedOn events that reach it, if it is a relay
 */
export function raisedBy(service: Service, handedOn: readonly CatalogEvent[] = []): readonly CatalogEvent[] | undefined {
  // a relay delivers as an event of its own or by a webhook
  return isRelay(service) ? [...handedOn, 'custom-event', 'http'] : raised[service.id];
}

/** True if a service takes one of these events; any event will do where it is not known which. */
export function takesOneOf(service: Service, events: readonly CatalogEvent[] | undefined): boolean {
  const taken = service.triggers?.events ?? [];
  if (events === undefined) return taken.length > 0;
  return taken.some((event) => events.includes(event) && (isRelay(service) || !onlyRelayed.includes(event)));
}

/** Events that their source gives to Event Grid only, and that reach a listener from there. */
export const onlyRelayed: readonly CatalogEvent[] = ['azure-ml-event'];
