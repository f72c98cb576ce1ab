import { untrack } from 'svelte';
import type { VisibleArea } from './visible-area.svelte';

/**
 * The browser layer that the plan is drawn on. It moves with the view without being redrawn: many dashed edges take the browser seconds.
 * A layer keeps the sharpness of the zoom at which it was drawn, so it is created again after a zoom.
 */
export class SharpLayer {
  #isThere = $state(true);
  #sharpAt: number;

  constructor(private readonly visible: VisibleArea) {
    this.#sharpAt = untrack(() => visible.zoom);
  }

  get isThere(): boolean {
    return this.#isThere;
  }

  /** Creates the layer again when the zoom has come to rest. Call it whenever the zoom changes. @returns a function that stops waiting */
  keepSharp(): (() => void) | undefined {
    const { zoom } = this.visible;
    if (zoom === this.#sharpAt) return undefined;
    const resting = setTimeout(() => {
      this.#sharpAt = zoom;
      this.#isThere = false;
      requestAnimationFrame(() => requestAnimationFrame(() => (this.#isThere = true)));
    }, 120);
    return () => clearTimeout(resting);
  }
}
