import type { Catalog, GraphEdge, GraphNode, Service } from '../../catalog';
import type { Plan } from '../../plan';
import { isAtHome } from './at-home';
import { canBeGivenStarts, fitsApproach, putBetween } from './orchestrator-fixes';
import { reaches } from '../questions/cycles';
import type { Fix, RuleInput } from '../rule';
import { list } from '../../format';
import { type CatalogEvent, isPerson, isRelay, mayStart, orchestrates, raisedAt, raisedBy, takesOneOf } from '../../notions';

/*
 * Ways for one node to start another that it cannot start itself: through a node of the plan, or through services put in
 * between, each of which takes the event or the call and passes it on.
 */

/** A fix that goes another way, and how many nodes it adds. */
export interface Detour {
  readonly fix: Fix;
  readonly added: number;
}

/** Ways for a control edge that cannot work: through a node that is there, else the two best ones through new nodes. */
export function waysBetween(input: RuleInput, edge: GraphEdge): readonly Detour[] {
  const own = throughPlan(input, edge);
  return own ? [own] : throughCatalog(input, edge);
}

function throughPlan({ graph, catalog }: RuleInput, { edge, from, to }: GraphEdge): Detour | undefined {
  const events = eventsOf(from);
  const fits = (service: Service) =>
    to.service && passes(from.service, service, events, catalog) && passes(service, to.service, [], catalog);
  const able = catalog.proposable.filter((service) => passesOn(service) && graph.ofService(service.id).length > 0 && fits(service));
  const [way] = able
    .flatMap(({ id }) => graph.ofService(id).slice(0, 5))
    .filter((node) => node !== from && node !== to && canBeGivenStarts(node) && !reaches(to, node, 'control'));
  if (!way || reaches(to, from, 'control')) return undefined;
  return {
    added: 0,
    fix: {
      title: `Let "${way.title}" start "${to.title}"`,
      edits: [
        { type: 'remove-edges', edges: [edge] },
        { type: 'add-edge', edge: { from: from.id, to: way.id, kind: 'control' } },
        { type: 'add-edge', edge: { from: way.id, to: to.id, kind: 'control' } },
      ],
    },
  };
}

function throughCatalog(input: RuleInput, { edge, from, to }: GraphEdge): readonly Detour[] {
  if (!from.service || !to.service) return [];
  return bestWays(input, from.service, eventsOf(from), to.service).map((services) => ({
    added: services.length,
    fix: { title: `Put ${list(services.map(({ shortName }) => shortName))} between`, edits: putBetween(input.plan, edge, services) },
  }));
}

/* A large plan repeats the same pair of services many times. */
const known = new WeakMap<RuleInput, Map<string, readonly (readonly Service[])[]>>();

function bestWays(input: RuleInput, start: Service, events: readonly CatalogEvent[], end: Service): readonly (readonly Service[])[] {
  const ways = known.get(input) ?? new Map<string, readonly (readonly Service[])[]>();
  known.set(input, ways);
  const key = [start.id, ...events, end.id].join(' ');
  const best = ways.get(key) ?? search(input, start, events, end);
  ways.set(key, best);
  return best;
}

interface Way {
  readonly services: readonly Service[];
  readonly last: Service;
  readonly events: readonly CatalogEvent[];
}

function search(input: RuleInput, start: Service, events: readonly CatalogEvent[], end: Service): readonly (readonly Service[])[] {
  const { plan, catalog } = input;
  const steps = catalog.proposable.filter(
    (service) =>
      isAtHome(input, service) &&
      service.status.state === 'ga' &&
      service.id !== start.id &&
      service.id !== end.id &&
      passesOn(service) &&
      !isPerson(service),
  );
  const whole: (readonly Service[])[] = [];
  let open: readonly Way[] = [{ services: [], last: start, events }];
  for (let length = 1; length <= 3; length += 1) {
    const longer = open.flatMap((way) =>
      steps
        .filter((service) => !way.services.includes(service) && passes(way.last, service, way.events, catalog))
        .map((service): Way => ({
          services: [...way.services, service],
          last: service,
          events: isRelay(service) ? worthwhile(raisedBy(service, way.events)) : [],
        })),
    );
    const arrived = longer.filter((way) => passes(way.last, end, way.events, catalog));
    whole.push(
      ...arrived
        .map(({ services }) => services)
        .filter((services) => !whole.some((shorter) => shorter.every((service) => services.includes(service)))),
    );
    open = longer.filter((way) => !arrived.includes(way));
  }
  const cost = (way: readonly Service[]) =>
    way.reduce((sum, service, at) => sum + effort(service, plan) + glue(way[at - 1] ?? start, service, catalog), 0) +
    glue(way.at(-1) ?? start, end, catalog);
  return whole.sort((a, b) => cost(a) - cost(b)).slice(0, 2);
}

/** Effort of a service in between: least where it runs already or is an event relay, most where it is not the team's way of working. */
function effort(service: Service, plan: Plan): number {
  const adopting = plan.context.estate?.includes(service.id) ? 1 : isRelay(service) ? 2 : 4;
  return (
    adopting +
    (fitsApproach(plan, service) ? 0 : 6) +
    (service.guideName === undefined ? 1 : 0) +
    (service.stages[0] === 'orchestration' ? 0 : 2)
  );
}

/** Additional effort of one's own code between two services. */
function glue(from: Service, to: Service, catalog: Catalog): number {
  return catalog.start(from, to)?.way === 'rest' ? 1.5 : 0;
}

/** True for services that pass on an event or a call: orchestrators, event relays, and those that start something when called. */
function passesOn(service: Service): boolean {
  return orchestrates(service) || isRelay(service) || (service.orchestrates ?? []).length > 0;
}

/** True if one service can start the next, by a call or by one of the events that leave it. */
function passes(from: Service | undefined, to: Service, events: readonly CatalogEvent[], catalog: Catalog): boolean {
  if (!from) return false;
  const shared = catalog.shared(from, to, 'control');
  if (shared.length > 0 && mayStart(from, to, catalog)) return true;
  return !catalog.starts.cell(from.id, to.id) && shared.includes('event') && takesOneOf(to, events);
}

function eventsOf(node: GraphNode): readonly CatalogEvent[] {
  return node.service?.orchestrates?.length ? [] : worthwhile(raisedAt(node));
}

/** Events by which a way is worth recommending; a webhook works, but has to be made to fit. */
function worthwhile(events: readonly CatalogEvent[] | undefined): readonly CatalogEvent[] {
  return (events ?? []).filter((event) => event !== 'http');
}
