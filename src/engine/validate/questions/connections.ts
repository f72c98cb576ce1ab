import type { Catalog, GraphNode, Service } from '../../catalog';
import type { EdgeKind, ServiceId, Stage } from '../../plan';
import { reaches } from './cycles';
import { isRelay, raisedBy, takesOneOf } from './events';
import { mayStart } from './orchestrators';

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
