import type { Catalog, GraphNode, Service } from '../../catalog';
import type { Plan, Stage } from '../../plan';
import { couldBeStarted, deliversEvent, mayControl, mayStart, raisedAt, worksWith } from '../../notions';
import { keepsNeeds } from '../questions/kept-needs';

/*
 * Checks whether one service could do another's work at a place in a plan. Careful rather than clever: a swap must not break
 * an edge, a schedule or a hand-over that the plan has.
 */

/** True if a service could take a node's place: same stage and work, every edge still fits, and it starts and is started as needed. */
export function couldReplace(plan: Plan, catalog: Catalog, node: GraphNode, candidate: Service): boolean {
  const { service, stage } = node;
  if (!service || !stage || candidate.id === service.id) return false;
  if (candidate.outside || candidate.onlyWhereRun || service.outside) return false; // what is not the team's own is not chosen by a check
  if (candidate.status.state !== 'ga' || !candidate.stages.includes(stage)) return false;
  if (!sameKind(service, candidate) || !sameApproach(service, candidate)) return false;
  if (candidate.runsOn === 'required' && service.runsOn !== 'required') return false;
  if (node.in.length + node.out.length === 0) return false; // nothing in the plan says what it is for
  if (!keepsEdges(catalog, node, candidate)) return false;
  return starts(node, service, candidate, catalog) && isStarted(node, candidate, catalog) && keepsNeeds(plan, service, candidate);
}

/** True if every edge of a node would still be one that the catalog allows. */
export function keepsEdges(catalog: Catalog, node: GraphNode, candidate: Service): boolean {
  const out = node.out.every(({ kind, to }) => !to.service || catalog.shared(candidate, to.service, kind).length > 0);
  return out && node.in.every(({ kind, from }) => !from.service || catalog.shared(from.service, candidate, kind).length > 0);
}

/** True if a service works without glue with everything beside a node that the service there works with. */
export function worksAsWell(catalog: Catalog, { service, in: into, out }: GraphNode, candidate: Service): boolean {
  const beside = [...into.map(({ from }) => from.service), ...out.map(({ to }) => to.service)];
  return beside.every((other) => !service || !other || !worksWith(catalog, service, other) || worksWith(catalog, candidate, other));
}

/** The stage that a node would be moved out of by a swap, for the edit that keeps it there. */
export function keptStage({ stage }: GraphNode, candidate: Service): Stage | undefined {
  return stage !== undefined && candidate.stages.includes(stage) ? stage : undefined;
}

/** Storage does not replace compute, and an event relay does not replace an orchestrator. */
function sameKind(service: Service, candidate: Service): boolean {
  return (
    (service.compute === undefined) === (candidate.compute === undefined) &&
    (service.orchestrates ?? []).length > 0 === (candidate.orchestrates ?? []).length > 0 &&
    local(service) === local(candidate)
  );
}

function local({ managed }: Service): boolean {
  return managed === 'local' || managed === 'library';
}

function sameApproach(service: Service, candidate: Service): boolean {
  return service.approach === candidate.approach || service.approach === 'both' || candidate.approach === 'both';
}

/** It can start everything that the service in its place starts today. */
function starts(node: GraphNode, service: Service, candidate: Service, catalog: Catalog): boolean {
  return node.out.every(
    ({ kind, to }) =>
      kind !== 'control' || !to.service || !mayStart(service, to.service, catalog) || mayStart(candidate, to.service, catalog),
  );
}

/** Everything that starts the service in its place can start it too, by a call or by an event. */
function isStarted(node: GraphNode, candidate: Service, catalog: Catalog): boolean {
  if (!couldBeStarted(node, candidate, catalog)) return false;
  return node.in.every(
    (edge) =>
      edge.kind !== 'control' ||
      !edge.from.service ||
      !deliversEvent(edge, catalog) ||
      mayControl(edge.from.service, candidate, catalog, raisedAt(edge.from)),
  );
}
