import { tick, untrack } from 'svelte';
import { noteOfDrawn } from '../../state/drawn-ids';
import type { Groups } from '../../state/groups.svelte';
import type { CanvasView } from '../view/canvas-view.svelte';
import type { VisibleArea } from '../view/visible-area.svelte';
import type { DrawnSelection } from './drawn-selection.svelte';
import type { TabStop } from './tab-stop.svelte';

/** Keyboard focus on the canvas: on a card, or on the canvas itself while no card can have it. */
export class KeyboardFocus {
  /** True while a pointer is held down: the pressed element takes the focus by itself. */
  isPressed = false;

  constructor(
    private readonly view: CanvasView,
    private readonly groups: Groups,
    private readonly visible: VisibleArea,
    private readonly tabStop: TabStop,
    private readonly chosen: DrawnSelection,
  ) {}

  /** True if the card that is the tab stop is drawn; otherwise the canvas is the tab stop. */
  readonly isTabStopDrawn: boolean = $derived.by(() => !this.visible.overview && this.visible.isSeen(this.tabStop.id));

  /** Focuses a node's card as soon as it is drawn, and the canvas until then, so that the next key is a key of the canvas. */
  on(node?: string): void {
    if (node !== undefined && this.#take(node)) return;
    this.view.element?.focus({ preventScroll: true });
    if (node !== undefined) this.#onCard(node);
  }

  /** Keeps the focus when cards leave the view or become a picture, and gives it back when they return. */
  follow(): void {
    const focused = document.activeElement;
    const { element } = this.view;
    if (!this.isTabStopDrawn) {
      if (focused?.closest('.svelte-flow__node') && element?.contains(focused)) this.view.focus();
    } else if (focused !== null && focused === element) {
      const id = untrack(() => this.tabStop.id);
      void tick().then(() => {
        if (id !== undefined && document.activeElement === this.view.element) this.#cardOf(id)?.focus({ preventScroll: true });
      });
    }
  }

  /** Something on the canvas got the focus. A note that gets it by keyboard is selected. */
  came(target: EventTarget | null): void {
    const id = target instanceof HTMLElement && target.classList.contains('svelte-flow__node') ? target.dataset['id'] : undefined;
    if (!this.isPressed && id !== undefined && noteOfDrawn(id) !== undefined && !this.chosen.has(id)) this.chosen.choose(id);
  }

  /** Something lost the focus. A card that is re-created loses it without any action of the user. */
  left({ target, relatedTarget }: FocusEvent): void {
    if (this.isPressed || relatedTarget !== null || !(target instanceof Element) || !target.closest('.svelte-flow__node')) return;
    queueMicrotask(() => {
      if (document.activeElement !== document.body) return;
      const { id } = this.tabStop;
      (this.isTabStopDrawn && id !== undefined ? this.#cardOf(id) : this.view.element)?.focus({ preventScroll: true });
    });
  }

  /** Focuses a card. A new card is drawn in the next frame, one out of view only when the view gets there. */
  #onCard(node: string, frames = 60): void {
    requestAnimationFrame(() => {
      const focused = document.activeElement;
      // a list or a field that was opened meanwhile keeps the keyboard
      if (focused !== null && focused !== document.body && !this.view.element?.contains(focused)) return;
      if (this.#take(node)) return;
      if (frames > 0 && !this.visible.overview) this.#onCard(node, frames - 1);
      else this.view.element?.focus();
    });
  }

  /** @returns true if the card of a node is drawn, and has the focus now */
  #take(node: string): boolean {
    const card = this.#cardOf(this.groups.standsFor(node));
    card?.focus({ preventScroll: true });
    return card !== undefined && document.activeElement === card;
  }

  #cardOf(id: string): HTMLElement | undefined {
    return this.view.element?.querySelector<HTMLElement>(`.svelte-flow__node[data-id="${CSS.escape(id)}"]`) ?? undefined;
  }
}
