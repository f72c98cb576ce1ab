import type { Catalog } from '../catalog';
import { compareText, type NodeId, type Plan, type PlanNode } from '../plan';
import { textOf } from './pair-up';

/*
 * Which node of one plan is which node of the other. An id that both plans have names the same node, except where the nodes exchanged their
 * ids. Other nodes are matched by what they are, so that a changed id is a rename: by service, title, stage, usage and neighbours. One
 * thing, since each step knows what the steps before it matched.
 */

/** Evidence that two nodes of one service are the same. Being of one service alone is none: a plan has several clusters and stores. */
const points = { content: 3, title: 3, otherTitle: -1.5, usage: 1, neighbours: 3, otherNeighbours: -2 } as const;
const enough = 2;
/** Share of the neighbours that two nodes of different services must have in common, besides title and stage. */
const mostlyShared = 0.5;
/** Pairs of nodes of one service that are weighed; among more, only equal nodes are matched. */
const mostPairs = 250_000;

/** @returns ids in the plan after by ids in the plan before. Exchanging the plans gives the same pairs */
export function matchNodes(before: Plan, after: Plan, catalog: Catalog): ReadonlyMap<NodeId, NodeId> {
  return new Matcher(before, after, catalog).match();
}

interface Side {
  readonly plan: Plan;
  readonly free: Set<NodeId>;
  /** For each node its edges: the direction and kind, and the node at the other end. */
  readonly edges: ReadonlyMap<NodeId, readonly { readonly via: string; readonly other: NodeId }[]>;
  /** Names that nodes have in common with their partners. */
  readonly shared: Map<NodeId, string>;
}

class Matcher {
  readonly #catalog: Catalog;
  readonly #before: Side;
  readonly #after: Side;
  readonly #pairs = new Map<NodeId, NodeId>();

  constructor(before: Plan, after: Plan, catalog: Catalog) {
    this.#catalog = catalog;
    this.#before = sideOf(before);
    this.#after = sideOf(after);
  }

  match(): ReadonlyMap<NodeId, NodeId> {
    this.#matchIds((a, b) => a.service === b.service);
    this.#matchEqual((id, side) => `${contentOf(side, id)}|${this.#neighboursOf(side, id).sort().join(';')}`);
    this.#matchEqual((id, side) => contentOf(side, id));
    this.#matchIds(() => true);
    while (this.#matchBest());
    return this.#pairs;
  }

  #pair(before: NodeId, after: NodeId): void {
    this.#pairs.set(before, after);
    this.#before.free.delete(before);
    this.#after.free.delete(after);
    const name = `=${this.#pairs.size}`;
    this.#before.shared.set(before, name);
    this.#after.shared.set(after, name);
  }

  #matchIds(fits: (before: PlanNode, after: PlanNode) => boolean): void {
    for (const id of [...this.#before.free])
      if (this.#after.free.has(id) && fits(nodeOf(this.#before, id), nodeOf(this.#after, id))) this.#pair(id, id);
  }

  /** Pairs nodes that are alone in being equal. A node whose id the other plan also has needs more than its service to be another one. */
  #matchEqual(keyOf: (id: NodeId, side: Side) => string): void {
    const [olds, news] = [this.#before, this.#after].map((side) => grouped(side.free, (id) => keyOf(id, side)));
    for (const [key, ids] of olds ?? []) {
      const others = news?.get(key) ?? [];
      const [a, b] = [ids[0], others[0]];
      if (a === undefined || b === undefined || ids.length > 1 || others.length > 1) continue;
      const isBare = Object.keys(nodeOf(this.#before, a)).length < 2;
      const keepsId = this.#after.free.has(a) || this.#before.free.has(b);
      if (isBare ? keepsId || this.#evidence(a, b) < enough : false) continue;
      this.#pair(a, b);
    }
  }

  /** Pairs the nodes that have the most in common. @returns false if there were none */
  #matchBest(): boolean {
    const found: { readonly before: NodeId; readonly after: NodeId; readonly evidence: number }[] = [];
    const consider = (before: NodeId, after: NodeId) => {
      const evidence = this.#evidence(before, after);
      if (evidence >= enough) found.push({ before, after, evidence });
    };
    const byService = (side: Side) => grouped(side.free, (id) => nodeOf(side, id).service);
    const byTitle = (side: Side) => grouped(side.free, (id) => nodeOf(side, id).title);
    for (const groupsOf of [byService, byTitle]) {
      const news = groupsOf(this.#after);
      for (const [key, ids] of groupsOf(this.#before)) {
        const others = news.get(key) ?? [];
        if (ids.length * others.length <= mostPairs) for (const before of ids) for (const after of others) consider(before, after);
      }
    }
    // the order of equally good pairs must not depend on which plan is which
    found.sort((a, b) => b.evidence - a.evidence || compareText(bothIds(a), bothIds(b)));
    const size = this.#pairs.size;
    for (const { before, after } of found) if (this.#before.free.has(before) && this.#after.free.has(after)) this.#pair(before, after);
    return this.#pairs.size > size;
  }

  #evidence(before: NodeId, after: NodeId): number {
    const [a, b] = [nodeOf(this.#before, before), nodeOf(this.#after, after)];
    const [old, now] = [this.#neighboursOf(this.#before, before), this.#neighboursOf(this.#after, after)];
    const share = shareOf(old, now);
    const sameTitle = a.title !== undefined && a.title === b.title;
    if (a.service !== b.service) {
      const sameStage = (a.stage ?? this.#catalog.stageOf(a.service)) === (b.stage ?? this.#catalog.stageOf(b.service));
      return sameTitle && sameStage && share >= mostlyShared ? points.title : 0;
    }
    const titles = sameTitle ? points.title : a.title !== undefined && b.title !== undefined ? points.otherTitle : 0;
    const hasUsage = a.usage !== undefined && Object.keys(a.usage).length > 0;
    const neighbours = old.length > 0 && now.length > 0 && share === 0 ? points.otherNeighbours : points.neighbours * share;
    return (
      titles +
      neighbours +
      (textOf(a) === textOf(b) ? points.content : 0) +
      (hasUsage && textOf(a.usage) === textOf(b.usage) ? points.usage : 0)
    );
  }

  /** What a node is joined with: partners by their pair, others by what they are. */
  #neighboursOf(side: Side, id: NodeId): string[] {
    return (side.edges.get(id) ?? []).map(({ via, other }) => {
      if (other === id) return `${via} itself`;
      const node = side.plan.nodes[other];
      return `${via} ${side.shared.get(other) ?? `?${node?.service ?? ''} ${node?.title ?? ''}`}`;
    });
  }
}

function sideOf(plan: Plan): Side {
  const edges = new Map<NodeId, { via: string; other: NodeId }[]>();
  const add = (id: NodeId, via: string, other: NodeId) => {
    const known = edges.get(id);
    if (known) known.push({ via, other });
    else edges.set(id, [{ via, other }]);
  };
  for (const { from, to, kind } of plan.edges) {
    add(from, `>${kind}`, to);
    add(to, `<${kind}`, from);
  }
  return { plan, free: new Set(Object.keys(plan.nodes)), edges, shared: new Map() };
}

function nodeOf({ plan }: Side, id: NodeId): PlanNode {
  return plan.nodes[id] as PlanNode; // ids of a side are those of its plan
}

function contentOf(side: Side, id: NodeId): string {
  return textOf(nodeOf(side, id));
}

function grouped(ids: Iterable<NodeId>, keyOf: (id: NodeId) => string | undefined): Map<string, NodeId[]> {
  const groups = new Map<string, NodeId[]>();
  for (const id of ids) {
    const key = keyOf(id);
    if (key === undefined) continue;
    const group = groups.get(key);
    if (group) group.push(id);
    else groups.set(key, [id]);
  }
  return groups;
}

function bothIds({ before, after }: { readonly before: NodeId; readonly after: NodeId }): string {
  return compareText(before, after) < 0 ? `${before} ${after}` : `${after} ${before}`;
}

/** Share of the entries of two lists that are in both; 0 if both are empty. */
function shareOf(a: readonly string[], b: readonly string[]): number {
  const left = new Map<string, number>();
  for (const one of a) left.set(one, (left.get(one) ?? 0) + 1);
  let common = 0;
  for (const one of b) {
    const count = left.get(one) ?? 0;
    if (count === 0) continue;
    common += 1;
    left.set(one, count - 1);
  }
  return a.length + b.length === 0 ? 0 : common / (a.length + b.length - common);
}
