import { createContext } from 'svelte';
import type { EdgeKind, NodeId, Plan } from '#engine/plan';
import { shownGroupTitleOf, shownTitleOf } from '../../wording/shown';
import { groupOfBlock } from '../../state/drawn-ids';
import type { CatalogView } from '../../state/catalog-view.svelte';
import type { Groups } from '../../state/groups.svelte';
import { onEscape } from '../../ui/gesture';

/** An edge that is being drawn with the pointer. */
export interface Draft {
  /** The node or block that it comes from. */
  readonly from: string;
  readonly kind: EdgeKind;
  /** The pointer, in the window. */
  readonly x: number;
  readonly y: number;
  /** The node or block under the pointer. */
  readonly over: string | undefined;
}

/** The nodes that an edge joins. */
export type Ends = readonly [from: NodeId, to: NodeId];

/** What an edge that was let go of leads to. */
export interface Drops {
  /** Joins two nodes. */
  connect(from: NodeId, to: NodeId, kind: EdgeKind): void;
  /** Asks which of several nodes of collapsed groups are meant. */
  choose(draft: Draft, among: readonly Ends[]): void;
  /** It cannot be, for the reason that is given. */
  refuse(why: string): void;
  /** It was let go of where no node is. @param from the node that it comes from */
  nowhere(draft: Draft, from: NodeId): void;
}

/** Draws edges with the pointer: mouse, pen and touch alike. While one is drawn, cards show whether they can take it, and the foot of the canvas says why not. */
export class Connector {
  #draft = $state.raw<Draft | undefined>(undefined);

  constructor(
    readonly catalog: CatalogView,
    readonly plan: () => Plan,
    readonly groups: Pick<Groups, 'standsFor' | 'membersOf'>,
    readonly drops: Drops,
    /** What is drawn under a point of the window: a node or a block. */
    readonly nodeAt: (clientX: number, clientY: number) => string | undefined,
  ) {}

  get draft(): Draft | undefined {
    return this.#draft;
  }

  // the pointer moves often, what it draws stays the same
  readonly #from = $derived(this.#draft?.from);
  readonly #kind = $derived(this.#draft?.kind);

  /** The nodes, and blocks with nodes, that can take the edge that is being drawn, and the one it comes from; `undefined` while none is. */
  readonly targets: ReadonlySet<string> | undefined = $derived.by(() => {
    const [from, kind] = [this.#from, this.#kind];
    if (from === undefined || kind === undefined) return undefined;
    const plan = this.plan();
    const fits = new Map<string, boolean>();
    const targets = new Set([from]);
    for (const giver of this.groups.membersOf(from)) {
      const taken = new Set(plan.edges.flatMap((edge) => (edge.from === giver && edge.kind === kind ? [edge.to] : [])));
      for (const [id, { service }] of Object.entries(plan.nodes)) {
        if (taken.has(id) || this.groups.standsFor(id) === from) continue;
        // what can be joined depends on the services alone
        const services = `${plan.nodes[giver]?.service ?? ''} ${service}`;
        let fit = fits.get(services);
        if (fit === undefined) fits.set(services, (fit = this.catalog.reasonAgainst(plan, giver, id, kind) === undefined));
        if (fit) targets.add(this.groups.standsFor(id));
      }
    }
    return targets;
  });

  /** How a card stands to the edge that is being drawn; `undefined` while none is. */
  standing(id: string): 'source' | 'legal' | 'illegal' | undefined {
    const targets = this.targets;
    if (!targets) return undefined;
    if (this.#from === id) return 'source';
    return targets.has(id) ? 'legal' : 'illegal';
  }

  /** What the edge would be, or why it cannot be, in a sentence. */
  readonly words: string | undefined = $derived.by(() => {
    const draft = this.#draft;
    if (!draft) return undefined;
    const from = `${draft.kind} from ${this.#nameOf(draft.from)}`;
    if (draft.over === undefined || draft.over === draft.from) return `${from}: drop it on a node. Escape cancels.`;
    const [one, ...others] = this.#endsOf(draft);
    if (one === undefined) return this.#reasonAgainst(draft);
    if (others.length > 0) {
      const isOne = groupOfBlock(draft.from) === undefined;
      return `${from} into ${this.#nameOf(draft.over)}: drop it to choose one of ${others.length + 1} ${isOne ? 'nodes' : 'edges'}.`;
    }
    return `${draft.kind} from ${this.#nameIn(one[0], draft.from)} to ${this.#nameIn(one[1], draft.over)}`;
  });

  #nameOf(id: string): string {
    const group = groupOfBlock(id);
    return `“${group === undefined ? shownTitleOf(this.plan(), id) : shownGroupTitleOf(this.plan(), group)}”`;
  }

  /** A node, and the collapsed group that it is in. */
  #nameIn(id: NodeId, drawn: string): string {
    return drawn === id ? this.#nameOf(id) : `${this.#nameOf(id)} in ${this.#nameOf(drawn)}`;
  }

  /** The edges that it could be: one between two nodes, several where it begins or ends at a block. */
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
    // of many reasons the first two say enough
    const why = [...new Set(reasons)].slice(0, 2).join(' ');
    if (groupOfBlock(over) !== undefined) return `No node of ${this.#nameOf(over)} can take it. ${why}`;
    return groupOfBlock(from) === undefined ? why : `No node of ${this.#nameOf(from)} can give it. ${why}`;
  }

  start(event: PointerEvent, from: string, kind: EdgeKind): void {
    if (event.button !== 0) return;
    event.preventDefault();
    event.stopPropagation();
    const follow = (moved: PointerEvent) =>
      (this.#draft = { from, kind, x: moved.clientX, y: moved.clientY, over: this.nodeAt(moved.clientX, moved.clientY) });
    const end = () => {
      window.removeEventListener('pointermove', follow);
      window.removeEventListener('pointerup', drop);
      deaf();
      this.#draft = undefined;
    };
    const drop = (released: PointerEvent) => {
      const draft: Draft = { from, kind, x: released.clientX, y: released.clientY, over: this.nodeAt(released.clientX, released.clientY) };
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
    const { from, over, kind } = draft;
    if (over === from) return;
    if (over === undefined) {
      const [giver, ...others] = this.groups
        .membersOf(from)
        .filter((id) => this.catalog.gives(this.plan().nodes[id]?.service ?? '').includes(kind));
      if (giver === undefined || others.length === 0) this.drops.nowhere(draft, giver ?? from);
      else this.drops.refuse(`Several nodes of ${this.#nameOf(from)} give ${kind}. Open the group to append to one of them.`);
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
