import { createContext, untrack } from 'svelte';
import { edgeId, routeEdges, type Edge, type Plan, type Position, type Route } from '#engine/plan';

type Layout = Plan['layout'];

/** Routes edges outside the window's own thread. Returns the differences from the previous routes. */
export type BackgroundRouter = (edges: readonly Edge[], layout: Layout, direction: Plan['direction']) => Promise<RouteChange>;

export interface RouteChange {
  readonly changed: ReadonlyMap<string, Route>;
  readonly gone: readonly string[];
}

/** Up to this many edges are routed within a few frames; larger plans are routed in the background. */
const fewEdges = 300;

/** A plan that was routed, and its routes. */
interface Routed {
  readonly layout: Layout;
  readonly byId: ReadonlyMap<string, Route>;
}

/**
 * Routes of the plan's edges. They are computed again when cards or edges change, but not while a card is dragged. Those of a large plan
 * come a little later; until then an edge keeps its route, or is straight if its cards have moved.
 */
export class Routes {
  readonly #plan: () => Plan;
  // an edit of text alone keeps edges and layout
  readonly #edges = $derived.by(() => this.#plan().edges);
  readonly #layout = $derived.by(() => this.#plan().layout);
  readonly #direction = $derived.by(() => this.#plan().direction);
  readonly #inBackground = $derived(this.#edges.length > fewEdges);
  #late = $state.raw<Routed>({ layout: {}, byId: new Map() });
  readonly #routed: Routed = $derived.by(() =>
    this.#inBackground ? this.#late : { layout: this.#layout, byId: routeEdges(this.#edges, this.#layout, this.#direction) },
  );

  constructor(
    plan: () => Plan,
    readonly background: BackgroundRouter,
    readonly fail: (error: unknown) => void,
  ) {
    this.#plan = plan;
  }

  /** Routes a large plan in the background. Call it whenever its edges or cards have changed. */
  keepUp(): void {
    const [edges, layout, direction] = [this.#edges, this.#layout, this.#direction];
    if (!this.#inBackground) return;
    // the router looks at everything, but only other edges and places need new routes
    const routed = untrack(() => this.background(edges, layout, direction));
    routed.then(({ changed, gone }) => {
      const byId = new Map(this.#late.byId);
      for (const id of gone) byId.delete(id);
      for (const [id, route] of changed) byId.set(id, route);
      // cards may have moved since: a route is valid only while its cards are where they were
      this.#late = { layout, byId };
    }, this.fail);
  }

  /** All routes known now. */
  get all(): ReadonlyMap<string, Route> {
    return this.#routed.byId;
  }

  /** The current route of an edge; `undefined` while it is not known. @param id of the edge, if it is at hand */
  settled(edge: Edge, id = edgeId(edge)): Route | undefined {
    const { layout, byId } = this.#routed;
    const [from, to] = [this.#layout[edge.from], this.#layout[edge.to]];
    return from && to && at(layout[edge.from], from) && at(layout[edge.to], to) ? byId.get(id) : undefined;
  }
}

function at(planned: Position | undefined, drawn: Position): boolean {
  return planned?.[0] === drawn[0] && planned[1] === drawn[1];
}

export const [getRoutes, setRoutes] = createContext<Routes>();
