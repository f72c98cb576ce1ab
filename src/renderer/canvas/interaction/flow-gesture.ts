import { onEscape } from '../../ui/gesture';

/** Callbacks for the gestures that Svelte Flow handles: moving cards, drawing a selection box, moving the view. */
export interface FlowGesture {
  /** True if a press begins a gesture. */
  begins(event: PointerEvent): boolean;
  /** Remembers the state before the gesture. @returns a function that restores it */
  remember(): () => void;
  /** The gesture is about to end without effect. */
  cancel(): void;
}

/**
 * Ends a gesture of Svelte Flow on Escape and restores the state before it. Svelte Flow cannot cancel a gesture, so it gets the release of
 * the button early.
 * @returns a function that removes the listeners
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
  // a selection box ends with the click that follows; without it the next click would be taken for that one
  if (target instanceof Element && target.matches('.svelte-flow__pane')) target.dispatchEvent(new MouseEvent('click', init));
}
