import { cardHeight, cardWidth, type CardIndex, type NodeId, type Plan, type Position } from '#engine/plan';
import type { EdgeDrop, EdgeTarget } from '../../state/edge-drop.svelte';
import type { DrawnNode } from '../groups/drawn';
import { snapTo, type Guide } from './guides';

/** Callbacks for cards that are dragged. */
export interface DragEnd {
  /** Draws a card at another place than under the pointer. */
  place(id: NodeId, at: Position): void;
  moved(to: Readonly<Record<NodeId, Position>>): void;
  /** Puts copies of the selection at a distance from it, instead of moving it. */
  copied(by: Position): void;
  inserted(id: NodeId, at: Position, target: EdgeTarget & { readonly kinds: Exclude<EdgeTarget['kinds'], string> }): void;
}

const none: ReadonlyMap<string, Position> = new Map();

/** Distance in pixels within which a dragged card snaps to the line of another. */
const reach = 5;

/** Dragging cards: they align with others, and a card without edges can be dropped into an edge. */
export class Dragging {
  #active = $state(false);
  #copies = $state(false);
  #guides = $state.raw<readonly Guide[]>([]);
  #by: Position = [0, 0];
  /** Positions of the cards before the drag. */
  #before: ReadonlyMap<string, Position> = new Map();
  #isCancelled = false;

  constructor(
    private readonly plan: () => Plan,
    private readonly cards: () => CardIndex,
    private readonly drop: EdgeDrop,
    private readonly end: DragEnd,
  ) {}

  /** True while cards are dragged. */
  get active(): boolean {
    return this.#active;
  }

  /** True while a drop would copy the cards instead of moving them. */
  get copies(): boolean {
    return this.#active && this.#copies;
  }

  /** The places of the originals while a drop would copy them: the dragged cards are the copies. */
  get originals(): ReadonlyMap<string, Position> {
    return this.copies ? this.#before : none;
  }

  get guides(): readonly Guide[] {
    return this.#guides;
  }

  started(nodes: readonly DrawnNode[]): void {
    this.#before = new Map(nodes.map(({ id, position: { x, y } }) => [id, [x, y]]));
    this.#isCancelled = false;
  }

  /** Moves dragged cards back and ignores the rest of the drag. */
  cancel(): void {
    this.#isCancelled = this.#before.size > 0;
  }

  /** @param lead the card under the pointer; the others follow it */
  moved(
    lead: DrawnNode | null,
    nodes: readonly DrawnNode[],
    event: MouseEvent | TouchEvent,
    zoom: number,
    size: { readonly width: number; readonly height: number },
  ): void {
    if (this.#isCancelled) this.#putBack();
    if (this.#isCancelled || !lead) return;
    this.#active = true;
    const dragged = new Set(nodes.map(({ id }) => id));
    const at: Position = [lead.position.x, lead.position.y];
    const { by, guides } = snapTo(at, this.#near(dragged, at, zoom, size), reach / zoom);
    this.#copies = event.altKey;
    const isFree = event.ctrlKey || event.metaKey; // turns snapping off
    this.#by = isFree ? [0, 0] : by;
    this.#guides = isFree ? [] : guides;
    if (this.#by[0] !== 0 || this.#by[1] !== 0) for (const node of nodes) this.end.place(node.id, this.#shifted(node));
    const { x, y } = pointOf(event);
    this.drop.over(
      !this.#copies && nodes.length === 1 && lead.type === 'card' && this.#isLoose(lead.id) ? lead.data.service : undefined,
      x,
      y,
    );
  }

  stopped(nodes: readonly DrawnNode[]): void {
    const target = this.drop.end();
    const [only] = nodes;
    if (this.#isCancelled) this.#putBack();
    else if (this.#copies && only) this.#copied(only);
    else if (target && only && nodes.length === 1) this.end.inserted(only.id, this.#shifted(only), target);
    else this.end.moved(Object.fromEntries(nodes.map((node) => [node.id, this.#shifted(node)] as const)));
    this.#active = false;
    this.#before = new Map();
    this.#isCancelled = false;
    this.#copies = false;
    this.#by = [0, 0];
    this.#guides = [];
  }

  /** Moves the originals back and puts copies where they were dropped. */
  #copied(first: DrawnNode): void {
    const before = this.#before.get(first.id);
    const [x, y] = this.#shifted(first);
    this.#putBack();
    if (before) this.end.copied([x - before[0], y - before[1]]);
  }

  #putBack(): void {
    for (const [id, at] of this.#before) this.end.place(id, at);
  }

  #shifted({ position }: DrawnNode): Position {
    return [position.x + this.#by[0], position.y + this.#by[1]];
  }

  /** True if the node has no edges. */
  #isLoose(id: NodeId): boolean {
    return !this.plan().edges.some(({ from, to }) => from === id || to === id);
  }

  /** The cards that stay and are at most about one window away. */
  *#near(
    dragged: ReadonlySet<NodeId>,
    [x, y]: Position,
    zoom: number,
    { width, height }: { readonly width: number; readonly height: number },
  ): Iterable<Position> {
    const { nodes } = this.plan();
    const [across, down] = [width / zoom + cardWidth, height / zoom + cardHeight];
    for (const { id, at } of this.cards().within({ left: x - across, right: x + across, top: y - down, bottom: y + down }))
      if (nodes[id] && !dragged.has(id)) yield at;
  }
}

function pointOf(event: MouseEvent | TouchEvent): { readonly x: number; readonly y: number } {
  const point = 'changedTouches' in event ? event.changedTouches[0] : event;
  return { x: point?.clientX ?? 0, y: point?.clientY ?? 0 };
}
