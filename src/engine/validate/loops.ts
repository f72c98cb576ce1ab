import type { GraphEdge, GraphNode } from '../catalog';
import type { Fix } from './rule';
import { list } from './words';

/*
 * Circles in a plan. Written without recursion: a plan may hold twenty thousand nodes in one line.
 */

/** Nodes that all reach each other along some edges, with those edges. */
export interface Knot {
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
}

/** The knots that some edges make, in the order of the nodes given. An edge from a node to itself makes none. */
export function knotsOf(nodes: readonly GraphNode[], edges: readonly GraphEdge[]): Knot[] {
  const out = new Map<GraphNode, GraphEdge[]>(nodes.map((node) => [node, []]));
  for (const edge of edges) if (edge.from !== edge.to && out.has(edge.to)) out.get(edge.from)?.push(edge);
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

/** Every node that some nodes reach along edges of these kinds, themselves included; one walk for all of them. */
export function reachedFrom(starts: Iterable<GraphNode>, kinds: readonly GraphEdge['kind'][]): ReadonlySet<GraphNode> {
  const seen = new Set(starts);
  for (const node of seen) for (const edge of node.out) if (kinds.includes(edge.kind)) seen.add(edge.to);
  return seen;
}

/** Every node from which some nodes are reached along edges of these kinds, themselves included. */
export function leadingTo(ends: Iterable<GraphNode>, kinds: readonly GraphEdge['kind'][]): ReadonlySet<GraphNode> {
  const seen = new Set(ends);
  for (const node of seen) for (const edge of node.in) if (kinds.includes(edge.kind)) seen.add(edge.from);
  return seen;
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
