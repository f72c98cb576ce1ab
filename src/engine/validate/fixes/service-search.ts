import { oncePer, type GraphNode, type PlanGraph, type Service } from '../../catalog';
import type { ServiceId, Stage } from '../../plan';
import type { RuleInput } from '../rule';
import { isAtHome } from './at-home';

/** Requirements on a service that a plan lacks. */
export interface Wanted {
  readonly stage: Stage;
  /** True if a service does what is missing and fits the nodes it will be connected to. */
  readonly fits: (service: Service) => boolean;
  /** Nodes that it should work with without glue code. */
  readonly beside: readonly GraphNode[];
  /** Service ids that win among equals, best first. */
  readonly first?: readonly string[];
}

/**
 * Current services for what a plan lacks, best first: those that the nodes beside integrate with, that the organisation runs
 * already, that most of the plan works with, and that are made for the stage. Platforms that the plan does not have are left out. Where
 * some work with the nodes beside without glue code, the others are left out.
 */
export function servicesFor(input: RuleInput, { stage, fits, beside, first = [] }: Wanted): readonly Service[] {
  const { plan, graph, catalog } = input;
  const estate = plan.context.estate ?? [];
  const inPlan = usedServices(graph);
  const approach = plan.context.approach ?? shownApproach(graph);
  const wrongApproach = approach === 'code' ? 'no-code' : approach === 'no-code' ? 'code' : undefined;
  const ranked = catalog.proposable
    .filter(({ stages, status }) => stages.includes(stage) && (status.state === 'ga' || status.state === 'preview'))
    .filter((service) => isAtHome(input, service) && fits(service))
    .map((service) => {
      const near = beside.filter((node) => catalog.integrates(service.id, node.node.service)).length;
      const wide = [...inPlan, ...estate].filter((id) => catalog.integrates(service.id, id)).length;
      const preferred = first.indexOf(service.id);
      const points =
        1.5 * Math.min(near, 4) +
        (estate.includes(service.id) ? 3 : 0) +
        Math.min(wide, 8) / 4 +
        (service.stages[0] === stage ? 1 : 0) +
        (service.status.state === 'ga' ? 1 : 0) +
        (preferred < 0 ? 0 : 1.5 - preferred / 10) -
        (service.approach === wrongApproach ? 6 : 0);
      return { service, near, points };
    })
    .sort((a, b) => b.points - a.points || (a.service.id < b.service.id ? -1 : 1));
  const native = ranked.some(({ near }) => near > 0);
  return ranked.filter(({ near }) => near > 0 || !native).map(({ service }) => service);
}

/** The approach that the services of a plan show where it states none: that of the only side that is there. */
const shownApproach = oncePer((graph: PlanGraph): 'code' | 'no-code' | undefined => {
  const approaches = new Set(graph.nodes.map(({ service }) => service?.approach));
  if (approaches.has('code')) return approaches.has('no-code') ? undefined : 'code';
  return approaches.has('no-code') ? 'no-code' : undefined;
});

/** The services of a plan. */
const usedServices = oncePer(
  (graph: PlanGraph): ReadonlySet<ServiceId> => new Set(graph.nodes.flatMap(({ service }) => (service ? [service.id] : []))),
);
