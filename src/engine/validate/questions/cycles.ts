import type { GraphEdge, GraphNode } from '../../catalog';
import type { Fix } from '../rule';
import { counted, list } from '../../format';

/*
 * Cycles in a plan. Written without recursion: a plan may hold twenty thousand nodes in one line.
 */

/** Nodes that all reach each other along some edges, with those edges: a strongly connected component. */
export interface Cycle {
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
}

/** Cycles of some edges, in the order of the nodes given. An edge from a node to itself is no cycle. */
export function cyclesOf(allNodes: readonly GraphNode[], allEdges: readonly GraphEdge[]): Cycle[] {
  const { nodes, edges } = behindCycles(allNodes, allEdges);
  if (nodes.length === 0) return [];
  const out = new Map<GraphNode, GraphEdge[]>(nodes.map((node) => [node, []]));
  for (const edge of edges) out.get(edge.from)?.push(edge);
  const cycleOf = numbered(nodes, out);
  const cycles = new Map<number, { nodes: GraphNode[]; edges: GraphEdge[] }>();
  for (const node of nodes) {
    const number = cycleOf.get(node) ?? -1;
    const cycle = cycles.get(number) ?? { nodes: [], edges: [] };
    cycle.nodes.push(node);
    for (const edge of out.get(node) ?? []) if (cycleOf.get(edge.to) === number) cycle.edges.push(edge);
    cycles.set(number, cycle);
  }
  return [...cycles.values()].filter((cycle) => cycle.nodes.length > 1);
}

/** The nodes left after repeatedly removing those without an incoming edge: none in most plans, which this finds quickly. */
function behindCycles(nodes: readonly GraphNode[], edges: readonly GraphEdge[]): Cycle {
  const size = nodes.length;
  const places = new Map(nodes.map((node, at) => [node, at]));
  // edges by their start: those of the node at n lie from starts[n] to starts[n + 1]
  const starts = new Int32Array(size + 1);
  const leadingIn = new Int32Array(size);
  const inner: { readonly edge: GraphEdge; readonly from: number; readonly to: number }[] = [];
  for (const edge of edges) {
    const [from, to] = [places.get(edge.from), places.get(edge.to)];
    if (from === undefined || to === undefined || from === to) continue;
    inner.push({ edge, from, to });
    starts[from + 1] = (starts[from + 1] ?? 0) + 1;
    leadingIn[to] = (leadingIn[to] ?? 0) + 1;
  }
  for (let at = 0; at < size; at += 1) starts[at + 1] = (starts[at + 1] ?? 0) + (starts[at] ?? 0);
  const ends = new Int32Array(inner.length);
  const filled = starts.slice();
  for (const { from, to } of inner) {
    const place = filled[from] ?? 0;
    ends[place] = to;
    filled[from] = place + 1;
  }
  const isHere = new Uint8Array(size).fill(1);
  const free = nodes.flatMap((_, at) => (leadingIn[at] === 0 ? [at] : []));
  for (const at of free) {
    isHere[at] = 0;
    for (let place = starts[at] ?? 0; place < (starts[at + 1] ?? 0); place += 1) {
      const to = ends[place] ?? 0;
      leadingIn[to] = (leadingIn[to] ?? 0) - 1;
      if (leadingIn[to] === 0) free.push(to);
    }
  }
  if (free.length === size) return { nodes: [], edges: [] };
  return {
    nodes: nodes.filter((_, at) => isHere[at]),
    edges: inner.filter(({ from, to }) => isHere[from] && isHere[to]).map(({ edge }) => edge),
  };
}

/** The shortest way round in a cycle that passes through one of its nodes: edges in order, the last of which closes it. */
export function loopThrough(start: GraphNode, cycle: Cycle): readonly GraphEdge[] {
  return wayBack(start, start, cycle);
}

/** The shortest way round in a cycle that an edge closes: edges in order, that edge last. */
export function loopClosedBy(edge: GraphEdge, cycle: Cycle): readonly GraphEdge[] {
  return [...wayBack(edge.to, edge.from, cycle), edge];
}

/** The edges from one node of a cycle to another, or to itself through others. */
function wayBack(start: GraphNode, end: GraphNode, { edges }: Cycle): readonly GraphEdge[] {
  const out = new Map<GraphNode, GraphEdge[]>();
  for (const edge of edges) {
    const known = out.get(edge.from);
    if (known) known.push(edge);
    else out.set(edge.from, [edge]);
  }
  const cameBy = new Map<GraphNode, GraphEdge>();
  const waiting = [start];
  for (const node of waiting) {
    for (const edge of out.get(node) ?? []) {
      if (edge.to === end) return [...wayTo(node, cameBy), edge];
      if (edge.to === start || cameBy.has(edge.to)) continue;
      cameBy.set(edge.to, edge);
      waiting.push(edge.to);
    }
  }
  return [];
}

/** The node at which edges of the same kind enter a cycle from outside; else its first node. */
export function entryOf({ nodes, edges }: Cycle): GraphNode {
  const inside = new Set(nodes);
  const kind = edges[0]?.kind;
  const entry = nodes.find((node) => node.in.some((edge) => edge.kind === kind && !inside.has(edge.from))) ?? nodes[0];
  if (!entry) throw new Error('a cycle has nodes');
  return entry;
}

/** Edges whose removal breaks a cycle, as few as possible; at most thirty of a large one. */
export function closingEdges(cycle: Cycle): readonly GraphEdge[] {
  const closing: GraphEdge[] = [];
  let [left]: Cycle[] = [cycle];
  for (let tries = 0; left && tries < 30; tries += 1) {
    const last = loopThrough(entryOf(left), left).at(-1);
    if (!last) break;
    closing.push(last);
    [left] = cyclesOf(
      cycle.nodes,
      cycle.edges.filter((edge) => !closing.some((gone) => gone.id === edge.id)),
    );
  }
  return closing;
}

/** The fix that removes edges and names them. */
export function removalOf(edges: readonly GraphEdge[]): Fix[] {
  const [only] = edges;
  if (!only) return [];
  const title =
    edges.length === 1
      ? `Remove the ${only.kind} edge from "${only.from.title}" to "${only.to.title}"`
      : `Remove ${counted(edges.length, `${only.kind} edge`)}: ${list(
          edges.map(({ from, to }) => `from "${from.title}" to "${to.title}"`),
          'and',
          4,
        )}`;
  return [{ title, edits: [{ type: 'remove-edges', edges: edges.map(({ edge }) => edge) }] }];
}

/** The nodes of a loop in order, the first again at the end: `"A" → "B" → "A"`. A long one is cut short. */
export function wayRound(loop: readonly GraphEdge[]): string {
  const names = loop.map(({ from }) => `"${from.title}"`);
  const shown = names.length > 8 ? [...names.slice(0, 6), `${names.length - 7} more`, ...names.slice(-1)] : names;
  return [...shown, ...names.slice(0, 1)].join(' → ');
}

/** True if one node is reached from another along edges of a kind. @param most nodes visited before the answer is a cautious yes */
export function reaches(from: GraphNode, to: GraphNode, kind: GraphEdge['kind'], most = 500): boolean {
  const seen = new Set([from]);
  for (const node of seen) {
    if (node === to || seen.size > most) return true;
    for (const edge of node.out) if (edge.kind === kind) seen.add(edge.to);
  }
  return false;
}

function wayTo(node: GraphNode, cameBy: ReadonlyMap<GraphNode, GraphEdge>): GraphEdge[] {
  const way: GraphEdge[] = [];
  for (let edge = cameBy.get(node); edge; edge = cameBy.get(edge.from)) way.push(edge);
  return way.reverse();
}

/** Tarjan's numbering: nodes with the same number reach each other. */
function numbered(nodes: readonly GraphNode[], out: ReadonlyMap<GraphNode, readonly GraphEdge[]>): Map<GraphNode, number> {
  const indexOf = new Map<GraphNode, number>();
  const lowOf = new Map<GraphNode, number>();
  const open: GraphNode[] = [];
  const cycleOf = new Map<GraphNode, number>();
  let cycles = 0;
  for (const root of nodes) {
    if (indexOf.has(root)) continue;
    const visits: { readonly node: GraphNode; next: number }[] = [];
    const enter = (node: GraphNode) => {
      lowOf.set(node, indexOf.size);
      indexOf.set(node, indexOf.size);
      open.push(node);
      visits.push({ node, next: 0 });
    };
    const lower = (node: GraphNode, low: number) => lowOf.set(node, Math.min(lowOf.get(node) ?? low, low));
    enter(root);
    for (let visit = visits.at(-1); visit; visit = visits.at(-1)) {
      const { node } = visit;
      const edge = out.get(node)?.[visit.next];
      visit.next += 1;
      if (edge) {
        if (!indexOf.has(edge.to)) enter(edge.to);
        else if (!cycleOf.has(edge.to)) lower(node, indexOf.get(edge.to) ?? 0);
        continue;
      }
      visits.pop();
      const before = visits.at(-1);
      if (before) lower(before.node, lowOf.get(node) ?? 0);
      if (lowOf.get(node) !== indexOf.get(node)) continue;
      for (let member = open.pop(); member; member = open.pop()) {
        cycleOf.set(member, cycles);
        if (member === node) break;
      }
      cycles += 1;
    }
  }
  return cycleOf;
}
