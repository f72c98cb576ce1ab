import { oncePer, type Catalog, type GraphEdge, type GraphNode, type PlanGraph, type Service } from '../../catalog';
import type { Schedule } from '../../plan';
import { isRelay, raisedBy, takesOneOf, type CatalogEvent } from './events';
import { releases } from './roles';

/*
 * Who starts work, and who can start whom: the guide's two trigger tables by today's values, as the catalog has them.
 */

/** Whether a service starts work on a schedule or an event and hands it to others. */
export function orchestrates(service: Service | undefined): boolean {
  return service?.triggers !== undefined && service.stages.includes('orchestration') && !isRelay(service);
}

/** The nodes of a plan that orchestrate. What can also do other work, such as Azure Functions, does that when it starts nothing and is called or serves a model. */
export const orchestratorsOf = oncePer((graph: PlanGraph): readonly GraphNode[] =>
  graph.nodes.filter(({ service, stage, in: into, out }) => {
    if (!orchestrates(service)) return false;
    if (stage === 'orchestration' || service?.stages[0] === 'orchestration' || out.some(({ kind }) => kind === 'control')) return true;
    return !into.some(
      ({ kind, from }) => kind === 'model' || kind === 'image' || (kind === 'control' && from.service?.orchestrates?.length),
    );
  }),
);

/**
 * Whether a schedule of this kind can be had from a service. A recurrence ("at these hours on these days") can be written
 * as a cron line or a tumbling window too; a cron line and a tumbling window say more than the other two can.
 */
export function keepsSchedule({ triggers }: Service, need: Schedule): boolean {
  if (need === 'none') return true;
  const offered = triggers?.schedule ?? [];
  return need === 'recurrence' ? offered.length > 0 : offered.includes(need);
}

/** Whether a service may start another: one of those it orchestrates, one of its own kind, or one that it rolls releases out to. */
export function mayStart(from: Service, to: Service, catalog: Catalog): boolean {
  if (from.id === to.id || from.orchestrates?.includes(to.id)) return true;
  return releases(from) && to.stages.some((stage) => stage.startsWith('deployment-')) && catalog.integrates(from.id, to.id);
}

/** Whether everything that starts a node could start another service in its place. */
export function couldBeStarted(node: GraphNode, candidate: Service, catalog: Catalog): boolean {
  return node.in.every(
    ({ kind, from }) => kind !== 'control' || !from.service?.orchestrates?.length || mayStart(from.service, candidate, catalog),
  );
}

/** Whether an edge hands an event to a service that takes it. */
export function deliversEvent({ from, to }: GraphEdge, catalog: Catalog): boolean {
  if (!from.service || !to.service || !catalog.shared(from.service, to.service, 'control').includes('event')) return false;
  return takesOneOf(to.service, raisedAt(from)) || isRelay(to.service);
}

/** What events leave a node: its service's own, and for one that hands events on those that reach it. */
export const raisedAt = oncePer((node: GraphNode): readonly CatalogEvent[] | undefined => {
  if (!node.service) return undefined;
  if (!isRelay(node.service)) return raisedBy(node.service);
  const reaching = node.in.flatMap(({ kind, from }) =>
    kind === 'control' && from.service && !isRelay(from.service) ? (raisedBy(from.service) ?? []) : [],
  );
  return raisedBy(node.service, [...new Set(reaching)]);
});

/** Whether nothing in the plan starts a node, so that it starts by itself. */
export const isStartedByNothing = oncePer((node: GraphNode): boolean => !node.in.some(({ kind }) => kind === 'control'));
