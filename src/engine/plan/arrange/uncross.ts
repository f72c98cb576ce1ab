import type { Position } from '../model';
import type { LaneGraph } from './lane-graph';
import type { Cell, Cells } from './order';
import { endsOf } from './route';
import type { Shape } from './upright';

/** A grid of places in each lane. */
export interface Places {
  readonly width: number;
  /** Number of rows of a node's lane. */
  height(node: number): number;
  at(node: number, cell: Cell): Position;
  readonly shape: Shape;
}

export interface Uncrossed {
  readonly cells: Cells;
  /** Number of crossing pairs of edges, and total length of the edges. */
  readonly crossings: number;
  readonly length: number;
  /** The effort that was used. */
  readonly looked: number;
}

/** Tried in turn for each node: beside it, below and above it, and over its neighbour. */
const steps = [
  [1, 0],
  [-1, 0],
  [0, 1],
  [0, -1],
  [2, 0],
  [-2, 0],
] as const;

/**
 * Moves nodes in their lanes to places nearby, or swaps two, wherever fewer edges cross then, or as many and shorter ones, until nothing
 * improves.
 * @param effort most pairs of edges to compare: the same on every machine, unlike time
 * @param progress called with the number compared
 */
export function uncross(graph: LaneGraph, cells: Cells, places: Places, effort: number, progress: (looked: number) => void): Uncrossed {
  const result = [...cells];
  const crossings = new Crossings(graph, places.shape, (node) => places.at(node, result[node] ?? { column: 0, row: 0 }));
  const taken = new Map<string, number>();
  const nameOf = (node: number, { column, row }: Cell) => `${graph.lanes[node]} ${column} ${row}`;
  const put = (node: number, cell: Cell) => {
    result[node] = cell;
    crossings.moved(node);
  };
  result.forEach((cell, node) => cell && taken.set(nameOf(node, cell), node));
  for (let moved = true; moved && crossings.looked < effort;) {
    moved = false;
    for (let node = 0; node < result.length && crossings.looked < effort; node += 1) {
      const cell = result[node];
      if (!cell) continue;
      for (const [columns, rows] of steps) {
        const to = { column: cell.column + columns, row: cell.row + rows };
        if (to.column < 0 || to.column >= places.width || to.row < 0 || to.row >= places.height(node)) continue;
        const other = taken.get(nameOf(node, to));
        const both = other === undefined ? [node] : [node, other];
        const before = crossings.of(both);
        const lengthBefore = crossings.lengthOf(both);
        put(node, to);
        if (other !== undefined) put(other, cell);
        const after = crossings.of(both);
        if (after < before || (after === before && crossings.lengthOf(both) < lengthBefore - 1)) {
          taken.set(nameOf(node, to), node);
          if (other === undefined) taken.delete(nameOf(node, cell));
          else taken.set(nameOf(node, cell), other);
          moved = true;
          break;
        }
        put(node, cell);
        if (other !== undefined) put(other, to);
      }
      if (node % 16 === 0) progress(crossings.looked);
    }
  }
  const all = result.map((_, node) => node);
  return { cells: result, crossings: crossings.of(all), length: crossings.lengthOf(all), looked: crossings.looked };
}

/** Counts the edges that cross those of some nodes, each edge a straight line, and follows the lines while nodes move. */
class Crossings {
  readonly #edges: LaneGraph['edges'];
  readonly #at: (node: number) => Position;
  readonly #edgesOf: readonly number[][];
  readonly #x1: Float64Array;
  readonly #y1: Float64Array;
  readonly #x2: Float64Array;
  readonly #y2: Float64Array;
  readonly #counted: Uint8Array;
  /** Pairs of edges that were compared so far. */
  looked = 0;

  readonly #shape: Shape;

  constructor({ ids, edges }: LaneGraph, shape: Shape, at: (node: number) => Position) {
    this.#shape = shape;
    this.#edges = edges;
    this.#at = at;
    this.#edgesOf = ids.map(() => []);
    [this.#x1, this.#y1, this.#x2, this.#y2] = [0, 1, 2, 3].map(() => new Float64Array(edges.length)) as [
      Float64Array,
      Float64Array,
      Float64Array,
      Float64Array,
    ];
    this.#counted = new Uint8Array(edges.length);
    edges.forEach(({ from, to }, edge) => {
      this.#edgesOf[from]?.push(edge);
      this.#edgesOf[to]?.push(edge);
      this.#draw(edge);
    });
  }

  /** Must be called after a node has moved. */
  moved(node: number): void {
    for (const edge of this.#edgesOf[node] ?? []) this.#draw(edge);
  }

  #draw(edge: number): void {
    const { from, to, kind } = this.#edges[edge] as LaneGraph['edges'][number]; // numbers of edges come from the list
    const [start, end] = endsOf(this.#at(from), this.#at(to), kind, this.#shape);
    this.#x1[edge] = start.x;
    this.#y1[edge] = start.y;
    this.#x2[edge] = end.x;
    this.#y2[edge] = end.y;
  }

  of(nodes: readonly number[]): number {
    const own = nodes.flatMap((node) => this.#edgesOf[node] ?? []);
    let crossings = 0;
    for (const edge of own) {
      if (this.#counted[edge]) continue; // it leads from one of them to another
      this.#counted[edge] = 1;
      crossings += this.#across(edge);
    }
    for (const edge of own) this.#counted[edge] = 0;
    return crossings;
  }

  /** Total length of the edges of some nodes. */
  lengthOf(nodes: readonly number[]): number {
    let length = 0;
    for (const node of nodes) {
      for (const edge of this.#edgesOf[node] ?? [])
        length += Math.hypot((this.#x2[edge] ?? 0) - (this.#x1[edge] ?? 0), (this.#y2[edge] ?? 0) - (this.#y1[edge] ?? 0));
    }
    return length;
  }

  /** Number of edges that cross one, without those that were counted with another. */
  #across(edge: number): number {
    const x1s = this.#x1;
    const y1s = this.#y1;
    const x2s = this.#x2;
    const y2s = this.#y2;
    const counted = this.#counted;
    const at = (list: Float64Array, index: number) => list[index] as number; // all lists have an entry for each edge
    const x1 = at(x1s, edge);
    const y1 = at(y1s, edge);
    const x2 = at(x2s, edge);
    const y2 = at(y2s, edge);
    const dx = x2 - x1;
    const dy = y2 - y1;
    const left = Math.min(x1, x2);
    const right = Math.max(x1, x2);
    const top = Math.min(y1, y2);
    const bottom = Math.max(y1, y2);
    let crossings = 0;
    this.looked += x1s.length;
    for (let other = 0; other < x1s.length; other += 1) {
      const u = at(y1s, other);
      const v = at(y2s, other);
      if ((u <= top && v <= top) || (u >= bottom && v >= bottom)) continue;
      const p = at(x1s, other);
      const q = at(x2s, other);
      if ((p <= left && q <= left) || (p >= right && q >= right) || counted[other]) continue;
      if ((dx * (u - y1) - dy * (p - x1)) * (dx * (v - y1) - dy * (q - x1)) >= 0) continue;
      if (((q - p) * (y1 - u) - (v - u) * (x1 - p)) * ((q - p) * (y2 - u) - (v - u) * (x2 - p)) < 0) crossings += 1;
    }
    return crossings;
  }
}
