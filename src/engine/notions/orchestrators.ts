import { nodesWhere, oncePer, type Catalog, type GraphEdge, type GraphNode, type Service } from '../catalog';
import type { Schedule } from '../plan';
import { isRelay, raisedBy, takesOneOf, type CatalogEvent } from './events';

/*
 * Services that start work, and what they can start: the guide's two trigger tables with today's values from the catalog.
 */

/** True if a service starts work on a schedule or an event and hands it to others. */
export function orchestrates(service: Service | undefined): boolean {
  return service?.triggers !== undefined && service.stages.includes('orchestration') && !isRelay(service);
}

/**
 * The nodes of a plan that orchestrate. A service that can also do other work, such as Azure Functions, does not orchestrate
 * when it starts nothing and is called or serves a model.
 */
export const orchestratorsOf = nodesWhere((node) => {
  const { service, stage } = node;
  if (!orchestrates(service)) return false;
  if (stage === 'orchestration' || service?.stages[0] === 'orchestration' || node.out.some(({ kind }) => kind === 'control')) return true;
  return !node.in.some(
    ({ kind, from }) => kind === 'model' || kind === 'image' || (kind === 'control' && from.service?.orchestrates?.length),
  );
});

/**
 * True if a service offers a schedule of this kind. A recurrence ("at these hours on these days") can be written
 * as a cron line or a tumbling window too; a cron line and a tumbling window say more than the other two can.
 */
export function keepsSchedule({ triggers }: Service, need: Schedule): boolean {
  if (need === 'none') return true;
  const offered = triggers?.schedule ?? [];
  return need === 'recurrence' ? offered.length > 0 : offered.includes(need);
}

/** True if a service may start another, by the catalog's table of starts. */
export function mayStart(from: Service, to: Service, catalog: Catalog): boolean {
  const start = catalog.start(from, to);
  return start !== undefined && start.way !== 'no';
}

/** True if Pipedraft may propose a service to start another: a source says that it starts or calls it, and does not only roll it out. */
export function wouldStart(from: Service, to: Service, catalog: Catalog): boolean {
  if (isPerson(from)) return false;
  const start = catalog.start(from, to);
  if (start === undefined || start.way === 'no' || start.way === 'open' || start.act === 'deploy' || start.unconfirmed || isRelay(to))
    return false;
  return catalog.shared(from, to, 'control').length > 0;
}

/** Answers rather than works: the release or workflow that asked goes on. So it is neither put between two services nor made to start one. */
export function isPerson({ compute, triggers, orchestrates, inputs }: Service): boolean {
  return (orchestrates ?? []).length > 0 && compute === undefined && triggers === undefined && inputs.code === undefined;
}

/** True if it does so without one's own code. */
export function startsNatively(from: Service, to: Service, catalog: Catalog): boolean {
  return catalog.start(from, to)?.way === 'native';
}

/**
 * True if a control edge may run between two services: something travels along it, and the table of starts says that the first starts the
 * second, or, where the table does not have the two, the second listens for an event of the first.
 * @param events events that leave the first, where they are known better than from its service
 */
export function mayControl(
  from: Service,
  to: Service,
  catalog: Catalog,
  events: readonly CatalogEvent[] | undefined = raisedBy(from),
): boolean {
  const shared = catalog.shared(from, to, 'control');
  if (shared.length === 0) return false;
  if (mayStart(from, to, catalog)) return true;
  if (catalog.starts.cell(from.id, to.id)) return false;
  return shared.includes('event') && (isRelay(to) || takesOneOf(to, events));
}

/** True if everything that starts a node could start another service in its place. */
export function couldBeStarted(node: GraphNode, candidate: Service, catalog: Catalog): boolean {
  return node.in.every(
    ({ kind, from }) => kind !== 'control' || !from.service?.orchestrates?.length || mayStart(from.service, candidate, catalog),
  );
}

/** True if an edge hands an event to a service that takes it. */
export function deliversEvent({ from, to }: GraphEdge, catalog: Catalog): boolean {
  if (!from.service || !to.service || !catalog.shared(from.service, to.service, 'control').includes('event')) return false;
  return mayControl(from.service, to.service, catalog, raisedAt(from));
}

/** Events that leave a node: its service's own, and for a relay also those that reach it. */
export const raisedAt = oncePer((node: GraphNode): readonly CatalogEvent[] | undefined => {
  if (!node.service) return undefined;
  if (!isRelay(node.service)) return raisedBy(node.service);
  const reaching = node.in.flatMap(({ kind, from }) =>
    kind === 'control' && from.service && !isRelay(from.service) ? (raisedBy(from.service) ?? []) : [],
  );
  return raisedBy(node.service, [...new Set(reaching)]);
});

/** True if nothing in the plan starts a node, so that it starts by itself. */
export const isStartedByNothing = oncePer((node: GraphNode): boolean => !node.in.some(({ kind }) => kind === 'control'));
