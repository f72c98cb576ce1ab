import { noteOfDrawn } from '../../state/drawn-ids';
import type { Groups } from '../../state/groups.svelte';
import type { Selection } from '../../state/selection.svelte';
import type { DrawnNode } from '../groups/drawn';
import type { CanvasNodes } from '../nodes/canvas-nodes.svelte';
import type { VisibleArea } from '../view/visible-area.svelte';
import type { DrawnSelection } from './drawn-selection.svelte';

/** Takes over Svelte Flow's selection: from clicks that add, and from the box drawn around cards. */
export class FlowSelection {
  /** True while a box is drawn around nodes; their edges are selected with them. */
  #isBoxing = false;

  constructor(
    private readonly selection: Selection,
    private readonly chosen: DrawnSelection,
    private readonly groups: Groups,
    private readonly nodes: CanvasNodes,
    private readonly visible: VisibleArea,
  ) {}

  boxStarted(): void {
    this.#isBoxing = true;
    this.selection.clear();
  }

  boxEnded(): void {
    this.#isBoxing = false;
  }

  /** Takes over what Svelte Flow reports as selected; the selection out of sight is kept. */
  changed(drawn: readonly DrawnNode[]): void {
    const { selection, chosen, groups, nodes } = this;
    if (this.visible.overview) return; // nothing in it can be selected by Svelte Flow
    // Svelte Flow also reports its own input again, and a block cannot show that one of its nodes is selected
    if (drawn.length === nodes.told.size && drawn.every(({ id }) => nodes.told.has(id))) return;
    const outOfSight = [...selection.nodes].filter((id) => !nodes.given.has(groups.standsFor(id)));
    const next = [...chosen.nodesOf(drawn.map(({ id }) => id)), ...outOfSight];
    const notes = drawn.flatMap(({ id }) => noteOfDrawn(id) || []);
    selection.select(next, this.#isBoxing ? chosen.edgesAt(next) : selection.edges, notes);
  }
}

/** True if a press adds to the selection. */
export function addsToSelection(event: MouseEvent | TouchEvent): boolean {
  return event.shiftKey || event.ctrlKey || event.metaKey;
}

/** True if a key opens a context menu: it has no pointer. */
export function isByKey(event: MouseEvent): boolean {
  return event instanceof PointerEvent && event.pointerType === '';
}
