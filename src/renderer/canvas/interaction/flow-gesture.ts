import { onEscape } from '../../ui/gesture';

/** What the canvas knows of the gestures that Svelte Flow hears: moving cards, drawing a box around some, moving the view. */
export interface FlowGesture {
  /** Whether a press is the beginning of one. */
  begins(event: PointerEvent): boolean;
  /** Keeps how it is before. @returns what puts it back */
  remember(): () => void;
  /** It is about to be ended without anything having come of it. */
  cancel(): void;
}

/**
 * Has Escape end a gesture that Svelte Flow hears, and put everything back. Svelte Flow has no way to end one; it takes the release of the
 * button, which it is given early.
 * @returns what stops that
 */
export function cancelFlowGestures(canvas: HTMLElement, gesture: FlowGesture): () => void {
  const stop = new AbortController();
  const options = { capture: true, signal: stop.signal };
  let held: { readonly press: PointerEvent; readonly putBack: () => void } | undefined;
  const press = (event: PointerEvent): void => {
    held = gesture.begins(event) ? { press: event, putBack: gesture.remember() } : undefined;
  };
  const release = (): void => void (held = undefined);
  canvas.addEventListener('pointerdown', press, options);
  window.addEventListener('pointerup', release, options);
  window.addEventListener('pointercancel', release, options);
  const deaf = onEscape(() => {
    const ended = held;
    held = undefined;
    if (!ended) return false;
    gesture.cancel();
    letGo(ended.press);
    ended.putBack();
    return true;
  });
  return () => {
    stop.abort();
    deaf();
  };
}

function letGo({ target, pointerId, pointerType, isPrimary, button, clientX, clientY }: PointerEvent): void {
  const init = { bubbles: true, view: window, button, clientX, clientY };
  target?.dispatchEvent(new PointerEvent('pointerup', { ...init, pointerId, pointerType, isPrimary }));
  window.dispatchEvent(new MouseEvent('mouseup', init));
  // a box is done with the click that follows; without it the next click would be taken for that one
  if (target instanceof Element && target.matches('.svelte-flow__pane')) target.dispatchEvent(new MouseEvent('click', init));
}
