import type { Edge, EdgeKind, NodeId, Plan, PlanNode, ServiceId, Stage } from '../../plan';
import type { Catalog } from '../catalog';
import { cachedUsage, idOf, leadingTo, noUsage, reachedFrom, type GraphEdge, type GraphNode, type PlanGraph } from '../graph';
import { impliedUsage } from '../implied-usage';
import { keepsParts, type PartsOf } from '../nodes-where';
import { remembers } from '../once-per';
import type { PriceBook } from '../prices';
import { likelyAmount, likelyValue, type Usage } from '../usage';
import { Keeper } from './keeper';
import { KeptParts } from './kept-parts';
import { LiveNode, statedDifference } from './live-node';
import { joinedEdges, type JoinedEdges } from './live-edges';
import { livePlan, partDifference } from './live-plan';
import { Changes, facet, lists, noteKey, noteList, noteNode, recording } from './reads';

/*
 * A plan joined with the catalog, kept in step with the plan. It is one thing, since every way to read it has to note what a change of it
 * says.
 */

/** A new state of a part of a plan, and the nodes to look at. */
export interface PartUpdate {
  /** The nodes of the whole plan. */
  readonly nodes: Plan['nodes'];
  /** Nodes of which something differs. */
  readonly touched: readonly NodeId[];
  /** The nodes of the part in their order, if some came or went. */
  readonly ids?: readonly NodeId[];
}

/** Answers what a `PlanGraph` of the plan as it is would answer, and notes what is read. Its nodes and edges keep their objects. */
export class LiveGraph implements Pick<PlanGraph, keyof PlanGraph> {
  /** The plan as it is, as rules see it. */
  readonly plan: Plan;
  #now: Plan;
  readonly #byId = new Map<NodeId, LiveNode>();
  #nodes: readonly LiveNode[] = [];
  #edges: JoinedEdges = { edges: [], dangling: [] };
  #byService: ReadonlyMap<ServiceId, readonly LiveNode[]> | undefined;
  #byStage: ReadonlyMap<Stage, readonly LiveNode[]> | undefined;
  readonly #clock = { state: 0 };
  #slots = 0;
  readonly #freeSlots: number[] = [];
  readonly #keeper = new Keeper();
  readonly #parts = new Map<unknown, KeptParts<unknown>>();
  #changes: Changes<LiveNode> | undefined;

  constructor(
    plan: Plan,
    readonly catalog: Catalog,
    readonly book: PriceBook,
  ) {
    this.#now = { ...plan, nodes: {}, edges: [] };
    this.plan = livePlan(
      () => this.#now,
      (make) => this.#keeper.keep(make, () => make(this.plan)),
    );
    this.update(plan);
  }

  /** The graph for rules and measures. */
  get asGraph(): PlanGraph {
    return this as unknown as PlanGraph; // it has all that a graph shows; the rest is private to each
  }

  get nodes(): readonly GraphNode[] {
    noteList(lists.nodes);
    return this.#nodes;
  }

  get edges(): readonly GraphEdge[] {
    noteList(lists.edges);
    return this.#edges.edges;
  }

  get dangling(): readonly Edge[] {
    noteList(lists.edges);
    return this.#edges.dangling;
  }

  get(id: NodeId): GraphNode | undefined {
    noteList(lists.nodes);
    return this.#byId.get(id);
  }

  ofService(...ids: readonly ServiceId[]): readonly GraphNode[] {
    for (const id of ids) noteKey(`service:${id}`);
    const byService = (this.#byService ??= grouped(this.#nodes, ({ now }) => now.service?.id));
    const [only] = ids;
    if (ids.length === 1 && only !== undefined) return byService.get(only) ?? [];
    return ids.flatMap((id) => byService.get(id) ?? []);
  }

  inStage(...stages: readonly Stage[]): readonly GraphNode[] {
    for (const stage of stages) noteKey(`stage:${stage}`);
    const byStage = (this.#byStage ??= grouped(this.#nodes, ({ now }) => now.stage));
    return stages.flatMap((stage) => byStage.get(stage) ?? []);
  }

  usage(node: GraphNode): Usage {
    const live = node as LiveNode; // all nodes of this graph are
    noteNode(live, facet.usage);
    return (live.now.usage ??= this.#usageOf(live));
  }

  value(node: GraphNode, field: string): number | string | boolean | undefined {
    return likelyValue(this.usage(node), field);
  }

  amount(node: GraphNode, field: string): number | undefined {
    return likelyAmount(this.usage(node), field);
  }

  downstream(node: GraphNode, kinds: readonly EdgeKind[]): readonly GraphNode[] {
    return [...reachedFrom([node], kinds)].slice(1);
  }

  upstream(node: GraphNode, kinds: readonly EdgeKind[]): readonly GraphNode[] {
    return [...leadingTo([node], kinds)].slice(1);
  }

  /** Keeps what follows from the graph, with what was read for it, until that changes. */
  [remembers]<T>(make: (graph: PlanGraph) => T): T {
    return this.#keeper.keep(make, () => make(this.asGraph));
  }

  /** Keeps what each node has of something. */
  [keepsParts]<T>(of: PartsOf<T>): readonly T[] {
    let kept = this.#parts.get(of);
    if (!kept) this.#parts.set(of, (kept = new KeptParts(this, of)));
    return kept.all as readonly T[]; // of the same function
  }

  /** The difference to the state before. */
  get changes(): Changes<LiveNode> | undefined {
    return this.#changes;
  }

  /** Its nodes, without a note. */
  get live(): readonly LiveNode[] {
    return this.#nodes;
  }

  /** A node, without a note. */
  find(id: NodeId): LiveNode | undefined {
    return this.#byId.get(id);
  }

  /** True if the nodes that two plans share have the same order in both; without that, a new graph is needed. */
  follows(plan: Plan): boolean {
    if (plan.nodes === this.#now.nodes) return true;
    let last = -1;
    for (const id of Object.keys(plan.nodes)) {
      const at = this.#byId.get(id)?.now.at;
      if (at === undefined) continue;
      if (at < last) return false;
      last = at;
    }
    return true;
  }

  /**
   * Brings it in step with another state of the plan, which keeps the order of the nodes.
   * @param part what may differ; without it all nodes are compared
   * @returns the difference between both
   */
  update(plan: Plan, part?: PartUpdate): Changes<LiveNode> {
    return recording(undefined, () => {
      const changes = new Changes<LiveNode>();
      this.#clock.state += 1;
      const before = this.#now;
      this.#now = plan;
      for (const key of partDifference(before, plan)) changes.keys.add(key);
      if (part?.ids) this.#updateNodes(part.ids, part.nodes, plan.context, changes);
      else if (part) this.#updateSome(part, plan.context, changes);
      else if (before.nodes !== plan.nodes) this.#updateNodes(Object.keys(plan.nodes), plan.nodes, plan.context, changes);
      if (before.context.region !== plan.context.region) this.#updateRegions(changes);
      // a node that comes can only be the end of an edge that had none
      const areOthers = changes.removed.length > 0 || (changes.added.length > 0 && this.#edges.dangling.length > 0);
      if (before.edges !== plan.edges || areOthers) this.#updateEdges(plan.edges, changes, areOthers);
      this.#updateUsages(changes, before);
      this.#noteLists(changes);
      this.#dropStale(changes);
      return changes;
    });
  }

  /** Drops what was kept and follows from something that changed. */
  #dropStale(changes: Changes<LiveNode>): void {
    this.#changes = changes;
    this.#keeper.drop(changes);
    for (const parts of this.#parts.values()) parts.follow();
  }

  #updateSome({ nodes, touched }: PartUpdate, context: Plan['context'], changes: Changes<LiveNode>): void {
    const home = idOf(context.region);
    for (const id of touched) {
      const [live, node] = [this.#byId.get(id), nodes[id]];
      if (live && node) this.#restate(live, node, home, changes);
    }
  }

  #updateNodes(ids: readonly NodeId[], nodes: Plan['nodes'], context: Plan['context'], changes: Changes<LiveNode>): void {
    const home = idOf(context.region);
    const seen: LiveNode[] = [];
    for (const id of ids) {
      const node = nodes[id] as PlanNode; // the ids are those of nodes
      let live = this.#byId.get(id);
      if (live) this.#restate(live, node, home, changes);
      else {
        live = this.#made(id, node, home);
        changes.added.push(live);
      }
      seen.push(live);
    }
    if (seen.length - changes.added.length < this.#nodes.length) {
      const stays = new Set(seen);
      for (const live of this.#nodes) {
        if (stays.has(live)) continue;
        changes.removed.push(live);
        live.isGone = true;
        this.#byId.delete(live.id);
        this.#freeSlots.push(live.slot);
      }
    }
    for (const live of changes.added) this.#byId.set(live.id, live);
    if (changes.added.length + changes.removed.length === 0) return;
    seen.forEach((live, at) => (live.now.at = at));
    this.#nodes = seen;
    changes.lists |= lists.nodes | lists.statements;
  }

  #made(id: NodeId, node: PlanNode, home: string | undefined): LiveNode {
    const service = this.catalog.get(node.service);
    return new LiveNode(
      id,
      this.#freeSlots.pop() ?? this.#slots++,
      {
        at: 0,
        node,
        title: node.title ?? id,
        service,
        stage: node.stage ?? service?.stages[0],
        region: idOf(node.region) ?? home,
        in: [],
        out: [],
        usage: undefined,
      },
      this.#clock,
    );
  }

  #restate(live: LiveNode, node: PlanNode, home: string | undefined, changes: Changes<LiveNode>): void {
    const { now } = live;
    if (now.node === node) return;
    let facets = statedDifference(now.node, node);
    if (facets & (facet.service | facet.stage)) {
      this.#noteMembership(live, changes);
      now.service = this.catalog.get(node.service);
      const stage = node.stage ?? now.service?.stages[0];
      if (stage !== now.stage) facets |= facet.stage;
      now.stage = stage;
      this.#noteMembership(live, changes);
    }
    now.node = node;
    now.title = node.title ?? live.id;
    now.region = idOf(node.region) ?? home;
    changes.lists |= lists.statements;
    changes.touch(live, facets);
  }

  #noteMembership({ now }: LiveNode, changes: Changes): void {
    if (now.service) changes.keys.add(`service:${now.service.id}`);
    if (now.stage) changes.keys.add(`stage:${now.stage}`);
    this.#byService = this.#byStage = undefined;
  }

  #updateRegions(changes: Changes<LiveNode>): void {
    const home = idOf(this.#now.context.region);
    for (const live of this.#nodes) {
      const region = idOf(live.now.node.region) ?? home;
      if (region === live.now.region) continue;
      live.now.region = region;
      changes.touch(live, facet.region);
    }
  }

  #updateEdges(edges: readonly Edge[], changes: Changes<LiveNode>, areOthers: boolean): void {
    const { joined, gone, come } = joinedEdges(edges, this.#edges, this.#byId, areOthers);
    const dangling = this.#edges.dangling;
    const isSame = gone.length + come.length === 0 && dangling.length === joined.dangling.length;
    if (
      isSame &&
      dangling.every((edge, at) => edge === joined.dangling[at]) &&
      joined.edges.every((edge, at) => edge === this.#edges.edges[at])
    )
      return;
    this.#edges = joined;
    changes.lists |= lists.edges;
    const [from, to] = [new Map<LiveNode, GraphEdge[]>(), new Map<LiveNode, GraphEdge[]>()];
    for (const edge of [...gone, ...come]) {
      from.set(edge.from as LiveNode, []);
      to.set(edge.to as LiveNode, []);
    }
    for (const edge of joined.edges) {
      from.get(edge.from as LiveNode)?.push(edge);
      to.get(edge.to as LiveNode)?.push(edge);
    }
    for (const [live, out] of from) {
      live.now.out = out;
      if (this.#byId.get(live.id) === live) changes.touch(live, facet.out);
    }
    for (const [live, into] of to) {
      live.now.in = into;
      if (this.#byId.get(live.id) === live) changes.touch(live, facet.in);
    }
  }

  /** A node's usage depends on what the plan states of it, on what it runs on, on assumptions and on the plan's data volume. */
  #updateUsages(changes: Changes<LiveNode>, before: Plan): void {
    if (before.assumptions !== this.#now.assumptions || before.context.needs !== this.#now.context.needs) {
      for (const live of this.#nodes) this.#updateUsage(live, changes);
      return;
    }
    const mayDiffer = new Set<LiveNode>();
    for (const [live, facets] of changes.nodes) {
      if (facets & (facet.service | facet.stage | facet.stated | facet.out)) mayDiffer.add(live);
      if (facets & facet.service) for (const { from, kind } of live.now.in) if (kind === 'runs-on') mayDiffer.add(from as LiveNode);
    }
    for (const live of mayDiffer) this.#updateUsage(live, changes);
  }

  #updateUsage(live: LiveNode, changes: Changes<LiveNode>): void {
    if (live.now.usage === undefined) return; // nobody has read it
    const usage = this.#usageOf(live);
    if (usage === live.now.usage) return;
    live.now.usage = usage;
    changes.touch(live, facet.usage);
  }

  #usageOf({ now: { node, service, stage, out } }: LiveNode): Usage {
    if (!service) return noUsage;
    const machines = out.flatMap(({ kind, to }) => (kind === 'runs-on' ? ((to as LiveNode).now.service ?? []) : []));
    const { assumptions, context } = this.#now;
    const implied = impliedUsage(node, service, { stage, machines, needs: context.needs }, this.catalog);
    return cachedUsage(node, service, assumptions, this.book, implied);
  }

  /** Lists by service and stage of which the members came or went. */
  #noteLists(changes: Changes<LiveNode>): void {
    for (const live of [...changes.added, ...changes.removed]) this.#noteMembership(live, changes);
    if (changes.lists & lists.nodes) this.#byService = this.#byStage = undefined;
  }
}

function grouped<K>(nodes: readonly LiveNode[], keyOf: (node: LiveNode) => K | undefined): ReadonlyMap<K, readonly LiveNode[]> {
  const groups = new Map<K, LiveNode[]>();
  for (const node of nodes) {
    const key = keyOf(node);
    if (key === undefined) continue;
    const group = groups.get(key);
    if (group) group.push(node);
    else groups.set(key, [node]);
  }
  return groups;
}
