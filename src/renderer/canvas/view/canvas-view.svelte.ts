import type { LastView } from './restored-view';
import type { Size, Viewport } from './viewport';

/** The canvas in the window: its element, size and viewport. */
export class CanvasView {
  element = $state.raw<HTMLElement | undefined>(undefined);
  /** In pixels; width 0 before it is drawn. */
  size = $state.raw<Size>({ width: 0, height: 0 });
  viewport = $state.raw<Viewport>({ x: 40, y: 40, zoom: 1 });
  /** The pointer in the window, while it is over the canvas. */
  pointer: readonly [x: number, y: number] | undefined = undefined;
  /** True once Svelte Flow has started: from then on the view can be moved. */
  isReady = $state(false);

  /** @param startAt the last viewport of the plan */
  constructor(readonly startAt: LastView | undefined) {
    if (startAt) this.viewport = { x: startAt.x, y: startAt.y, zoom: startAt.zoom };
  }

  /** Position of the canvas in the window. */
  get box(): DOMRect | undefined {
    return this.element?.getBoundingClientRect();
  }

  /** Focuses the canvas itself. */
  focus(): void {
    this.element?.focus({ preventScroll: true });
  }
}
