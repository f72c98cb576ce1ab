import { createContext } from 'svelte';
import { edgeEnds } from '#engine/plan';
import type { GroupId, NodeId, Plan } from '#engine/plan';
import { blockIdOf, groupOfBlock, noteOfDrawn } from './drawn-ids';
import { blocksByNode, shownEdges, shownLayout, shownNodes } from './shown-plan';

/** Which groups are collapsed, and the plan as it is drawn then. That is a matter of this window: the plan only says what is in a group. */
export class Groups {
  #asked = $state.raw<ReadonlySet<GroupId>>(new Set());
  #toggled = $state(0);
  readonly #plan: () => Plan;

  /** @param plan has a place for every node */
  constructor(plan: () => Plan) {
    this.#plan = plan;
  }

  // a plan of which something else has changed keeps these parts, and so does what is shown of it
  readonly #groups = $derived.by(() => this.#plan().groups);
  readonly #nodes = $derived.by(() => this.#plan().nodes);
  readonly #edges = $derived.by(() => this.#plan().edges);
  readonly #layout = $derived.by(() => this.#plan().layout);

  /** The collapsed groups. */
  readonly collapsed: ReadonlySet<GroupId> = $derived.by(() => new Set([...this.#asked].filter((id) => Object.hasOwn(this.#groups, id))));
  readonly #blocks = $derived.by(() => blocksByNode(this.#groups, this.collapsed));
  readonly #shownNodes = $derived.by(() => shownNodes({ nodes: this.#nodes, groups: this.#groups }, this.#blocks));
  readonly #shownEdges = $derived.by(() => shownEdges(this.#edges, this.#blocks));
  readonly #shownLayout = $derived.by(() => shownLayout(this.#layout, this.#groups, this.collapsed));
  readonly #lines = $derived.by(
    () => new Map([...this.#shownEdges.behind].flatMap(([line, edges]) => edges.map((id) => [id, line] as const))),
  );

  /** The plan with a block in the place of each collapsed group; the plan itself while there is none. */
  readonly shown: Plan = $derived.by(() => {
    const plan = this.#plan();
    if (this.collapsed.size === 0) return plan;
    return { ...plan, nodes: this.#shownNodes, edges: this.#shownEdges.edges, layout: this.#shownLayout };
  });

  /** Counts how often groups were collapsed or opened here. */
  get toggled(): number {
    return this.#toggled;
  }

  /** Begins with a plan that is opened. @param collapsed the groups that were when it was looked at last */
  start(collapsed: readonly GroupId[]): void {
    this.#asked = new Set(collapsed);
  }

  collapse(groups: readonly GroupId[]): void {
    this.#set([...this.#asked, ...groups]);
  }

  open(groups: readonly GroupId[]): void {
    const opened = new Set(groups);
    this.#set([...this.#asked].filter((id) => !opened.has(id)));
  }

  /** Opens the groups that some nodes are hidden in. */
  openAround(nodes: Iterable<NodeId>): void {
    const hiding = [...nodes].flatMap((id) => groupOfBlock(this.standsFor(id)) ?? []);
    if (hiding.length > 0) this.open(hiding);
  }

  /** Opens the collapsed groups of which some nodes are chosen and others are not: a block cannot show that. */
  openParted(nodes: ReadonlySet<NodeId>): void {
    const parted = [...this.collapsed].filter((id) => {
      const chosen = this.membersOf(blockIdOf(id)).filter((node) => nodes.has(node)).length;
      return chosen > 0 && chosen < this.membersOf(blockIdOf(id)).length;
    });
    if (parted.length > 0) this.open(parted);
  }

  /** What a node is drawn as: itself, or the block that it is in. */
  standsFor(node: NodeId): string {
    return this.#blocks.get(node) ?? node;
  }

  /** What some nodes are drawn as, a block where the first of its nodes stands. */
  inPlaceOf(nodes: readonly NodeId[]): readonly string[] {
    return this.#blocks.size === 0 ? nodes : [...new Set(nodes.map((id) => this.standsFor(id)))];
  }

  /** The nodes that something on the canvas stands for: those of a block or frame, the node of a card, none of a note. */
  membersOf(id: string): readonly NodeId[] {
    const group = groupOfBlock(id);
    if (group !== undefined) return this.#groups[group]?.nodes ?? [];
    return noteOfDrawn(id) === undefined ? [id] : [];
  }

  /** The plan's edges that a line stands for. */
  edgesOf(line: string): readonly string[] {
    return this.#shownEdges.behind.get(line) ?? [line];
  }

  /** The lines that lead to blocks or from them. */
  get linesOfBlocks(): Iterable<string> {
    return this.#shownEdges.behind.keys();
  }

  /** The edges between the nodes of a block, which no line is drawn for. */
  edgesWithin(block: string): readonly string[] {
    return this.#shownEdges.within.get(block) ?? [];
  }

  /** The line that an edge is drawn as; an edge between nodes of one block is not. */
  lineOf(edge: string): string | undefined {
    const line = this.#lines.get(edge);
    if (line !== undefined || this.#blocks.size === 0) return line ?? edge;
    const { from, to } = edgeEnds(edge);
    return this.#blocks.has(from) || this.#blocks.has(to) ? undefined : edge;
  }

  /** What is to be drawn as selected: cards, and blocks all of whose nodes are. */
  shownAs(nodes: ReadonlySet<NodeId>): ReadonlySet<string> {
    if (this.#blocks.size === 0) return nodes;
    const shown = new Set([...nodes].filter((id) => !this.#blocks.has(id)));
    for (const id of this.wholeIn(nodes)) if (this.collapsed.has(id)) shown.add(blockIdOf(id));
    return shown;
  }

  /** Whether a line is to be drawn as selected: all of the edges that it stands for are. */
  isLineSelected(line: string, edges: ReadonlySet<string>): boolean {
    return edges.size > 0 && this.edgesOf(line).every((id) => edges.has(id));
  }

  /** The lines that are to be drawn as selected: those all of whose edges are. */
  linesShownAs(edges: ReadonlySet<string>): ReadonlySet<string> {
    if (this.#blocks.size === 0) return edges;
    return new Set([...edges].flatMap((id) => this.lineOf(id) ?? []).filter((line) => this.edgesOf(line).every((id) => edges.has(id))));
  }

  /** The groups all of whose nodes are among some nodes. */
  wholeIn(nodes: ReadonlySet<NodeId>): GroupId[] {
    if (nodes.size === 0) return [];
    return Object.entries(this.#groups).flatMap(([id, group]) => (group.nodes.every((node) => nodes.has(node)) ? [id] : []));
  }

  /** The groups that hold any of some nodes. */
  holding(nodes: ReadonlySet<NodeId>): GroupId[] {
    if (nodes.size === 0) return [];
    return Object.entries(this.#groups).flatMap(([id, group]) => (group.nodes.some((node) => nodes.has(node)) ? [id] : []));
  }

  #set(groups: readonly GroupId[]): void {
    const next = new Set(groups);
    if (next.size === this.#asked.size && groups.every((id) => this.#asked.has(id))) return;
    this.#asked = next;
    this.#toggled += 1;
  }
}

export const [getGroups, setGroups] = createContext<Groups>();
