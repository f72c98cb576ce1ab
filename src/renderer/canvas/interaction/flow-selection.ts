import type { Box, Position } from '#engine/plan';
import { noteOfDrawn } from '../../state/drawn-ids';
import type { Groups } from '../../state/groups.svelte';
import type { Selection } from '../../state/selection.svelte';
import type { DrawnNode } from '../groups/drawn';
import type { CanvasNodes } from '../nodes/canvas-nodes.svelte';
import { boxBetween } from '../view/viewport';
import type { VisibleArea } from '../view/visible-area.svelte';
import type { DrawnSelection } from './drawn-selection.svelte';

/** Takes over Svelte Flow's selection: from clicks that add, and from the box drawn around cards. */
export class FlowSelection {
  /** Where a box would begin: the place of the plan where the pointer was pressed. */
  #from: Position = [0, 0];
  /** The box that is drawn around nodes, while it is; their edges and the lines that it touches are selected with them. */
  #box: Box | undefined;

  constructor(
    private readonly selection: Selection,
    private readonly chosen: DrawnSelection,
    private readonly groups: Groups,
    private readonly nodes: CanvasNodes,
    private readonly visible: VisibleArea,
    /** The place in the plan under a point of the window. */
    private readonly planPoint: (x: number, y: number) => Position,
  ) {}

  pressed({ clientX, clientY }: PointerEvent): void {
    this.#from = this.planPoint(clientX, clientY);
  }

  boxStarted(): void {
    this.#box = boxBetween(this.#from, this.#from);
    this.selection.clear();
  }

  /** Svelte Flow reports cards alone: a box that reaches no further card may reach a further line. */
  pointerMoved({ clientX, clientY }: PointerEvent): void {
    if (!this.#box) return;
    this.#box = boxBetween(this.#from, this.planPoint(clientX, clientY));
    const { nodes, notes } = this.selection;
    this.selection.select(nodes, this.chosen.edgesBoxed([...nodes], this.visible.linesIn(this.#box)), notes);
  }

  boxEnded(): void {
    this.#box = undefined;
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
    const edges = this.#box ? chosen.edgesBoxed(next, this.visible.linesIn(this.#box)) : selection.edges;
    selection.select(next, edges, notes);
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
