import { createContext } from 'svelte';
import { groupTitleOf, titleOf, type EdgeKind, type NodeId, type Plan } from '#engine/plan';
import { groupOfBlock } from '../state/drawn-ids';
import type { CatalogView } from '../state/catalog-view.svelte';
import type { Groups } from '../state/groups.svelte';

/** An edge that is being drawn with the pointer. */
export interface Draft {
  readonly from: string;
  readonly kind: EdgeKind;
  /** The pointer, in the window. */
  readonly x: number;
  readonly y: number;
  /** The node or block under the pointer. */
  readonly over: string | undefined;
}

/** What an edge that was let go of leads to. */
export interface Drops {
  /** Joins two nodes. */
  connect(from: NodeId, to: NodeId, kind: EdgeKind): void;
  /** Asks which of several nodes of a collapsed group is meant. */
  choose(draft: Draft, among: readonly NodeId[]): void;
  /** No node of the group can take it, for the reason that is given. */
  refuse(why: string): void;
  /** It was let go of where no node is. */
  nowhere(draft: Draft): void;
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
    const taken = new Set(plan.edges.flatMap((edge) => (edge.from === from && edge.kind === kind ? [edge.to] : [])));
    const fits = new Map<string, boolean>();
    const targets = new Set([from]);
    for (const [id, { service }] of Object.entries(plan.nodes)) {
      if (taken.has(id) || id === from) continue;
      let fit = fits.get(service);
      // what can be joined depends on the services alone
      if (fit === undefined) fits.set(service, (fit = this.catalog.reasonAgainst(plan, from, id, kind) === undefined));
      if (fit) targets.add(this.groups.standsFor(id));
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
    const plan = this.plan();
    const from = `${draft.kind} from “${titleOf(plan, draft.from)}”`;
    if (draft.over === undefined || draft.over === draft.from) return `${from}: drop it on a node. Escape cancels.`;
    const group = groupOfBlock(draft.over);
    if (group === undefined)
      return this.catalog.reasonAgainst(plan, draft.from, draft.over, draft.kind) ?? `${from} to “${titleOf(plan, draft.over)}”`;
    const title = groupTitleOf(plan, group);
    const [one, ...others] = this.#takersIn(draft);
    if (one === undefined) return this.#reasonAgainstAll(draft, title);
    if (others.length === 0) return `${from} to “${titleOf(plan, one)}” in “${title}”`;
    return `${from} into “${title}”: drop it to choose one of ${others.length + 1} nodes.`;
  });

  /** The nodes of the block under the pointer that can take the edge. */
  #takersIn({ from, over, kind }: Draft): NodeId[] {
    const plan = this.plan();
    return this.groups.membersOf(over ?? '').filter((id) => this.catalog.reasonAgainst(plan, from, id, kind) === undefined);
  }

  #reasonAgainstAll({ from, over, kind }: Draft, title: string): string {
    const plan = this.plan();
    const members = this.groups.membersOf(over ?? '');
    const reasons = [...new Set(members.flatMap((id) => this.catalog.reasonAgainst(plan, from, id, kind) ?? []))];
    // of many reasons the first two say enough
    return `No node of “${title}” can take it. ${reasons.slice(0, 2).join(' ')}`;
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
      window.removeEventListener('keydown', cancel, true);
      this.#draft = undefined;
    };
    const drop = (released: PointerEvent) => {
      const draft: Draft = { from, kind, x: released.clientX, y: released.clientY, over: this.nodeAt(released.clientX, released.clientY) };
      end();
      this.#drop(draft);
    };
    const cancel = (pressed: KeyboardEvent) => {
      if (pressed.key !== 'Escape') return;
      pressed.preventDefault();
      pressed.stopPropagation();
      end();
    };
    follow(event);
    window.addEventListener('pointermove', follow);
    window.addEventListener('pointerup', drop);
    window.addEventListener('keydown', cancel, true);
  }

  #drop(draft: Draft): void {
    const { from, over, kind } = draft;
    if (over === undefined) this.drops.nowhere(draft);
    else if (over === from) return;
    else if (groupOfBlock(over) === undefined) this.drops.connect(from, over, kind);
    else {
      const [one, ...others] = this.#takersIn(draft);
      if (one === undefined) this.drops.refuse(this.#reasonAgainstAll(draft, groupTitleOf(this.plan(), groupOfBlock(over) ?? '')));
      else if (others.length === 0) this.drops.connect(from, one, kind);
      else this.drops.choose(draft, [one, ...others]);
    }
  }
}

export const [getConnector, setConnector] = createContext<Connector>();
