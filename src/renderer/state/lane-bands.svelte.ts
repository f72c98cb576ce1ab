import { createContext, untrack } from 'svelte';
import { bandsOf, directionOf, type Band, type Direction, type LaneId, type NodeId } from '#engine/plan';
import type { CatalogView } from './catalog-view.svelte';
import type { PlanEditor } from './plan-editor.svelte';

/** The lanes of the plan as they lie in its drawing, and the nodes outside their lane. */
export class LaneBands {
  // an edit that keeps the lanes and places of all nodes keeps the bands
  #before: readonly LaneId[] = [];
  readonly #laneIds = $derived.by(() => {
    const now = Object.values(this.editor.plan.nodes).map((node) => this.catalog.laneOf(node));
    return now.length === this.#before.length && now.every((lane, at) => lane === this.#before[at]) ? this.#before : (this.#before = now);
  });
  readonly #layout = $derived.by(() => this.editor.placed.layout);
  readonly direction: Direction = $derived.by(() => directionOf(this.editor.plan));
  readonly #bands = $derived.by(() => {
    const [lanes, layout] = [this.#laneIds, this.#layout];
    const ids = untrack(() => Object.keys(this.editor.plan.nodes));
    const cards = lanes.flatMap((lane, index) => {
      const id = ids[index];
      const at = id === undefined ? undefined : layout[id];
      return id !== undefined && at ? [{ id, lane, at }] : [];
    });
    return bandsOf(cards, this.direction);
  });

  constructor(
    private readonly editor: PlanEditor,
    private readonly catalog: CatalogView,
  ) {}

  get all(): readonly Band[] {
    return this.#bands.all;
  }

  get strays(): ReadonlySet<NodeId> {
    return this.#bands.strays;
  }
}

export const [getLaneBands, setLaneBands] = createContext<LaneBands>();
