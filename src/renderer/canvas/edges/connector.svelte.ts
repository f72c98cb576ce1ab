import { kindWords } from '../../wording/plan-words';
import { createContext } from 'svelte';
import type { Edge, EdgeKind, NodeId, Plan } from '#engine/plan';
import type { EdgeEnd } from '../../state/actions/edge-actions';
import { shownGroupTitleOf, shownTitleOf } from '../../wording/shown';
import { groupOfBlock } from '../../state/drawn-ids';
import type { CatalogView } from '../../state/catalog-view.svelte';
import type { Groups } from '../../state/groups.svelte';
import { onEscape } from '../../ui/gesture';

/** The end of an edge that is being moved to another node. */
export interface Moving {
  readonly edge: Edge;
  readonly end: EdgeEnd;
}

/** An edge that is being drawn with the pointer, or whose end is moved. */
export interface Draft {
  /** The node or block at which the edge starts; the other end of an edge whose end is moved. */
  readonly from: string;
  readonly kind: EdgeKind;
  /** The pointer, in pixels of the window. */
  readonly x: number;
  readonly y: number;
  /** The node or block under the pointer. */
  readonly over: string | undefined;
  readonly moving?: Moving;
}

/** The two nodes of an edge. */
export type Ends = readonly [from: NodeId, to: NodeId];

/** Callbacks for an edge that was dropped. */
export interface Drops {
  /** Connects two nodes. */
  connect(from: NodeId, to: NodeId, kind: EdgeKind): void;
  /** Asks which nodes of collapsed groups are meant. */
  choose(draft: Draft, among: readonly Ends[]): void;
  /** Connects the end of an edge to another node. */
  reconnect(edge: Edge, end: EdgeEnd, node: NodeId): void;
  /** The edge is refused, for the given reason. */
  refuse(why: string): void;
  /** The edge was dropped where no node is. @param from the node at which it starts */
  nowhere(draft: Draft, from: NodeId): void;
}

/** Draws edges with mouse, pen or touch. Meanwhile cards show whether they can take the edge, and the foot of the canvas says why not. */
export class Connector {
  #draft = $state.raw<Draft | undefined>(undefined);

  constructor(
    readonly catalog: CatalogView,
    readonly plan: () => Plan,
    readonly groups: Pick<Groups, 'standsFor' | 'membersOf'>,
    readonly drops: Drops,
    /** The node or block under a point of the window. */
    readonly nodeAt: (clientX: number, clientY: number) => string | undefined,
  ) {}

  get draft(): Draft | undefined {
    return this.#draft;
  }

  // the pointer moves often, the source of the edge stays the same
  readonly #from = $derived(this.#draft?.from);
  readonly #kind = $derived(this.#draft?.kind);
  readonly #moving = $derived(this.#draft?.moving);

  /** The nodes, and blocks with nodes, that can take the edge that is being drawn, and its source; `undefined` while none is drawn. */
  readonly targets: ReadonlySet<string> | undefined = $derived.by(() => {
    const [from, kind] = [this.#from, this.#kind];
    if (from === undefined || kind === undefined) return undefined;
    const plan = this.plan();
    if (this.#moving) return this.#targetsOf(this.#moving, from);
    const fits = new Map<string, boolean>();
    const targets = new Set([from]);
    for (const giver of this.groups.membersOf(from)) {
      const taken = new Set(plan.edges.flatMap((edge) => (edge.from === giver && edge.kind === kind ? [edge.to] : [])));
      for (const [id, { service }] of Object.entries(plan.nodes)) {
        if (taken.has(id) || this.groups.standsFor(id) === from) continue;
        // only the services decide what can be connected
        const services = `${plan.nodes[giver]?.service ?? ''} ${service}`;
        let fit = fits.get(services);
        if (fit === undefined) fits.set(services, (fit = this.catalog.reasonAgainst(plan, giver, id, kind) === undefined));
        if (fit) targets.add(this.groups.standsFor(id));
      }
    }
    return targets;
  });

  #targetsOf(moving: Moving, fixed: string): ReadonlySet<string> {
    const nodes = Object.keys(this.plan().nodes).filter((id) => this.groups.standsFor(id) === id);
    return new Set([fixed, moving.edge[moving.end], ...nodes.filter((id) => this.#againstEnd(moving, id) === undefined)]);
  }

  /** The reason why the end of an edge cannot be connected to a node or block. */
  #againstEnd({ edge, end }: Moving, to: string): string | undefined {
    if (groupOfBlock(to) !== undefined) return `Open ${this.#nameOf(to)} to choose one of its nodes.`;
    const after: Edge = { ...edge, [end]: to };
    return this.catalog.reasonAgainst(this.plan(), after.from, after.to, after.kind);
  }

  #wordsOf({ edge, end }: Moving, over: string | undefined): string {
    const after: Edge = { ...edge, [end]: over ?? edge[end] };
    const { from, to, kind } = after;
    if (over === undefined)
      return `${kind} ${end === 'to' ? `from ${this.#nameOf(from)}` : `to ${this.#nameOf(to)}`}: drop the end on a node. Escape cancels.`;
    if (over === edge[end]) return 'Drop it here to leave the edge as it is.';
    return this.#againstEnd({ edge, end }, over) ?? `${kind} from ${this.#nameOf(from)} to ${this.#nameOf(to)}`;
  }

  /** The role of a card for the edge that is being drawn; `undefined` while none is drawn. */
  standing(id: string): 'source' | 'legal' | 'illegal' | undefined {
    const targets = this.targets;
    if (!targets) return undefined;
    if (this.#from === id) return 'source';
    return targets.has(id) ? 'legal' : 'illegal';
  }

  /** The edge that would be made, or the reason why it cannot be made, in a sentence. */
  readonly words: string | undefined = $derived.by(() => {
    const draft = this.#draft;
    if (!draft) return undefined;
    if (draft.moving) return this.#wordsOf(draft.moving, draft.over);
    const from = `${kindWords(draft.kind)} from ${this.#nameOf(draft.from)}`;
    if (draft.over === undefined || draft.over === draft.from) return `${from}: drop it on a node. Escape cancels.`;
    const [one, ...others] = this.#endsOf(draft);
    if (one === undefined) return this.#reasonAgainst(draft);
    if (others.length > 0) {
      const isOne = groupOfBlock(draft.from) === undefined;
      return `${from} into ${this.#nameOf(draft.over)}: drop it to choose one of ${others.length + 1} ${isOne ? 'nodes' : 'edges'}.`;
    }
    return `${kindWords(draft.kind)} from ${this.#nameIn(one[0], draft.from)} to ${this.#nameIn(one[1], draft.over)}`;
  });

  #nameOf(id: string): string {
    const group = groupOfBlock(id);
    return `“${group === undefined ? shownTitleOf(this.plan(), id) : shownGroupTitleOf(this.plan(), group)}”`;
  }

  /** The name of a node, with the collapsed group that it is in. */
  #nameIn(id: NodeId, drawn: string): string {
    return drawn === id ? this.#nameOf(id) : `${this.#nameOf(id)} in ${this.#nameOf(drawn)}`;
  }

  /** The possible edges: one between two nodes, several where it begins or ends at a block. */
  #endsOf({ from, over, kind }: Draft): Ends[] {
    const plan = this.plan();
    const takers = this.groups.membersOf(over ?? '');
    return this.groups
      .membersOf(from)
      .flatMap((giver) =>
        takers.flatMap((taker): Ends[] => (this.catalog.reasonAgainst(plan, giver, taker, kind) === undefined ? [[giver, taker]] : [])),
      );
  }

  #reasonAgainst({ from, over = '', kind }: Draft): string {
    const plan = this.plan();
    const takers = this.groups.membersOf(over);
    const reasons = this.groups
      .membersOf(from)
      .flatMap((giver) => takers.flatMap((taker) => this.catalog.reasonAgainst(plan, giver, taker, kind) ?? []));
    // the first two reasons are enough
    const why = [...new Set(reasons)].slice(0, 2).join(' ');
    if (groupOfBlock(over) !== undefined) return `No node of ${this.#nameOf(over)} can take it. ${why}`;
    return groupOfBlock(from) === undefined ? why : `No node of ${this.#nameOf(from)} can give it. ${why}`;
  }

  /** Starts to move an end of an edge. */
  startMoving(event: PointerEvent, moving: Moving): void {
    const { edge, end } = moving;
    this.start(event, end === 'from' ? edge.to : edge.from, edge.kind, moving);
  }

  /** Starts to draw an edge from a node or block. */
  start(event: PointerEvent, from: string, kind: EdgeKind, moving?: Moving): void {
    if (event.button !== 0) return;
    event.preventDefault();
    event.stopPropagation();
    const draftAt = ({ clientX: x, clientY: y }: PointerEvent): Draft => ({
      ...{ from, kind, x, y, over: this.nodeAt(x, y) },
      ...(moving && { moving }),
    });
    const follow = (moved: PointerEvent) => (this.#draft = draftAt(moved));
    const end = () => {
      window.removeEventListener('pointermove', follow);
      window.removeEventListener('pointerup', drop);
      deaf();
      this.#draft = undefined;
    };
    const drop = (released: PointerEvent) => {
      const draft = draftAt(released);
      end();
      this.#drop(draft);
    };
    const deaf = onEscape(() => {
      end();
      return true;
    });
    follow(event);
    window.addEventListener('pointermove', follow);
    window.addEventListener('pointerup', drop);
  }

  #drop(draft: Draft): void {
    const { from, over, kind, moving } = draft;
    if (moving) {
      const against = over === undefined || over === moving.edge[moving.end] ? '' : this.#againstEnd(moving, over);
      if (against) this.drops.refuse(against);
      else if (against === undefined && over !== undefined) this.drops.reconnect(moving.edge, moving.end, over);
      return;
    }
    if (over === from) return;
    if (over === undefined) {
      const [giver, ...others] = this.groups
        .membersOf(from)
        .filter((id) => this.catalog.gives(this.plan().nodes[id]?.service ?? '').includes(kind));
      if (giver === undefined || others.length === 0) this.drops.nowhere(draft, giver ?? from);
      else this.drops.refuse(`Several nodes of ${this.#nameOf(from)} give ${kindWords(kind)}. Open the group to append to one of them.`);
      return;
    }
    const [one, ...others] = this.#endsOf(draft);
    if (one === undefined && groupOfBlock(from) === undefined && groupOfBlock(over) === undefined) this.drops.connect(from, over, kind);
    else if (one === undefined) this.drops.refuse(this.#reasonAgainst(draft));
    else if (others.length === 0) this.drops.connect(...one, kind);
    else this.drops.choose(draft, [one, ...others]);
  }
}

export const [getConnector, setConnector] = createContext<Connector>();
