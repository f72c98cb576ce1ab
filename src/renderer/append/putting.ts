import {
  freshId,
  freePlace,
  placeFollowing,
  type Edge,
  type EdgeKind,
  type NodeId,
  type Plan,
  type PlanEdit,
  type Position,
} from '#engine/plan';
import type { CatalogView } from '../state/catalog-view.svelte';
import { nodeFor } from '../state/new-node';
import { alternatives, followers, insertions, newcomers, type Candidate } from '../state/candidates';

/** Where a service is to be put that is about to be chosen. */
export type Spot =
  /** After a node; `at` where an edge was dropped, `kind` the edge's when it was begun with one. */
  | { readonly type: 'append'; readonly from: NodeId; readonly kind?: EdgeKind; readonly at?: Position }
  /** In the middle of an edge; `at` where it was dropped. */
  | { readonly type: 'insert'; readonly edge: Edge; readonly at?: Position }
  /** In the place of a node's service. */
  | { readonly type: 'swap'; readonly node: NodeId }
  /** By itself. */
  | { readonly type: 'add'; readonly at: Position };

/** A new node with its edges, as it would be put. */
export interface Putting {
  readonly id: NodeId;
  readonly at: Position;
  readonly edges: readonly Edge[];
  readonly edits: readonly PlanEdit[];
  readonly label: string;
}

export function candidatesFor(plan: Plan, catalog: CatalogView, spot: Spot): readonly Candidate[] {
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
 * How a new node is put where it was asked for.
 * @param plan has a place for every node
 * @param candidate one that can be put there
 */
export function puttingOf(
  plan: Plan,
  catalog: CatalogView,
  spot: Exclude<Spot, { type: 'swap' }>,
  { service, stage, kinds }: Pick<Candidate, 'service' | 'stage' | 'kinds'>,
): Putting {
  const id = freshId(plan, service.shortName);
  const node = nodeFor(plan, service, service.stages[0] === stage ? undefined : stage);
  const lane = catalog.laneOf(node);
  const laneOf = (other: NodeId) => catalog.laneOf(plan.nodes[other]);
  const follow = (from: NodeId) => placeFollowing(plan, from, lane, laneOf);
  const put = (label: string, at: Position, edges: readonly Edge[], before: readonly PlanEdit[] = []): Putting => ({
    id,
    at,
    edges,
    label,
    edits: [{ type: 'add-node', id, node, place: { at } }, ...before, ...edges.map((edge): PlanEdit => ({ type: 'add-edge', edge }))],
  });
  const [first, second] = kinds;
  switch (spot.type) {
    case 'add':
      return put(`Add ${service.shortName}`, freePlace(plan, spot.at), []);
    case 'append': {
      const edges = first === undefined ? [] : [{ from: spot.from, to: id, kind: first }];
      return put(`Append ${service.shortName}`, spot.at ? freePlace(plan, spot.at) : follow(spot.from), edges);
    }
    case 'insert': {
      const { edge, at } = spot;
      const edges = first === undefined || second === undefined ? [] : halves(edge, id, [first, second]);
      const place = at ? freePlace(plan, at) : (between(plan, edge) ?? follow(edge.from));
      return put(`Insert ${service.shortName}`, place, edges, [{ type: 'remove-edges', edges: [edge] }]);
    }
  }
}

/** An edge as the two that lead through a node. */
export function halves(edge: Edge, through: NodeId, [inner, outer]: readonly [EdgeKind, EdgeKind]): readonly Edge[] {
  return [
    { ...edge, to: through, kind: inner },
    { from: through, to: edge.to, kind: outer },
  ];
}

/** The middle between the ends of an edge, where a card has room there. */
export function between(plan: Plan, { from, to }: Pick<Edge, 'from' | 'to'>): Position | undefined {
  const [a, b] = [plan.layout[from], plan.layout[to]];
  if (!a || !b) return undefined;
  const middle: Position = [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];
  const place = freePlace(plan, middle);
  return Math.abs(place[0] - middle[0]) < 8 && Math.abs(place[1] - middle[1]) < 8 ? place : undefined;
}
