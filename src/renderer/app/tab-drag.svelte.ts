import type { TabView } from '#ipc';

/** Distance from which a held pointer drags, and beyond the row of tabs from which a tab leaves it, in pixels. */
const [leastDrag, leastOut] = [6, 28];

/** Where a dragged tab goes: to a place among the tabs, or out of the row to a point of the screen. */
export type Dropped = { readonly to: number } | { readonly at: { readonly x: number; readonly y: number } };

/** A tab that is dragged along the row of tabs, or out of it. */
export class TabDrag {
  #held = $state.raw<{ readonly tab: number; readonly x: number; readonly to?: number; readonly isMoved: boolean } | undefined>();

  /**
   * @param tabs the tabs of the row
   * @param elements their elements, in the same order
   */
  constructor(
    private readonly tabs: () => readonly TabView[],
    private readonly elements: () => readonly HTMLElement[],
  ) {}

  /** The tab that is dragged. */
  readonly tab = $derived.by(() => (this.#held?.isMoved ? this.#held.tab : undefined));

  /** The tab that the dragged one goes before; `'end'` after the last, nothing if it leaves the row. */
  readonly before = $derived.by(() => {
    const { tab, to } = this.#held ?? {};
    if (to === undefined) return undefined;
    return this.tabs().filter(({ id }) => id !== tab)[to]?.id ?? 'end';
  });

  press(event: PointerEvent, tab: number): void {
    (event.currentTarget as HTMLElement).setPointerCapture(event.pointerId); // the pointer may leave the row in one step
    this.#held = { tab, x: event.clientX, isMoved: false };
  }

  move(event: PointerEvent): void {
    const held = this.#held;
    if (!held || (!held.isMoved && Math.abs(event.clientX - held.x) < leastDrag && !this.#isOut(event))) return;
    const { tab, x } = held;
    this.#held = { tab, x, isMoved: true, ...(this.#isOut(event) ? {} : { to: this.#placeAt(event.clientX) }) };
  }

  /** @returns where the tab goes; nothing if none was dragged */
  drop({ screenX, screenY }: PointerEvent): ({ readonly tab: number } & Dropped) | undefined {
    const held = this.#held;
    this.#held = undefined;
    if (!held?.isMoved) return undefined;
    const { tab, to } = held;
    return to === undefined ? { tab, at: { x: Math.round(screenX), y: Math.round(screenY) } } : { tab, to };
  }

  cancel(): void {
    this.#held = undefined;
  }

  #isOut({ clientY }: PointerEvent): boolean {
    return clientY < -leastOut || clientY > (this.elements()[0]?.offsetHeight ?? 0) + leastOut;
  }

  /** The place among the others: after those whose middle is on its left. */
  #placeAt(x: number): number {
    const others = this.elements().filter((_, at) => this.tabs()[at]?.id !== this.#held?.tab);
    return others.filter((one) => one.getBoundingClientRect().left + one.offsetWidth / 2 < x).length;
  }
}
