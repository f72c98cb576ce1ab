import { depthsOf, neighboursOf, type LaneGraph } from './lane-graph';
import { lanes, type LaneId } from './lanes';

/** Column and row of each node in its lane, by its index; `undefined` for nodes without edges. */
export type Cells = readonly (Cell | undefined)[];
export interface Cell {
  readonly column: number;
  readonly row: number;
}

const sweeps = 16;
/**
 * A node with more neighbours than this belongs to all of them, such as the one monitor of an estate: it does not lead from one to the
 * next.
 */
const mostOfOne = 10;

/** The starting orders of a layout: connected nodes soon after each other, and flow order. */
export function startsOf(graph: LaneGraph): readonly (readonly number[])[] {
  const neighbours = neighboursOf(graph);
  const depths = depthsOf(graph);
  const near = nearnessOf(neighbours);
  return [near, [...near].sort((a, b) => (depths[a] ?? 0) - (depths[b] ?? 0) || a - b)];
}

/**
 * A column and row in its lane for every node that has an edge. In several sweeps each lane is ordered by the places of its nodes'
 * neighbours, and each node is put as near below them as its row has room. In a lane of several rows each row takes a share from left to
 * right, so that neighbours in order stay above each other.
 * @param start the nodes that have edges, in their order before the first sweep
 */
export function orderInLanes(graph: LaneGraph, start: readonly number[], width: number): Cells {
  const neighbours = neighboursOf(graph);
  const depths = depthsOf(graph);
  const members = new Map<LaneId, number[]>();
  for (const node of start) {
    const lane = graph.lanes[node] as LaneId; // each node has one
    const list = members.get(lane);
    if (list) list.push(node);
    else members.set(lane, [node]);
  }
  const columns = graph.ids.map(() => 0);
  const rows = graph.ids.map(() => 0);
  for (const list of members.values()) list.forEach((node, at) => (columns[node] = ((at + 0.5) * width) / list.length));
  // a hub has no clear place: nodes with few neighbours decide more
  const weights = neighbours.map((around) => 1 / Math.sqrt(Math.max(1, around.length)));
  const order = lanes.map(({ id }) => id);
  const rank = new Map(start.map((node, at) => [node, at]));
  for (let sweep = 0; sweep < sweeps; sweep += 1) {
    for (const lane of sweep % 2 === 0 ? order : [...order].reverse()) {
      const list = members.get(lane);
      if (!list) continue;
      const wishes = new Map(list.map((node) => [node, wishOf(neighbours[node] ?? [], columns, weights)]));
      list.sort(
        (a, b) =>
          (wishes.get(a) ?? 0) - (wishes.get(b) ?? 0) || (depths[a] ?? 0) - (depths[b] ?? 0) || (rank.get(a) ?? 0) - (rank.get(b) ?? 0),
      );
      const height = Math.ceil(list.length / width);
      for (let row = 0; row < height; row += 1) {
        const inRow = list.filter((_, at) => at % height === row);
        let last = -1;
        inRow.forEach((node, at) => {
          const most = width - (inRow.length - at);
          last = Math.max(last + 1, Math.min(Math.round(wishes.get(node) ?? 0), most));
          columns[node] = last;
          rows[node] = row;
        });
      }
    }
  }
  return graph.ids.map((_, node) => (neighbours[node]?.length ? { column: columns[node] ?? 0, row: rows[node] ?? 0 } : undefined));
}

/** The nodes that have neighbours, each soon after one of them: from the end of a path through the plan to everything that it leads to. */
function nearnessOf(neighbours: readonly (readonly number[])[]): number[] {
  const count = (node: number) => neighbours[node]?.length ?? 0;
  const starts = neighbours.map((_, node) => node).filter((node) => count(node) > 0);
  starts.sort((a, b) => count(a) - count(b) || a - b);
  const seen = new Set<number>();
  for (const start of starts) {
    if (seen.has(start)) continue;
    seen.add(start);
    const waiting = [start];
    for (let at = 0; at < waiting.length; at += 1) {
      const node = waiting[at] ?? start;
      if (count(node) > mostOfOne) continue;
      for (const next of neighbours[node] ?? []) {
        if (seen.has(next)) continue;
        seen.add(next);
        waiting.push(next);
      }
    }
  }
  return [...seen]; // in the order in which they were met
}

function wishOf(around: readonly number[], columns: readonly number[], weights: readonly number[]): number {
  let [sum, total] = [0, 0];
  for (const other of around) {
    sum += (columns[other] ?? 0) * (weights[other] ?? 1);
    total += weights[other] ?? 1;
  }
  return sum / total;
}
