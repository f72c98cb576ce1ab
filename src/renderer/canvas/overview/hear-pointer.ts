import { onEscape } from '../../ui/gesture';
import type { OverviewPointer } from './overview-pointer.svelte';

/**
 * Handles the pointer on the picture of a plan before Svelte Flow, which would take a press on a block for one on empty canvas.
 * @param surface the element under the pointer; the picture itself lets everything through
 * @param isPanning true while the key is held with which the pointer moves the view
 * @returns a function that removes the listeners and cancels the current gesture
 */
export function hearPointer(surface: HTMLElement, pointer: OverviewPointer, isPanning: () => boolean): () => void {
  const stop = new AbortController();
  const listen = <K extends keyof HTMLElementEventMap>(type: K, heed: (event: HTMLElementEventMap[K]) => void) =>
    surface.addEventListener(type, heed, { capture: true, signal: stop.signal });
  listen('pointerdown', (event) => {
    if (event.button !== 0 || !event.isPrimary || event.pointerType === 'touch' || !isOnPicture(event) || isPanning()) return;
    event.preventDefault();
    event.stopPropagation();
    surface.focus({ preventScroll: true });
    surface.setPointerCapture(event.pointerId);
    pointer.press(event);
  });
  listen('pointermove', (event) => {
    if (pointer.holds || isOnPicture(event)) pointer.move(event);
    else pointer.leave();
  });
  listen('pointerup', (event) => {
    if (pointer.holds && event.button === 0) pointer.release();
  });
  listen('pointercancel', () => pointer.cancel());
  listen('pointerleave', () => pointer.leave());
  listen('click', (event) => {
    if (!isOnPicture(event)) return;
    event.stopPropagation();
    // a finger pans; only a tap selects
    if ((event as PointerEvent).pointerType === 'touch') {
      pointer.press(event as PointerEvent);
      pointer.release();
    }
  });
  listen('dblclick', (event) => {
    if (!isOnFrame(event)) pointer.doublePress(event); // a press that was held has the canvas as its target
  });
  const deaf = onEscape(() => {
    const { holds } = pointer;
    pointer.cancel();
    return holds;
  });
  return () => {
    stop.abort();
    deaf();
    pointer.cancel();
    pointer.leave();
  };
}

function isOnPicture(event: Event): boolean {
  return event.target instanceof Element && event.target.closest('.svelte-flow__pane') !== null && !isOnFrame(event);
}

/** True on the title of a frame, by which it is dragged. */
function isOnFrame({ target }: Event): boolean {
  return target instanceof Element && target.closest('.frame') !== null;
}
