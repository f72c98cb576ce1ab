import { createContext } from 'svelte';
import { routeEdge, routeEdges, type EdgeKind, type Plan, type Position, type Route } from '#engine/plan';

/** The ways of the plan's edges. They are worked out anew when cards or edges change, not while a card is dragged. */
export class Routes {
  readonly #plan: () => Plan;
  // a plan that only says something else keeps its edges and layout
  readonly #edges = $derived.by(() => this.#plan().edges);
  readonly #layout = $derived.by(() => this.#plan().layout);
  readonly #routes = $derived(routeEdges(this.#edges, this.#layout));

  constructor(plan: () => Plan) {
    this.#plan = plan;
  }

  /**
   * The way of an edge whose cards are at these places now.
   * @param from where the card is drawn; while it is dragged that is not where the plan has it
   */
  of(id: string, { source, target, kind }: { source: string; target: string; kind: EdgeKind }, from: Position, to: Position): Route {
    const settled = at(this.#layout[source], from) && at(this.#layout[target], to);
    return (settled ? this.#routes.get(id) : undefined) ?? routeEdge(from, to, kind);
  }
}

function at(planned: Position | undefined, drawn: Position): boolean {
  return planned?.[0] === drawn[0] && planned[1] === drawn[1];
}

export const [getRoutes, setRoutes] = createContext<Routes>();
