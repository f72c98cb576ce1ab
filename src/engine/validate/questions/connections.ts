import type { Catalog, GraphNode, Service } from '../../catalog';
import type { EdgeKind, ServiceId, Stage } from '../../plan';
import { mayControl } from '../../notions';
import { reaches } from './cycles';

/**
 * True if an edge of a kind can run between two services: something travels along it, the caller can make the call, and
 * something listens to the event.
 */
export function carries(catalog: Catalog, from: Service | undefined, to: Service | undefined, kind: EdgeKind): boolean {
  if (!from || !to) return false;
  return kind === 'control' ? mayControl(from, to, catalog) : catalog.shared(from, to, kind).length > 0;
}

/** True if every edge of a node would still carry something with another service in its place. */
export function keepsJoins(catalog: Catalog, node: GraphNode, candidate: Service): boolean {
  const out = node.out.every(({ kind, to }) => !to.service || carries(catalog, candidate, to.service, kind));
  return out && node.in.every(({ kind, from }) => !from.service || carries(catalog, from.service, candidate, kind));
}

/** True if an edge can be added between two nodes: it carries something, is not there yet and closes no cycle. */
export function canJoin(catalog: Catalog, from: GraphNode, to: GraphNode, kind: EdgeKind): boolean {
  if (from === to || !carries(catalog, from.service, to.service, kind)) return false;
  if (from.out.some((edge) => edge.to === to && edge.kind === kind)) return false;
  return (kind !== 'data' && kind !== 'control') || !reaches(to, from, kind);
}

/** The usual connection of a node of a stage: the kind of edge, and its direction. */
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
  source: [
    ['data', 'out'],
    ['control', 'out'],
  ],
  consumption: [
    ['request', 'out'],
    ['request', 'in'],
    ['data', 'in'],
    ['data', 'out'],
  ],
  foundation: [
    ['telemetry', 'out'],
    ['data', 'in'],
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
  // a release tool starts a pipeline rather than rolls a factory out, where both are there
  const native = ({ kind, way, other }: Join) => {
    const [from, to] = way === 'in' ? [other.service, service] : [service, other.service];
    const start = kind === 'control' && from && to ? catalog.start(from, to) : undefined;
    if (start?.way === 'rest') return -1;
    return catalog.integrates(service.id, other.node.service)
      ? way === 'out' && start?.way === 'native' && start.act === 'start'
        ? 2
        : 1
      : 0;
  };
  joins.sort((a, b) => native(b) - native(a));
  return joins.filter((join, at) => joins.findIndex(({ other }) => other === join.other) === at);
}
