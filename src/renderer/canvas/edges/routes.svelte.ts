import { createContext, untrack } from 'svelte';
import { edgeId, routeEdges, type Edge, type Plan, type Position, type Route } from '#engine/plan';

type Layout = Plan['layout'];

/** Routes edges away from the window's own thread, and says what is different from the time before. */
export type BackgroundRouter = (edges: readonly Edge[], layout: Layout) => Promise<RouteChange>;

export interface RouteChange {
  readonly changed: ReadonlyMap<string, Route>;
  readonly gone: readonly string[];
}

/** Plans with so many edges are routed within a few frames; larger ones are routed in the background. */
const fewEdges = 300;

/** Which plan was routed, and its routes. */
interface Routed {
  readonly layout: Layout;
  readonly byId: ReadonlyMap<string, Route>;
}

/**
 * The ways of the plan's edges. They are worked out anew when cards or edges change, not while a card is dragged. Those of a large plan come
 * a little later; until then an edge keeps its way, or leads straight where its cards have moved.
 */
export class Routes {
  readonly #plan: () => Plan;
  // a plan that only says something else keeps its edges and layout
  readonly #edges = $derived.by(() => this.#plan().edges);
  readonly #layout = $derived.by(() => this.#plan().layout);
  readonly #inBackground = $derived(this.#edges.length > fewEdges);
  #late = $state.raw<Routed>({ layout: {}, byId: new Map() });
  readonly #routed: Routed = $derived.by(() =>
    this.#inBackground ? this.#late : { layout: this.#layout, byId: routeEdges(this.#edges, this.#layout) },
  );

  constructor(
    plan: () => Plan,
    readonly background: BackgroundRouter,
    readonly fail: (error: unknown) => void,
  ) {
    this.#plan = plan;
  }

  /** Has a large plan routed; to be called whenever its edges or cards have changed. */
  keepUp(): void {
    const [edges, layout] = [this.#edges, this.#layout];
    if (!this.#inBackground) return;
    // whatever the router looks at, only other edges and places are routed anew
    const routed = untrack(() => this.background(edges, layout));
    routed.then(({ changed, gone }) => {
      const byId = new Map(this.#late.byId);
      for (const id of gone) byId.delete(id);
      for (const [id, route] of changed) byId.set(id, route);
      // cards may have moved since: a way counts only while its cards are where they were
      this.#late = { layout, byId };
    }, this.fail);
  }

  /** All ways as they are known now. */
  get all(): ReadonlyMap<string, Route> {
    return this.#routed.byId;
  }

  /** The way of an edge of the plan as it stands; `undefined` while it is not known. @param id of the edge, where it is at hand */
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
