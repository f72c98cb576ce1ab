import { createContext } from 'svelte';
import { edgeId, type Edge, type EdgeKind, type Plan } from '#engine/plan';
import { shownTitleOf } from '../wording/shown';
import type { Service } from '#engine/catalog';
import type { CatalogView } from './catalog-view.svelte';
import { kindsThrough } from './candidates';

/** The edge under a dragged service or node, which could be inserted there. */
export interface EdgeTarget {
  readonly edge: Edge;
  readonly id: string;
  /** The kinds of the two new edges, or the reason why it cannot be inserted, in a sentence. */
  readonly kinds: readonly [EdgeKind, EdgeKind] | string;
}

/** Finds the edge that a dragged service or node would be inserted in. */
export class EdgeDrop {
  #target = $state.raw<EdgeTarget | undefined>(undefined);

  constructor(
    private readonly plan: () => Plan,
    private readonly catalog: CatalogView,
    /** The edge under a point of the window. */
    private readonly edgeAt: (x: number, y: number) => string | undefined,
  ) {}

  get target(): EdgeTarget | undefined {
    return this.#target;
  }

  /** The effect of dropping it, or the reason why it cannot be inserted there, in a sentence. */
  readonly words: string | undefined = $derived.by(() => {
    const target = this.#target;
    if (!target) return undefined;
    if (typeof target.kinds === 'string') return target.kinds;
    const plan = this.plan();
    const name = (id: string) => `“${shownTitleOf(plan, id)}”`;
    return `Drop it to insert it between ${name(target.edge.from)} and ${name(target.edge.to)}.`;
  });

  /** Updates the edge while something is dragged over a point of the window. */
  over(service: Service | undefined, x: number, y: number): void {
    const id = service && this.edgeAt(x, y);
    const plan = this.plan();
    if (this.#target?.id === id) return;
    const edge = id === undefined ? undefined : plan.edges.find((one) => edgeId(one) === id);
    this.#target = edge && id !== undefined && service ? { edge, id, kinds: kindsThrough(plan, this.catalog, edge, service) } : undefined;
  }

  /** Ends the drag. @returns the edge, if an insertion is possible */
  end(): (EdgeTarget & { readonly kinds: readonly [EdgeKind, EdgeKind] }) | undefined {
    const target = this.#target;
    this.#target = undefined;
    return target && typeof target.kinds !== 'string' ? { ...target, kinds: target.kinds } : undefined;
  }
}

export const [getEdgeDrop, setEdgeDrop] = createContext<EdgeDrop>();
