import { untrack } from 'svelte';
import type { Camera } from './camera';
import type { CanvasView } from './canvas-view.svelte';
import { restoredView, seesAny } from './restored-view';
import type { Size, Viewport } from './viewport';
import type { VisibleArea } from './visible-area.svelte';

/** Keeps a whole plan in view: when it opens, and when the canvas gets less or more room. A restored view fits its canvas. */
export class WholePlan {
  /** A user who draws the first node of a plan wants it to stay in its place. */
  #wasShown: boolean;
  /** The user's view of the whole plan, which no longer had room: it comes back with the room. */
  #own: (Viewport & { readonly size: Size }) | undefined;

  constructor(
    private readonly view: CanvasView,
    private readonly camera: Camera,
    private readonly visible: VisibleArea,
    /** Called when the plan is shown, which may leave out what is far away. */
    private readonly shown: () => void,
  ) {
    this.#wasShown = untrack(() => camera.everything().length === 0);
  }

  /** Shows a plan that was opened, as soon as there is a view. */
  showFirst(): void {
    const { isReady, size } = this.view;
    if (this.#wasShown || !isReady || size.width === 0) return;
    this.#wasShown = true;
    untrack(() => {
      const { view, camera } = this;
      const last = view.startAt && restoredView(view.startAt, size);
      if (!last || !seesAny(last, size, camera.everything())) camera.lookAt(camera.everything(), 1, { duration: 0 });
      else if (view.startAt?.zoom !== last.zoom || view.startAt.x !== last.x || view.startAt.y !== last.y) camera.go(last, 0);
      this.shown();
    });
  }

  /** The canvas has a new size, for example because the outline opened or closed beside it. */
  resized({ width, height }: DOMRectReadOnly): void {
    const { view, camera, visible } = this;
    const before = { ...view.viewport, size: view.size };
    const isDrawn = before.size.width > 0;
    const wasWhole = isDrawn && visible.all;
    const wasFitted = isDrawn && camera.isFitted(this.#own?.zoom ?? 1);
    view.size = { width, height };
    if (!wasFitted) {
      this.#own = undefined;
      if (!wasWhole || visible.all) return;
      this.#own = before;
    }
    const own = this.#own;
    if (own && width >= own.size.width && height >= own.size.height) {
      this.#own = undefined;
      camera.go({ x: own.x, y: own.y, zoom: own.zoom }, 0);
    } else camera.lookAt(camera.everything(), own?.zoom ?? 1, { duration: 0 });
  }
}
