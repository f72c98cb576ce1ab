import type { GraphEdge, GraphNode } from '../../catalog';
import { releases, serves } from '../../notions';
import type { ControlPurpose, EdgeKind } from '../../plan';

/*
 * Who starts what, and in which order. A canvas draws a star: an orchestrator with an edge to each thing that it starts. The order among
 * them is in the data that they hand to each other.
 */

/** Kinds of edges along which something has to be there before the next can start. */
const handsOver: readonly EdgeKind[] = ['data', 'model', 'image'];

/** Whether a control edge deploys its target or starts it at run time: as the edge states, or by the services at its ends. */
export function purposeOf({ edge, from, to }: GraphEdge): ControlPurpose {
  if (edge.does !== undefined) return edge.does;
  return from.service !== undefined && releases(from.service) && isDeployed(to) ? 'deploy' : 'start';
}

/** A release puts an endpoint, an application or an orchestrator in place; it starts trainings and jobs. */
function isDeployed(to: GraphNode): boolean {
  return serves(to) || orchestratorServices.includes(to.node.service);
}
const orchestratorServices: readonly string[] = [
  'azure-data-factory',
  'fabric-data-factory',
  'synapse-pipelines',
  'azure-logic-apps',
  'azure-functions',
  'azure-kubernetes-service',
  'azure-container-apps',
  'azure-container-instances',
  'azure-app-service',
  'azure-iot-edge',
];

export interface StartedWork {
  readonly node: GraphNode;
  /** The control edge from the orchestrator. */
  readonly edge: GraphEdge;
  /** Work of the same orchestrator that has to have succeeded before, reduced to the direct predecessors. */
  readonly after: readonly GraphNode[];
}

/**
 * The work that an orchestrator starts, in an order in which it can run; ties in the order of the plan.
 * @param purpose only what it starts, or only what it deploys
 * @param leadsOn whether what a started node leads to is started by the orchestrator as well
 */
export function startedBy(
  orchestrator: GraphNode,
  purpose: ControlPurpose = 'start',
  leadsOn: (node: GraphNode) => boolean = () => false,
): readonly StartedWork[] {
  const edges: GraphEdge[] = [];
  const starts = new Set([orchestrator]);
  for (const start of starts)
    for (const edge of start.out) {
      if (edge.kind !== 'control' || edge.to === orchestrator || edge.to === start || purposeOf(edge) !== purpose) continue;
      edges.push(edge);
      if (leadsOn(edge.to)) starts.add(edge.to);
    }
  const byNode = new Map(edges.map((edge) => [edge.to, edge] as const));
  const children = [...byNode.keys()].sort((a, b) => a.at - b.at);
  const before = predecessors(children);
  return topological(children, before).map((node) => ({
    node,
    edge: byNode.get(node) as GraphEdge, // every child has its edge
    after: reduced(node, before),
  }));
}

/**
 * For each of some nodes, those that have to come before it. An order that the plan states wins over one that follows from data.
 * @param states whether a control edge states an order: one from a pipeline to its own step does not
 */
export function predecessors(
  children: readonly GraphNode[],
  states: (edge: GraphEdge) => boolean = () => true,
): ReadonlyMap<GraphNode, ReadonlySet<GraphNode>> {
  const among = new Set(children);
  const owners = ownersOf(children);
  const before = new Map<GraphNode, Set<GraphNode>>(children.map((child) => [child, new Set()]));
  for (const child of children)
    for (const edge of child.out)
      if (edge.kind === 'control' && among.has(edge.to) && edge.to !== child && states(edge)) before.get(edge.to)?.add(child);
  for (const child of children)
    for (const later of reachedByData(child, owners)) if (!comesBefore(later, child, before)) before.get(later)?.add(child);
  return before;
}

/** Each child, and what it starts in turn, by the child that does: a pipeline that another one calls has its work inside of it. */
function ownersOf(children: readonly GraphNode[]): ReadonlyMap<GraphNode, GraphNode> {
  const owners = new Map<GraphNode, GraphNode | undefined>(children.map((child) => [child, child]));
  for (const child of children) {
    const own = new Set([child]);
    for (const node of own)
      for (const edge of node.out) {
        const { to } = edge;
        if (edge.kind !== 'control' || own.has(to) || purposeOf(edge) !== 'start' || children.includes(to)) continue;
        own.add(to);
        // what two of them start belongs to neither
        owners.set(to, owners.has(to) ? undefined : child);
      }
  }
  return new Map([...owners].flatMap(([node, owner]) => (owner ? [[node, owner] as const] : [])));
}

/** Children that data, models or images of a child reach, through stores, assets and registries that nothing starts. */
function reachedByData(start: GraphNode, owners: ReadonlyMap<GraphNode, GraphNode>): GraphNode[] {
  const found = new Set<GraphNode>();
  const seen = new Set([...owners].flatMap(([node, owner]) => (owner === start ? [node] : [])));
  for (const node of seen) {
    for (const { kind, to } of node.out) {
      if (!handsOver.includes(kind) || seen.has(to)) continue;
      const owner = owners.get(to);
      if (owner) found.add(owner);
      else if (!to.in.some((edge) => edge.kind === 'control')) seen.add(to);
    }
  }
  found.delete(start);
  return [...found].sort((a, b) => a.at - b.at);
}

/** True if a node already has to come before another. */
function comesBefore(first: GraphNode, then: GraphNode, before: ReadonlyMap<GraphNode, ReadonlySet<GraphNode>>): boolean {
  const seen = new Set([then]);
  for (const node of seen) for (const one of before.get(node) ?? []) seen.add(one);
  return seen.has(first) && first !== then;
}

/** Direct predecessors: without those that come before another predecessor anyway. */
export function reduced(node: GraphNode, before: ReadonlyMap<GraphNode, ReadonlySet<GraphNode>>): readonly GraphNode[] {
  const direct = [...(before.get(node) ?? [])];
  return direct.filter((one) => !direct.some((other) => other !== one && comesBefore(one, other, before))).sort((a, b) => a.at - b.at);
}

/** Nodes so that each comes after its predecessors; ties in the given order. Nodes of a cycle come last. */
export function topological(nodes: readonly GraphNode[], before: ReadonlyMap<GraphNode, ReadonlySet<GraphNode>>): readonly GraphNode[] {
  const done = new Set<GraphNode>();
  const waiting = [...nodes];
  while (waiting.length > 0) {
    const at = waiting.findIndex((node) => [...(before.get(node) ?? [])].every((one) => done.has(one)));
    const [next] = waiting.splice(Math.max(at, 0), 1);
    if (next) done.add(next);
  }
  return [...done];
}
