import { createContext } from 'svelte';
import type { EdgeKind, Plan } from '#engine/plan';
import { groupOfBlock } from '../state/drawn-ids';
import type { CatalogView } from '../state/catalog-view.svelte';

/** An edge that is being drawn with the pointer. */
export interface Draft {
  readonly from: string;
  readonly kind: EdgeKind;
  /** The pointer, in the window. */
  readonly x: number;
  readonly y: number;
  /** The node under the pointer. */
  readonly over: string | undefined;
}

/** Draws edges with the pointer: mouse, pen and touch alike. While one is drawn, cards show whether they can take it, and the foot of the canvas says why not. */
export class Connector {
  #draft = $state.raw<Draft | undefined>(undefined);

  constructor(
    readonly catalog: CatalogView,
    readonly plan: () => Plan,
    /** Joins two nodes. */
    readonly connect: (from: string, to: string, kind: EdgeKind) => void,
    /** Called when an edge is dropped where no node is. */
    readonly dropped: (draft: Draft) => void,
    /** The node under a point of the window. */
    readonly nodeAt: (clientX: number, clientY: number) => string | undefined,
  ) {}

  get draft(): Draft | undefined {
    return this.#draft;
  }

  // the pointer moves often, what it draws stays the same
  readonly #from = $derived(this.#draft?.from);
  readonly #kind = $derived(this.#draft?.kind);

  /** The nodes that can take the edge that is being drawn, and the one it comes from; `undefined` while none is. */
  readonly targets: ReadonlySet<string> | undefined = $derived.by(() => {
    const [from, kind] = [this.#from, this.#kind];
    if (from === undefined || kind === undefined) return undefined;
    const plan = this.plan();
    const taken = new Set(plan.edges.flatMap((edge) => (edge.from === from && edge.kind === kind ? [edge.to] : [])));
    const fits = new Map<string, boolean>();
    const targets = new Set([from]);
    for (const [id, { service }] of Object.entries(plan.nodes)) {
      if (taken.has(id) || id === from || groupOfBlock(id) !== undefined) continue;
      let fit = fits.get(service);
      // what can be joined depends on the services alone
      if (fit === undefined) fits.set(service, (fit = this.catalog.reasonAgainst(plan, from, id, kind) === undefined));
      if (fit) targets.add(id);
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
    const name = (id: string) => plan.nodes[id]?.title ?? id;
    if (draft.over === undefined || draft.over === draft.from)
      return `${draft.kind} from “${name(draft.from)}”: drop it on a node. Escape cancels.`;
    if (groupOfBlock(draft.over) !== undefined) return openFirst(name(draft.over));
    return (
      this.catalog.reasonAgainst(plan, draft.from, draft.over, draft.kind) ??
      `${draft.kind} from “${name(draft.from)}” to “${name(draft.over)}”`
    );
  });

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
      if (draft.over === undefined) this.dropped(draft);
      else if (groupOfBlock(draft.over) === undefined && draft.over !== from) this.connect(from, draft.over, kind);
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
}

/** An edge joins two nodes, and of a collapsed group nobody can say which. */
function openFirst(title: string): string {
  return `“${title}” is collapsed: open it to connect to one of its nodes.`;
}

export const [getConnector, setConnector] = createContext<Connector>();
