/**
 * Cancels a pointer gesture on Escape. Nothing else gets that key, and everything ignores the pointer until its button is
 * up: the release would select, open or drop the element under it.
 * @param cancel restores the state before the gesture; it returns false if there is none
 * @returns a function that removes the listener
 */
export function onEscape(cancel: () => boolean): () => void {
  const onKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || !cancel()) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    ignoreRelease();
  };
  window.addEventListener('keydown', onKey, true);
  return () => window.removeEventListener('keydown', onKey, true);
}

/** Blocks the release of a held button, and the click that follows, for the whole window. */
function ignoreRelease(): void {
  const stop = new AbortController();
  const ignore = (event: Event): void => event.stopPropagation();
  for (const type of ['pointerup', 'mouseup', 'click', 'auxclick', 'dblclick', 'contextmenu'])
    window.addEventListener(type, ignore, { capture: true, signal: stop.signal });
  // a click follows its release at once
  window.addEventListener('pointerup', () => setTimeout(() => stop.abort()), { capture: true, once: true, signal: stop.signal });
  window.addEventListener('pointerdown', () => stop.abort(), { capture: true, once: true, signal: stop.signal });
}
