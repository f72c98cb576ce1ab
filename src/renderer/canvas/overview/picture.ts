import { cardHeight, cardWidth, edgeId, edgeKindIds, type EdgeKind, type LaneId, type Plan, type Position, type Route } from '#engine/plan';
import type { Severity } from '#engine/validate';
import type { Mark } from '../nodes/card-nodes';

/** A node in the picture. */
export interface Block {
  readonly id: string;
  readonly at: Position;
  readonly lane: LaneId;
  readonly title: string;
  /** True if its service is not in the catalog. */
  readonly unknown: boolean;
  readonly worst: Severity | 'waived' | undefined;
}

export function blocksOf(
  plan: Plan,
  {
    laneOf,
    isKnown,
    marks,
  }: {
    readonly laneOf: (id: string) => LaneId;
    readonly isKnown: (service: string) => boolean;
    readonly marks: ReadonlyMap<string, Mark>;
  },
): Block[] {
  const blocks: Block[] = [];
  for (const [id, node] of Object.entries(plan.nodes)) {
    const at = plan.layout[id];
    if (!at) continue;
    blocks.push({ id, at, lane: laneOf(id), title: node.title ?? id, unknown: !isKnown(node.service), worst: marks.get(id)?.worst });
  }
  return blocks;
}

/** The routes of all edges of a kind as one path; an edge without a known route is straight. */
export function waysOf(plan: Plan, routes: { settled(edge: Plan['edges'][number]): Route | undefined }): ReadonlyMap<EdgeKind, string> {
  const paths = new Map<EdgeKind, string[]>(edgeKindIds.map((kind) => [kind, []]));
  const drawn = new Set<string>();
  for (const edge of plan.edges) {
    const [from, to, id] = [plan.layout[edge.from], plan.layout[edge.to], edgeId(edge)];
    if (!from || !to || !plan.nodes[edge.from] || !plan.nodes[edge.to] || drawn.has(id)) continue;
    drawn.add(id);
    paths.get(edge.kind)?.push(routes.settled(edge)?.path ?? straight(from, to));
  }
  return new Map([...paths].flatMap(([kind, list]) => (list.length > 0 ? [[kind, list.join('')] as const] : [])));
}

/** A straight path between the centres of two cards. */
export function straight(from: Position, to: Position): string {
  const [x, y] = [cardWidth / 2, cardHeight / 2];
  return `M${from[0] + x} ${from[1] + y}L${to[0] + x} ${to[1] + y}`;
}
