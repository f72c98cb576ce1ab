import { grid, type Box, type Position } from '#engine/plan';
import { boxBetween } from '../view/viewport';

/** Actions of the pointer on the picture. */
export interface Reach {
  /** The place in the plan under a point of the window. */
  planPoint(clientX: number, clientY: number): Position;
  nodeAt(at: Position): string | undefined;
  edgeAt(at: Position): string | undefined;
  nodesIn(box: Box): readonly string[];
  /** The lines that touch a box. */
  linesIn(box: Box): readonly string[];
  placeOf(node: string): Position | undefined;
  selected(): ReadonlySet<string>;
  select(nodes: Iterable<string>): void;
  /** Selects nodes with their edges, and lines. */
  selectBoxed(nodes: Iterable<string>, lines: Iterable<string>): void;
  toggle(node: string): void;
  selectEdge(edge: string): void;
  toggleEdge(edge: string): void;
  move(to: Readonly<Record<string, Position>>): void;
  /** Puts copies of the selection at a distance from it. */
  copy(by: Position): void;
  /** Zooms in until a card can be read. */
  approach(at: Position, node: string | undefined): void;
}

/** Pixels that a pointer may move before a drag starts; as on cards. */
const threshold = 3;

/** The pointer on the picture of a plan: it points at, selects, boxes and drags blocks as it does cards. */
export class OverviewPointer {
  #hover = $state.raw<string | undefined>(undefined);
  #box = $state.raw<Box | undefined>(undefined);
  #drag = $state.raw<{ readonly nodes: ReadonlySet<string>; readonly by: Position; readonly copies: boolean } | undefined>(undefined);
  #grip:
    | {
        readonly from: { readonly x: number; readonly y: number };
        readonly at: Position;
        readonly node: string | undefined;
        readonly adds: boolean;
        readonly before: ReadonlySet<string>;
      }
    | undefined;

  constructor(readonly reach: Reach) {}

  /** The node under the pointer. */
  get hover(): string | undefined {
    return this.#hover;
  }

  /** The current selection box, in the plan's units. */
  get box(): Box | undefined {
    return this.#box;
  }

  /** The nodes that are being dragged, and the distance so far. */
  get drag(): { readonly nodes: ReadonlySet<string>; readonly by: Position; readonly copies: boolean } | undefined {
    return this.#drag;
  }

  /** True while a button is held down. */
  get holds(): boolean {
    return this.#grip !== undefined;
  }

  press({ clientX: x, clientY: y, shiftKey, ctrlKey, metaKey }: PointerEvent): void {
    const at = this.reach.planPoint(x, y);
    this.#grip = {
      from: { x, y },
      at,
      node: this.reach.nodeAt(at),
      adds: shiftKey || ctrlKey || metaKey,
      before: this.reach.selected(),
    };
    this.#hover = undefined;
  }

  move({ clientX: x, clientY: y, altKey }: PointerEvent): void {
    const at = this.reach.planPoint(x, y);
    const grip = this.#grip;
    if (!grip) {
      this.#hover = this.reach.nodeAt(at);
      return;
    }
    if (!this.#drag && !this.#box && Math.hypot(x - grip.from.x, y - grip.from.y) <= threshold) return;
    if (grip.node === undefined) {
      this.#box = boxBetween(grip.at, at);
      this.reach.selectBoxed([...(grip.adds ? grip.before : []), ...this.reach.nodesIn(this.#box)], this.reach.linesIn(this.#box));
      return;
    }
    if (!this.#drag && !this.reach.selected().has(grip.node)) this.reach.select([...(grip.adds ? grip.before : []), grip.node]);
    const start = this.reach.placeOf(grip.node);
    if (!start) return;
    const by: Position = [snapped(start[0] + at[0] - grip.at[0]) - start[0], snapped(start[1] + at[1] - grip.at[1]) - start[1]];
    this.#drag = { nodes: this.reach.selected(), by, copies: altKey };
  }

  release(): void {
    const [grip, drag, box] = [this.#grip, this.#drag, this.#box];
    this.#letGo();
    if (drag) {
      const [x, y] = drag.by;
      if (x === 0 && y === 0) return;
      if (drag.copies) {
        this.reach.copy(drag.by);
        return;
      }
      this.reach.move(
        Object.fromEntries(
          [...drag.nodes].flatMap((id) => {
            const at = this.reach.placeOf(id);
            return at ? [[id, [at[0] + x, at[1] + y] as const]] : [];
          }),
        ),
      );
    } else if (grip && !box) {
      const edge = grip.node === undefined ? this.reach.edgeAt(grip.at) : undefined;
      if (edge !== undefined) {
        if (grip.adds) this.reach.toggleEdge(edge);
        else this.reach.selectEdge(edge);
      } else if (grip.node === undefined) {
        if (!grip.adds) this.reach.select([]);
      } else if (grip.adds) this.reach.toggle(grip.node);
      else this.reach.select([grip.node]);
    }
  }

  /** Cancels the current gesture and restores the previous selection. */
  cancel(): void {
    if (this.#grip && (this.#drag ?? this.#box)) this.reach.select(this.#grip.before);
    this.#letGo();
  }

  leave(): void {
    this.#hover = undefined;
  }

  doublePress({ clientX, clientY }: MouseEvent): void {
    const at = this.reach.planPoint(clientX, clientY);
    this.reach.approach(at, this.reach.nodeAt(at));
  }

  #letGo(): void {
    this.#grip = undefined;
    this.#drag = undefined;
    this.#box = undefined;
  }
}

function snapped(value: number): number {
  return Math.round(value / grid) * grid;
}
