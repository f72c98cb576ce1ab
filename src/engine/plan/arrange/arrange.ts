import { compareEdges } from '../edge-order';
import type { Edge, NodeId, Plan, Position } from '../model';
import type { Stage } from '../vocabulary';
import { bandPadding, laneOf, lanes, type LaneId } from './lanes';
import { cardHeight, cardWidth, freePlace, gapX, gapY } from './place';

/**
 * Cards a row of a lane holds before it turns, for a plan of so many nodes: as many as fit a page across, and more where the plan would
 * become a long strip; a large plan has about the shape of a page or a screen, 1.4 times as wide as high.
 */
export function columnsFor(nodes: number): number {
  return Math.max(6, Math.round(Math.sqrt((1.4 * nodes * (cardHeight + gapY)) / (cardWidth + gapX))));
}

/** What a service's stage is, for nodes that do not say. */
export type StageOf = (nodeId: NodeId) => Stage | undefined;

/**
 * Lays out a whole plan in lanes: a lane for each stage from top to bottom, in each lane a node after those that lead to it, below what
 * it is connected with, and never wider than a page.
 * @param keep nodes that stay where they are
 */
export function arrange(plan: Plan, stageOf: StageOf, keep: ReadonlySet<NodeId> = new Set()): Record<NodeId, Position> {
  const ids = Object.keys(plan.nodes);
  const edges = [...plan.edges].sort(compareEdges); // in a circle, which edge comes first decides which one closes it
  const laneById = new Map(ids.map((id) => [id, laneOf(plan.nodes[id]?.stage ?? stageOf(id))]));
  const neighbours = neighboursOf(edges, laneById);
  const depth = depthsOf(ids, edges);
  const members = new Map<LaneId, NodeId[]>();
  for (const id of [...ids].sort((a, b) => (depth.get(a) ?? 0) - (depth.get(b) ?? 0))) {
    const lane = laneById.get(id) ?? 'orchestration';
    members.set(lane, [...(members.get(lane) ?? []), id]);
  }
  const width = columnsFor(ids.length);
  const columns = columnsOf(members, neighbours, depth, width);
  const first = Math.min(...[...columns.values()].map(([column]) => column));
  const layout: Record<NodeId, Position> = {};
  let top = 0;
  for (const lane of lanes) {
    const inLane = members.get(lane.id);
    if (!inLane) continue;
    const placed = inLane.filter((id) => columns.has(id));
    let rows = 0;
    for (const id of placed) {
      const [column, row] = columns.get(id) ?? [0, 0];
      layout[id] = [(column - first) * (cardWidth + gapX), top + row * (cardHeight + gapY)];
      rows = Math.max(rows, row + 1);
    }
    // what nothing is connected with fills the places that are left
    let place = 0;
    for (const id of inLane.filter((one) => !columns.has(one))) {
      const taken = (x: number, y: number) => inLane.some((other) => layout[other]?.[0] === x && layout[other]?.[1] === y);
      const at = (index: number) => [(index % width) * (cardWidth + gapX), top + Math.floor(index / width) * (cardHeight + gapY)] as const;
      while (taken(...at(place))) place += 1;
      layout[id] = at(place);
      rows = Math.max(rows, Math.floor(place / width) + 1);
      place += 1;
    }
    top += rows * (cardHeight + gapY) - gapY + 2 * bandPadding + 16;
  }
  for (const id of keep) {
    const position = plan.layout[id];
    if (position && layout[id]) layout[id] = position;
  }
  return layout;
}

/** Positions for the nodes that have none; those that have one stay. A plan without any is laid out as a whole. */
export function arrangeMissing(plan: Plan, stageOf: StageOf): Plan {
  const missing = Object.keys(plan.nodes).filter((id) => !plan.layout[id]);
  if (missing.length === 0) return plan;
  const whole = arrange(plan, stageOf);
  if (missing.length === Object.keys(plan.nodes).length) return { ...plan, layout: { ...plan.layout, ...whole } };
  const edges = [...plan.edges].sort(compareEdges);
  let current = plan;
  for (const id of missing) {
    // beside a neighbour that has a place, else where a tidy plan would have it
    const anchor = edges
      .flatMap((edge) => (edge.from === id ? [edge.to] : edge.to === id ? [edge.from] : []))
      .find((other) => current.layout[other]);
    const beside = anchor === undefined ? undefined : current.layout[anchor];
    const leads = plan.edges.some((edge) => edge.from === id && edge.to === anchor);
    const wished: Position = beside ? [beside[0], beside[1] + (leads ? -1 : 1) * (cardHeight + gapY)] : (whole[id] ?? [0, 0]);
    current = { ...current, layout: { ...current.layout, [id]: freePlace(current, wished) } };
  }
  return current;
}

function neighboursOf(edges: readonly Edge[], laneById: ReadonlyMap<NodeId, LaneId>): Map<NodeId, NodeId[]> {
  const neighbours = new Map<NodeId, NodeId[]>();
  const add = (id: NodeId, other: NodeId) => {
    const list = neighbours.get(id);
    if (list) list.push(other);
    else neighbours.set(id, [other]);
  };
  for (const { from, to } of edges) {
    if (!laneById.has(from) || !laneById.has(to) || from === to) continue;
    add(from, to);
    add(to, from);
  }
  return neighbours;
}

/** How many steps lead to each node at most, edges that close a cycle left out. */
function depthsOf(ids: readonly NodeId[], edges: readonly Edge[]): Map<NodeId, number> {
  const out = new Map<NodeId, NodeId[]>(ids.map((id) => [id, []]));
  for (const { from, to, kind } of edges)
    if (kind !== 'runs-on' && kind !== 'telemetry' && from !== to && out.has(to)) out.get(from)?.push(to);
  const order: NodeId[] = [];
  const state = new Map<NodeId, 'open' | 'done'>();
  for (const start of ids) {
    // depth first without recursion: plans can be thousands of nodes long
    const stack: { readonly id: NodeId; next: number }[] = [{ id: start, next: 0 }];
    if (state.has(start)) continue;
    state.set(start, 'open');
    for (let top = stack.at(-1); top; top = stack.at(-1)) {
      const next = out.get(top.id)?.[top.next];
      top.next += 1;
      if (next === undefined) {
        state.set(top.id, 'done');
        order.push(top.id);
        stack.pop();
      } else if (!state.has(next)) {
        state.set(next, 'open');
        stack.push({ id: next, next: 0 });
      }
    }
  }
  const position = new Map(order.map((id, at) => [id, at]));
  const depth = new Map<NodeId, number>(ids.map((id) => [id, 0]));
  for (const id of order.reverse()) {
    for (const next of out.get(id) ?? []) {
      if ((position.get(next) ?? 0) < (position.get(id) ?? 0)) depth.set(next, Math.max(depth.get(next) ?? 0, (depth.get(id) ?? 0) + 1));
    }
  }
  return depth;
}

/**
 * A column and row in its lane for every node: in several sweeps each lane is ordered by where its nodes' neighbours are, and each node
 * is put as near below them as its row has room.
 */
function columnsOf(
  members: ReadonlyMap<LaneId, readonly NodeId[]>,
  neighbours: ReadonlyMap<NodeId, readonly NodeId[]>,
  depth: ReadonlyMap<NodeId, number>,
  width: number,
): Map<NodeId, readonly [column: number, row: number]> {
  const column = new Map<NodeId, number>();
  const connected = new Map([...members].map(([lane, ids]) => [lane, ids.filter((id) => neighbours.has(id))] as const));
  for (const ids of connected.values()) ids.forEach((id, at) => column.set(id, at % width));
  const result = new Map<NodeId, readonly [number, number]>();
  const sweeps = 6;
  for (let sweep = 0; sweep < sweeps; sweep += 1) {
    const down = sweep % 2 === 0;
    const order = lanes.map(({ id }) => id);
    for (const lane of down ? order : order.reverse()) {
      const ids = connected.get(lane);
      if (!ids || ids.length === 0) continue;
      const wished = new Map(ids.map((id) => [id, wishOf(id, neighbours, column)]));
      const sorted = [...ids].sort(
        (a, b) => (wished.get(a) ?? 0) - (wished.get(b) ?? 0) || (depth.get(a) ?? 0) - (depth.get(b) ?? 0) || (a < b ? -1 : 1),
      );
      const rows = Math.ceil(sorted.length / width);
      const perRow = Math.ceil(sorted.length / rows);
      for (let row = 0; row < rows; row += 1) {
        // every row takes a share from left to right, so that neighbours in order stay above each other
        const inRow = sorted.filter((_, at) => at % rows === row).slice(0, perRow);
        placeRow(inRow, wished, width).forEach((at, index) => {
          const id = inRow[index];
          if (id === undefined) return;
          column.set(id, at);
          result.set(id, [at, row]);
        });
      }
    }
  }
  return result;
}

function wishOf(id: NodeId, neighbours: ReadonlyMap<NodeId, readonly NodeId[]>, column: ReadonlyMap<NodeId, number>): number {
  const around = neighbours.get(id) ?? [];
  return around.reduce((sum, other) => sum + (column.get(other) ?? 0), 0) / around.length;
}

/** Columns for a row of nodes that keep their order, as near to their wishes as a page is wide. */
function placeRow(ids: readonly NodeId[], wished: ReadonlyMap<NodeId, number>, width: number): number[] {
  const places: number[] = [];
  ids.forEach((id, at) => {
    const least = (places[at - 1] ?? -1) + 1;
    const most = width - (ids.length - at);
    places.push(Math.max(least, Math.min(Math.round(wished.get(id) ?? 0), most)));
  });
  return places;
}
