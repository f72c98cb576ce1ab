import { untrack } from 'svelte';
import { bandsOf, boundsOf, type LaneId } from '#engine/plan';
import type { CatalogView } from '../../state/catalog-view.svelte';
import { laneReach } from '../view/fit-view';
import type { PlanEditor } from '../../state/plan-editor.svelte';

/** Where the lanes of the plan lie: as bands behind the cards, and with their names beside them from afar. */
export class LaneBands {
  // an edit that leaves nodes in their lanes and places leaves the bands alone
  #before: readonly LaneId[] = [];
  readonly #laneIds = $derived.by(() => {
    const now = Object.values(this.editor.plan.nodes).map((node) => this.catalog.laneOf(node));
    return now.length === this.#before.length && now.every((lane, at) => lane === this.#before[at]) ? this.#before : (this.#before = now);
  });
  readonly #layout = $derived.by(() => this.editor.placed.layout);
  readonly #placed = $derived.by(() => {
    const [lanes, layout] = [this.#laneIds, this.#layout];
    const ids = untrack(() => Object.keys(this.editor.plan.nodes));
    return lanes.flatMap((lane, index) => {
      const id = ids[index];
      const at = id === undefined ? undefined : layout[id];
      return id !== undefined && at ? [{ id, lane, at }] : [];
    });
  });
  readonly all = $derived(bandsOf(this.#placed));
  readonly bounds = $derived(boundsOf(this.#placed.map(({ at }) => at)));
  /** Where they begin, left of the cards. */
  readonly left = $derived((this.bounds?.x ?? 0) - laneReach);

  constructor(
    private readonly editor: PlanEditor,
    private readonly catalog: CatalogView,
  ) {}
}
