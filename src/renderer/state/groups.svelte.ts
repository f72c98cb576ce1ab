import { createContext } from 'svelte';
import { edgeEnds } from '#engine/plan';
import type { GroupId, NodeId, Plan } from '#engine/plan';
import { blockIdOf, groupOfBlock, noteOfDrawn } from './drawn-ids';
import { blocksByNode, shownEdges, shownLayout, shownNodes } from './shown-plan';

/** The collapsed groups, and the plan as it is drawn with them. They belong to the window: the plan only has the members of groups. */
export class Groups {
  #asked = $state.raw<ReadonlySet<GroupId>>(new Set());
  #toggled = $state(0);
  readonly #plan: () => Plan;

  /** @param plan has a place for every node */
  constructor(plan: () => Plan) {
    this.#plan = plan;
  }

  // edits elsewhere in the plan keep these parts, and so the shown plan
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

  /** Number of times that groups were collapsed or opened here. */
  get toggled(): number {
    return this.#toggled;
  }

  /** Starts with a plan that was opened. @param collapsed the groups that were collapsed when the plan was last open */
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

  /** Opens the groups in which some nodes are hidden. */
  openAround(nodes: Iterable<NodeId>): void {
    const hiding = [...nodes].flatMap((id) => groupOfBlock(this.standsFor(id)) ?? []);
    if (hiding.length > 0) this.open(hiding);
  }

  /** Opens the collapsed groups that are selected only in part: a block cannot show that. */
  openParted(nodes: ReadonlySet<NodeId>): void {
    const parted = [...this.collapsed].filter((id) => {
      const chosen = this.membersOf(blockIdOf(id)).filter((node) => nodes.has(node)).length;
      return chosen > 0 && chosen < this.membersOf(blockIdOf(id)).length;
    });
    if (parted.length > 0) this.open(parted);
  }

  /** The id that a node is drawn by: its own, or that of its block. */
  standsFor(node: NodeId): string {
    return this.#blocks.get(node) ?? node;
  }

  /** The ids that some nodes are drawn by; a block has the place of its first node. */
  inPlaceOf(nodes: readonly NodeId[]): readonly string[] {
    return this.#blocks.size === 0 ? nodes : [...new Set(nodes.map((id) => this.standsFor(id)))];
  }

  /** The nodes behind an element of the canvas: those of a block or frame, the node of a card, none for a note. */
  membersOf(id: string): readonly NodeId[] {
    const group = groupOfBlock(id);
    if (group !== undefined) return this.#groups[group]?.nodes ?? [];
    return noteOfDrawn(id) === undefined ? [id] : [];
  }

  /** The plan's edges behind a line. */
  edgesOf(line: string): readonly string[] {
    return this.#shownEdges.behind.get(line) ?? [line];
  }

  /** The lines that start or end at blocks. */
  get linesOfBlocks(): Iterable<string> {
    return this.#shownEdges.behind.keys();
  }

  /** The edges between the nodes of a block, for which no line is drawn. */
  edgesWithin(block: string): readonly string[] {
    return this.#shownEdges.within.get(block) ?? [];
  }

  /** The line of an edge; `undefined` for an edge between nodes of one block. */
  lineOf(edge: string): string | undefined {
    const line = this.#lines.get(edge);
    if (line !== undefined || this.#blocks.size === 0) return line ?? edge;
    const { from, to } = edgeEnds(edge);
    return this.#blocks.has(from) || this.#blocks.has(to) ? undefined : edge;
  }

  /** Ids to be drawn as selected: cards, and blocks of which all nodes are selected. */
  shownAs(nodes: ReadonlySet<NodeId>): ReadonlySet<string> {
    if (this.#blocks.size === 0) return nodes;
    const shown = new Set([...nodes].filter((id) => !this.#blocks.has(id)));
    for (const id of this.wholeIn(nodes)) if (this.collapsed.has(id)) shown.add(blockIdOf(id));
    return shown;
  }

  /** True if all edges behind a line are selected. */
  isLineSelected(line: string, edges: ReadonlySet<string>): boolean {
    return edges.size > 0 && this.edgesOf(line).every((id) => edges.has(id));
  }

  /** The lines to be drawn as selected: those of which all edges are selected. */
  linesShownAs(edges: ReadonlySet<string>): ReadonlySet<string> {
    if (this.#blocks.size === 0) return edges;
    return new Set([...edges].flatMap((id) => this.lineOf(id) ?? []).filter((line) => this.edgesOf(line).every((id) => edges.has(id))));
  }

  /** The groups of which all nodes are among some nodes. */
  wholeIn(nodes: ReadonlySet<NodeId>): GroupId[] {
    if (nodes.size === 0) return [];
    return Object.entries(this.#groups).flatMap(([id, group]) => (group.nodes.every((node) => nodes.has(node)) ? [id] : []));
  }

  /** The groups that contain any of some nodes. */
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
