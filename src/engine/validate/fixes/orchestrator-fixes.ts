import { swapEdits, type Catalog, type GraphNode, type Service } from '../../catalog';
import { freshId, type Edge, type Plan, type PlanEdit, type ServiceId } from '../../plan';
import { isAtHome } from './at-home';
import { newNode } from './plan-draft';
import { keepsNeeds } from '../questions/kept-needs';
import type { Fix, RuleInput } from '../rule';
import { titles } from '../../format';
import { isDeployment, isStartedByNothing, mayControl, orchestrates, raisedAt, raisedBy, startsNatively, wouldStart } from '../../notions';

/*
 * Ways to give a plan an orchestrator that can do what it asks for: another one in the place of one it has, or one more.
 */

/** Those of them that a fix may bring into the plan. */
export function proposals(input: RuleInput, wanted: (service: Service) => boolean, recommended?: readonly ServiceId[]): readonly Service[] {
  return candidates(input, wanted, recommended).filter((service) => isAtHome(input, service));
}

/** Orchestrators that can do what is wanted, best first: run already, in the plan's approach, recommended, named by the guide. */
export function candidates(
  { catalog, plan }: RuleInput,
  wanted: (service: Service) => boolean,
  recommended: readonly ServiceId[] = [],
): readonly Service[] {
  const rank = (service: Service) => {
    const place = recommended.indexOf(service.id);
    const known = plan.context.estate?.includes(service.id) ? 0 : 8;
    return known + (fitsApproach(plan, service) ? 0 : 4) + (place >= 0 ? place / 10 : service.guideName === undefined ? 3 : 2);
  };
  const known = (service: Service) => orchestrates(service) && (service.stages[0] === 'orchestration' || recommended.includes(service.id));
  return catalog.proposable
    .filter((service) => service.status.state === 'ga' && known(service) && wanted(service))
    .sort((a, b) => rank(a) - rank(b));
}

/** Swaps of one of these nodes for a service that can do what is wanted and breaks nothing that the plan has. */
export function swapFixes(
  input: RuleInput,
  nodes: readonly GraphNode[],
  wanted: (service: Service) => boolean,
  recommended?: readonly ServiceId[],
): Fix[] {
  const { plan, catalog } = input;
  // a node that trains, or starts nothing, does work of its own
  const starting = nodes.filter(({ service, out }) => !service?.stages.includes('training') && out.some(({ kind }) => kind === 'control'));
  return starting.slice(0, 5).flatMap((node) =>
    proposals(input, wanted, recommended)
      .filter((service) => service.stages[0] === 'orchestration' && takesThePlaceOf(node, service, plan, catalog))
      .slice(0, 1)
      .map((service) => ({ title: `Swap "${node.title}" to ${service.shortName}`, edits: swapEdits(plan, catalog, node.id, service.id) })),
  );
}

/** Additions of a service that can do what is wanted and starts what nothing else in the plan starts. */
export function addFixes(input: RuleInput, wanted: (service: Service) => boolean, recommended?: readonly ServiceId[]): Fix[] {
  const { plan, graph, catalog } = input;
  const roots = graph.nodes.filter((node) => node.service && isStartedByNothing(node));
  const found = proposals(input, wanted, recommended).flatMap((service) => {
    const startable = roots.filter(({ service: to }) => to && wouldStart(service, to, catalog));
    const orchestrating = startable.filter((node) => node.service?.orchestrates?.length);
    const targets = orchestrating.length > 0 ? orchestrating : startable;
    if (!targets[0]) return [];
    const glued = targets.some(({ service: to }) => to && !startsNatively(service, to, catalog));
    const fix = { title: `Add ${service.shortName} to start ${titles(targets)}`, edits: addBefore(plan, service, targets) };
    return [{ fix, glued }];
  });
  return found.sort((a, b) => Number(a.glued) - Number(b.glued)).map(({ fix }) => fix);
}

/** The edits that add a service before some nodes, to start them. */
export function addBefore(plan: Plan, service: Service, targets: readonly GraphNode[]): PlanEdit[] {
  const node = newNode(plan, service, 'orchestration');
  const id = freshId(plan, service.shortName);
  return [
    { type: 'add-node', id, node, place: targets[0] ? { beside: targets[0].id, side: 'before' } : 'free' },
    ...targets.map((target): PlanEdit => ({ type: 'add-edge', edge: { from: id, to: target.id, kind: 'control' } })),
  ];
}

/** The edits that put services one after the other into the middle of a control edge. */
export function putBetween(plan: Plan, edge: Edge, services: readonly Service[]): PlanEdit[] {
  const edits: PlanEdit[] = [{ type: 'remove-edges', edges: [edge] }];
  let before = edge.from;
  for (const service of services) {
    const id = freshId(plan, service.shortName);
    edits.push(
      {
        type: 'add-node',
        id,
        node: newNode(plan, service, service.stages.includes('orchestration') ? 'orchestration' : undefined),
        place: { beside: before, side: 'after' },
      },
      { type: 'add-edge', edge: { from: before, to: id, kind: 'control' } },
    );
    before = id;
  }
  return [...edits, { type: 'add-edge', edge: { from: before, to: edge.to, kind: 'control' } }];
}

/** True if a service suits a plan that wants code, or none. */
export function fitsApproach({ context: { approach } }: Plan, service: Service): boolean {
  return approach === undefined || approach === 'mixed' || service.approach === 'both' || service.approach === approach;
}

/**
 * True if a node can be given something to start. What answers with a model, keeps it or watches it does not start the work that it lives
 * on, even where its service could.
 */
export function canBeGivenStarts({ stage, service }: GraphNode): boolean {
  return service?.stages[0] === 'orchestration' || !(isDeployment(stage) || stage === 'monitoring' || stage === 'model-registry');
}

/** True if a service starts and is started as a node needs, keeps its other edges, and replaces its service in full. */
export function takesThePlaceOf(node: GraphNode, service: Service, plan: Plan, catalog: Catalog): boolean {
  const { service: old } = node;
  if (!old || old.id === service.id || (service.runsOn === 'required' && old.runsOn !== 'required')) return false;
  const fits = [...node.in, ...node.out].every((edge) => {
    const [from, to] = edge.from === node ? [service, edge.to.service] : [edge.from.service, service];
    if (!from || !to) return true;
    if (catalog.shared(from, to, edge.kind).length === 0) return false;
    if (edge.kind !== 'control') return true;
    return mayControl(from, to, catalog, edge.from === node ? raisedBy(from) : raisedAt(edge.from));
  });
  return fits && keepsNeeds(plan, old, service);
}
