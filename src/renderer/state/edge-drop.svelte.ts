import { createContext } from 'svelte';
import { edgeId, type Edge, type EdgeKind, type Plan } from '#engine/plan';
import { shownTitleOf } from '../wording/shown';
import type { Service } from '#engine/catalog';
import type { CatalogView } from './catalog-view.svelte';
import { kindsThrough } from './candidates';

/** An edge that something is held over which could stand in its middle. */
export interface EdgeTarget {
  readonly edge: Edge;
  readonly id: string;
  /** The kinds of the two edges that it would become, or why it cannot, in a sentence. */
  readonly kinds: readonly [EdgeKind, EdgeKind] | string;
}

/** Where a service or a node that is being dragged would be put into an edge. */
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

  /** What dropping it would do, or why it cannot be put there, in a sentence. */
  readonly words: string | undefined = $derived.by(() => {
    const target = this.#target;
    if (!target) return undefined;
    if (typeof target.kinds === 'string') return target.kinds;
    const plan = this.plan();
    const name = (id: string) => `“${shownTitleOf(plan, id)}”`;
    return `Drop it to stand between ${name(target.edge.from)} and ${name(target.edge.to)}.`;
  });

  /** Something is held over a point of the window. */
  over(service: Service | undefined, x: number, y: number): void {
    const id = service && this.edgeAt(x, y);
    const plan = this.plan();
    if (this.#target?.id === id) return;
    const edge = id === undefined ? undefined : plan.edges.find((one) => edgeId(one) === id);
    this.#target = edge && id !== undefined && service ? { edge, id, kinds: kindsThrough(plan, this.catalog, edge, service) } : undefined;
  }

  /** It was let go of, or is not dragged any more. @returns where it may go */
  end(): (EdgeTarget & { readonly kinds: readonly [EdgeKind, EdgeKind] }) | undefined {
    const target = this.#target;
    this.#target = undefined;
    return target && typeof target.kinds !== 'string' ? { ...target, kinds: target.kinds } : undefined;
  }
}

export const [getEdgeDrop, setEdgeDrop] = createContext<EdgeDrop>();
