import type { GraphEdge, GraphNode } from '../../catalog';
import type { Fix } from '../rule';
import { list } from '../wording';

/*
 * Circles in a plan. Written without recursion: a plan may hold twenty thousand nodes in one line.
 */

/** Nodes that all reach each other along some edges, with those edges. */
export interface Knot {
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
}

/** The knots that some edges make, in the order of the nodes given. An edge from a node to itself makes none. */
export function knotsOf(allNodes: readonly GraphNode[], allEdges: readonly GraphEdge[]): Knot[] {
  const { nodes, edges } = behindCircles(allNodes, allEdges);
  if (nodes.length === 0) return [];
  const out = new Map<GraphNode, GraphEdge[]>(nodes.map((node) => [node, []]));
  for (const edge of edges) out.get(edge.from)?.push(edge);
  const knotOf = numbered(nodes, out);
  const knots = new Map<number, { nodes: GraphNode[]; edges: GraphEdge[] }>();
  for (const node of nodes) {
    const number = knotOf.get(node) ?? -1;
    const knot = knots.get(number) ?? { nodes: [], edges: [] };
    knot.nodes.push(node);
    for (const edge of out.get(node) ?? []) if (knotOf.get(edge.to) === number) knot.edges.push(edge);
    knots.set(number, knot);
  }
  return [...knots.values()].filter((knot) => knot.nodes.length > 1);
}

/** What is left when nodes to which nothing leads are taken away again and again: nothing, in most plans, and that is soon found out. */
function behindCircles(nodes: readonly GraphNode[], edges: readonly GraphEdge[]): Knot {
  const size = nodes.reduce((most, { at }) => Math.max(most, at + 1), 0);
  const isHere = new Uint8Array(size);
  for (const { at } of nodes) isHere[at] = 1;
  const inner = edges.filter(({ from, to }) => from !== to && isHere[from.at] && isHere[to.at]);
  // edges by where they start: those of the node at n lie from starts[n] to starts[n + 1]
  const starts = new Int32Array(size + 1);
  const leadingIn = new Int32Array(size);
  for (const { from, to } of inner) {
    starts[from.at + 1] = (starts[from.at + 1] ?? 0) + 1;
    leadingIn[to.at] = (leadingIn[to.at] ?? 0) + 1;
  }
  for (let at = 0; at < size; at += 1) starts[at + 1] = (starts[at + 1] ?? 0) + (starts[at] ?? 0);
  const ends = new Int32Array(inner.length);
  const filled = starts.slice();
  for (const { from, to } of inner) {
    const place = filled[from.at] ?? 0;
    ends[place] = to.at;
    filled[from.at] = place + 1;
  }
  const free = nodes.flatMap(({ at }) => (leadingIn[at] === 0 ? [at] : []));
  for (const at of free) {
    isHere[at] = 0;
    for (let place = starts[at] ?? 0; place < (starts[at + 1] ?? 0); place += 1) {
      const to = ends[place] ?? 0;
      leadingIn[to] = (leadingIn[to] ?? 0) - 1;
      if (leadingIn[to] === 0) free.push(to);
    }
  }
  if (free.length === nodes.length) return { nodes: [], edges: [] };
  return { nodes: nodes.filter(({ at }) => isHere[at]), edges: inner.filter(({ from, to }) => isHere[from.at] && isHere[to.at]) };
}

/** The shortest way round in a knot that passes through one of its nodes: edges in order, the last of which closes it. */
export function loopThrough(start: GraphNode, knot: Knot): readonly GraphEdge[] {
  return wayBack(start, start, knot);
}

/** The shortest way round in a knot that an edge closes: edges in order, that edge last. */
export function loopClosedBy(edge: GraphEdge, knot: Knot): readonly GraphEdge[] {
  return [...wayBack(edge.to, edge.from, knot), edge];
}

/** The edges from one node of a knot to another, or to itself by way of others. */
function wayBack(start: GraphNode, end: GraphNode, { edges }: Knot): readonly GraphEdge[] {
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

/** Where a knot is entered from outside, along edges of the same kind; else its first node. */
export function entryOf({ nodes, edges }: Knot): GraphNode {
  const inside = new Set(nodes);
  const kind = edges[0]?.kind;
  const entry = nodes.find((node) => node.in.some((edge) => edge.kind === kind && !inside.has(edge.from))) ?? nodes[0];
  if (!entry) throw new Error('a knot has nodes');
  return entry;
}

/** Edges without which a knot has no circle any more, the fewer the better; at most thirty of a large knot. */
export function closingEdges(knot: Knot): readonly GraphEdge[] {
  const closing: GraphEdge[] = [];
  let [left]: Knot[] = [knot];
  for (let tries = 0; left && tries < 30; tries += 1) {
    const last = loopThrough(entryOf(left), left).at(-1);
    if (!last) break;
    closing.push(last);
    [left] = knotsOf(
      knot.nodes,
      knot.edges.filter((edge) => !closing.some((gone) => gone.id === edge.id)),
    );
  }
  return closing;
}

/** The fix that takes edges away and names them. */
export function removalOf(edges: readonly GraphEdge[]): Fix[] {
  const [only] = edges;
  if (!only) return [];
  const title =
    edges.length === 1
      ? `Remove the ${only.kind} edge from "${only.from.title}" to "${only.to.title}"`
      : `Remove ${edges.length} ${only.kind} edges: ${list(
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

/** Whether one node is reached from another along edges of a kind. @param most how many nodes are looked at before the answer is a cautious yes */
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
  const knotOf = new Map<GraphNode, number>();
  let knots = 0;
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
        else if (!knotOf.has(edge.to)) lower(node, indexOf.get(edge.to) ?? 0);
        continue;
      }
      visits.pop();
      const before = visits.at(-1);
      if (before) lower(before.node, lowOf.get(node) ?? 0);
      if (lowOf.get(node) !== indexOf.get(node)) continue;
      for (let member = open.pop(); member; member = open.pop()) {
        knotOf.set(member, knots);
        if (member === node) break;
      }
      knots += 1;
    }
  }
  return knotOf;
}
