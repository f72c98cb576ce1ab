import {
  freshId,
  directionOf,
  shapeOf,
  turned,
  type Edge,
  type EdgeKind,
  type NodeId,
  type Plan,
  type PlanEdit,
  type Position,
} from '#engine/plan';
import type { CatalogView } from '../state/catalog-view.svelte';
import { freePlaceIn } from '../state/free-places';
import { nodeFor } from '../state/new-node';
import { alternatives, followers, halves, insertions, newcomers, type Candidate } from '../state/candidates';

/** The spot for a service that is about to be chosen. */
export type InsertionPoint =
  /** After a node; `at` is where an edge was dropped, `kind` the kind of that edge. */
  | { readonly type: 'append'; readonly from: NodeId; readonly kind?: EdgeKind; readonly at?: Position }
  /** In an edge; `at` is where the service was dropped. */
  | { readonly type: 'insert'; readonly edge: Edge; readonly at?: Position }
  /** In place of a node's service. */
  | { readonly type: 'swap'; readonly node: NodeId }
  /** Unconnected. */
  | { readonly type: 'add'; readonly at: Position };

/** A new node with its edges. */
export interface Placement {
  readonly id: NodeId;
  readonly at: Position;
  readonly edges: readonly Edge[];
  readonly edits: readonly PlanEdit[];
  readonly label: string;
}

export function candidatesFor(plan: Plan, catalog: CatalogView, spot: InsertionPoint): readonly Candidate[] {
  switch (spot.type) {
    case 'append':
      return followers(plan, catalog, spot.from, spot.kind);
    case 'insert':
      return insertions(plan, catalog, spot.edge);
    case 'swap':
      return alternatives(plan, catalog, spot.node);
    case 'add':
      return newcomers(plan, catalog);
  }
}

/**
 * The placement of a new node at its spot.
 * @param plan has a place for every node
 * @param candidate one that can be placed there
 */
export function placementOf(
  plan: Plan,
  catalog: CatalogView,
  spot: Exclude<InsertionPoint, { type: 'swap' }>,
  { service, stage, kinds }: Pick<Candidate, 'service' | 'stage' | 'kinds'>,
): Placement {
  const id = freshId(plan, service.shortName);
  const node = nodeFor(plan, service, service.stages[0] === stage ? undefined : stage);
  const lane = catalog.laneOf(node);
  const put = (label: string, wished: Position, edges: readonly Edge[], before: readonly PlanEdit[] = []): Placement => {
    const at = freePlaceIn(plan, catalog, lane, wished);
    return {
      id,
      at,
      edges,
      label,
      edits: [{ type: 'add-node', id, node, place: { at } }, ...before, ...edges.map((edge): PlanEdit => ({ type: 'add-edge', edge }))],
    };
  };
  const [first, second] = kinds;
  switch (spot.type) {
    case 'add':
      return put(`Add ${service.shortName}`, spot.at, []);
    case 'append': {
      const edges = first === undefined ? [] : [{ from: spot.from, to: id, kind: first }];
      return put(`Append ${service.shortName}`, spot.at ?? following(plan, spot.from), edges);
    }
    case 'insert': {
      const { edge, at } = spot;
      const edges = first === undefined || second === undefined ? [] : halves(edge, id, [first, second]);
      const wished = at ?? between(plan, edge) ?? following(plan, edge.from);
      return put(`Insert ${service.shortName}`, wished, edges, [{ type: 'remove-edges', edges: [edge] }]);
    }
  }
}

/** The place right after a node: the next one along the stages. */
function following(plan: Plan, from: NodeId): Position {
  const direction = directionOf(plan);
  const [x, y] = turned(plan.layout[from] ?? [0, 0], direction);
  return turned([x, y + shapeOf(direction).stepY], direction);
}

/** The midpoint of an edge. */
function between(plan: Plan, { from, to }: Pick<Edge, 'from' | 'to'>): Position | undefined {
  const [a, b] = [plan.layout[from], plan.layout[to]];
  return a && b && [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];
}
