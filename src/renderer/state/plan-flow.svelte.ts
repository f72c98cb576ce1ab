import { createContext } from 'svelte';
import { flowOrder, type Plan } from '#engine/plan';
import type { CatalogView } from './catalog-view.svelte';

/** The order in which work flows through the plan: what the outline, the screen reader and the hits of a search follow. */
export class PlanFlow {
  // a plan whose layout changed keeps its nodes and edges, and so its order
  readonly #nodes = $derived.by(() => this.plan().nodes);
  readonly #edges = $derived.by(() => this.plan().edges);
  readonly order: readonly string[] = $derived.by(() =>
    flowOrder({ nodes: this.#nodes, edges: this.#edges }, (id) => this.catalog.stageOf(this.#nodes[id])),
  );
  readonly #places = $derived(new Map(this.order.map((id, at) => [id, at])));

  constructor(
    private readonly plan: () => Plan,
    private readonly catalog: CatalogView,
  ) {}

  /** Which step of the flow a node is, from 1. */
  stepOf(id: string): number {
    return (this.#places.get(id) ?? -1) + 1;
  }
}

export const [getPlanFlow, setPlanFlow] = createContext<PlanFlow>();
