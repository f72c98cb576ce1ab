import { oncePer, swapEdits, type Catalog, type GraphEdge, type GraphNode, type PlanGraph, type Service } from '../catalog';
import {
  edgeId,
  freshId,
  type Edge,
  type EdgeKind,
  type NodeId,
  type Placing,
  type Plan,
  type PlanEdit,
  type ServiceId,
  type Stage,
} from '../plan';
import { newNode } from './fixes/plan-draft';
import { isRelay, raisedBy, takesOneOf } from './questions/events';
import { reaches } from './questions/cycles';
import { mayStart } from './questions/orchestrators';
import type { RuleInput } from './rule';

/*
 * What a fix may add to a plan: services that suit it, and edges that bring no new error.
 */

/** What a plan lacks. */
export interface Wanted {
  readonly stage: Stage;
  /** What the service must be able to do, and which nodes it will be joined to. */
  readonly fits: (service: Service) => boolean;
  /** Nodes that it should work with without glue code. */
  readonly beside: readonly GraphNode[];
  /** Which of equals come first. */
  readonly first?: readonly string[];
}

/**
 * Current services for what a plan lacks, best first: those that the nodes beside integrate with, that the organisation runs
 * already, that most of the plan works with, and that are made for the stage. Where some work with the nodes beside without
 * glue code, the others are left out.
 */
export function servicesFor({ plan, graph, catalog }: RuleInput, { stage, fits, beside, first = [] }: Wanted): readonly Service[] {
  const estate = plan.context.estate ?? [];
  const inPlan = usedServices(graph);
  const wrongApproach = plan.context.approach === 'code' ? 'no-code' : plan.context.approach === 'no-code' ? 'code' : undefined;
  const ranked = catalog.services
    .filter(({ stages, status }) => stages.includes(stage) && (status.state === 'ga' || status.state === 'preview'))
    .filter(fits)
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

/** The services of a plan. */
const usedServices = oncePer(
  (graph: PlanGraph): ReadonlySet<ServiceId> => new Set(graph.nodes.flatMap(({ service }) => (service ? [service.id] : []))),
);

/** The edits that add a node of a service and the edges that come with it, which the caller knows to fit. */
export function adding(plan: Plan, service: Service, stage: Stage, place: Placing, edgesOf: (id: NodeId) => readonly Edge[]): PlanEdit[] {
  const id = freshId(plan, service.shortName);
  return [
    { type: 'add-node', id, node: newNode(plan, service, stage), place },
    ...edgesOf(id).map((edge): PlanEdit => ({ type: 'add-edge', edge })),
  ];
}

/** The edits that put another service in a node's place and leave it in its stage. What it can no longer start or be started by is no longer joined to it, and what it can no longer run on does not get its hours. */
export function swapping(plan: Plan, catalog: Catalog, node: GraphNode, service: Service): PlanEdit[] {
  const edits = swapEdits(plan, catalog, node.id, service.id);
  const { stage } = node;
  const starts = [
    ...node.out.filter(({ to }) => !carriesOrUnknown(catalog, service, to.service)),
    ...node.in.filter(({ from }) => !carriesOrUnknown(catalog, from.service, service)),
  ];
  const unstarted = starts.filter(({ kind }) => kind === 'control').map(({ edge }) => edge);
  if (unstarted.length > 0) edits.push({ type: 'remove-edges', edges: unstarted });
  if (stage !== undefined && service.stages.includes(stage) && service.stages[0] !== stage)
    edits.push({ type: 'change-node', id: node.id, set: { stage } });
  const gone = new Set(edits.flatMap((edit) => (edit.type === 'remove-edges' ? edit.edges.map(edgeId) : [])));
  const runs = node.out.some(({ kind, id }) => kind === 'runs-on' && !gone.has(id));
  const attached = edits.some((edit) => edit.type === 'swap-service' && edit.usage?.['compute'] === 'attached');
  if (attached && !runs) edits.push({ type: 'set-usage', id: node.id, set: { compute: undefined } });
  return edits;
}

/** Whether an edge of a kind can run between two services: something travels along it, a call is one that the caller can make, and an event one that is listened to. */
export function carries(catalog: Catalog, from: Service | undefined, to: Service | undefined, kind: EdgeKind): boolean {
  if (!from || !to) return false;
  const shared = catalog.shared(from, to, kind);
  if (kind !== 'control') return shared.length > 0;
  return (
    (shared.includes('call') && mayStart(from, to, catalog)) ||
    (shared.includes('event') && (isRelay(to) || takesOneOf(to, raisedBy(from))))
  );
}

function carriesOrUnknown(catalog: Catalog, from: Service | undefined, to: Service | undefined): boolean {
  return !from || !to || carries(catalog, from, to, 'control');
}

/** Whether every edge of a node would still carry something with another service in its place. */
export function keepsJoins(catalog: Catalog, node: GraphNode, candidate: Service): boolean {
  const out = node.out.every(({ kind, to }) => !to.service || carries(catalog, candidate, to.service, kind));
  return out && node.in.every(({ kind, from }) => !from.service || carries(catalog, from.service, candidate, kind));
}

/** Whether an edge can be added between two nodes: it carries something, is not there yet and closes no circle. */
export function canJoin(catalog: Catalog, from: GraphNode, to: GraphNode, kind: EdgeKind): boolean {
  if (from === to || !carries(catalog, from.service, to.service, kind)) return false;
  if (from.out.some((edge) => edge.to === to && edge.kind === kind)) return false;
  return (kind !== 'data' && kind !== 'control') || !reaches(to, from, kind);
}

/** How a node of a stage is usually joined to others: the kind of edge, and whether it comes in or goes out. */
const usualJoins: Readonly<Record<Stage, readonly (readonly [kind: EdgeKind, way: 'in' | 'out'])[]>> = {
  experimentation: [
    ['metrics', 'out'],
    ['data', 'in'],
    ['code', 'in'],
  ],
  orchestration: [
    ['control', 'out'],
    ['code', 'in'],
    ['control', 'in'],
  ],
  'data-transfer': [
    ['data', 'out'],
    ['data', 'in'],
    ['control', 'in'],
  ],
  'data-transformation': [
    ['data', 'in'],
    ['data', 'out'],
    ['control', 'in'],
  ],
  compute: [
    ['runs-on', 'in'],
    ['image', 'in'],
    ['data', 'in'],
  ],
  'tracking-experiments': [['metrics', 'in']],
  'data-versioning': [
    ['data', 'out'],
    ['data', 'in'],
  ],
  'model-registry': [
    ['model', 'in'],
    ['model', 'out'],
  ],
  training: [
    ['data', 'in'],
    ['model', 'out'],
    ['metrics', 'out'],
    ['runs-on', 'out'],
    ['control', 'in'],
  ],
  'deployment-batch': [
    ['model', 'in'],
    ['image', 'in'],
    ['control', 'in'],
    ['code', 'in'],
  ],
  'deployment-realtime': [
    ['model', 'in'],
    ['image', 'in'],
    ['control', 'in'],
    ['code', 'in'],
  ],
  monitoring: [
    ['telemetry', 'in'],
    ['data', 'in'],
    ['metrics', 'in'],
  ],
};

/** A way to join something to a node of the plan. */
export interface Join {
  readonly kind: EdgeKind;
  readonly way: 'in' | 'out';
  readonly other: GraphNode;
}

/** The first two nodes of each service: enough to offer an edge to, and few even in a large plan. */
export function firstOfEach(nodes: readonly GraphNode[]): readonly GraphNode[] {
  const times = new Map<ServiceId, number>();
  return nodes.filter(({ node }) => {
    const before = times.get(node.service) ?? 0;
    times.set(node.service, before + 1);
    return before < 2;
  });
}

/** The edges by which something of a service would usually be joined to other nodes, best first: those that it works with, then those that only fit. At most one to each node. */
export function usualJoinsOf(catalog: Catalog, service: Service, stage: Stage, others: readonly GraphNode[]): readonly Join[] {
  const joins = usualJoins[stage].flatMap(([kind, way]) =>
    others.flatMap((other): Join[] => {
      const [from, to] = way === 'in' ? [other.service, service] : [service, other.service];
      return carries(catalog, from, to, kind) ? [{ kind, way, other }] : [];
    }),
  );
  const native = ({ other }: Join) => Number(catalog.integrates(service.id, other.node.service));
  joins.sort((a, b) => native(b) - native(a));
  return joins.filter((join, at) => joins.findIndex(({ other }) => other === join.other) === at);
}

/** The edits that set keys of an edge; where the same edge stands several times, one is left. */
export function changing({ id, edge, from }: GraphEdge, set: Partial<Edge>): PlanEdit[] {
  const repeated = from.out.filter((other) => other.id === id).length > 1;
  return repeated
    ? [
        { type: 'remove-edges', edges: [edge] },
        { type: 'add-edge', edge: { ...edge, ...set } },
      ]
    : [{ type: 'change-edge', edge, set }];
}

const placesOf = oncePer((edges: Plan['edges']) => new Map(edges.map((edge, at) => [edge, at])));

/** Where an edge stands in the plan's list, by its object. */
export function placeOf(plan: Plan, edge: Edge): readonly (string | number)[] {
  return ['edges', placesOf(plan.edges).get(edge) ?? 0];
}
