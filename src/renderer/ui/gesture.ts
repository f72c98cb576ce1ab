/**
 * Hears Escape while a pointer gesture is under way. The key is for nobody else then, and what the pointer does until its button is up is
 * for nobody either: the release would select, open or drop what is under it.
 * @param cancel leaves all as it was; it returns false where nothing is under way
 * @returns what stops hearing
 */
export function onEscape(cancel: () => boolean): () => void {
  const hear = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || !cancel()) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    ignoreRelease();
  };
  window.addEventListener('keydown', hear, true);
  return () => window.removeEventListener('keydown', hear, true);
}

/** Keeps the release of a button that is held, and the click that it makes, from everything in the window. */
function ignoreRelease(): void {
  const stop = new AbortController();
  const ignore = (event: Event): void => event.stopPropagation();
  for (const type of ['pointerup', 'mouseup', 'click', 'auxclick', 'dblclick', 'contextmenu'])
    window.addEventListener(type, ignore, { capture: true, signal: stop.signal });
  // a click follows its release at once
  window.addEventListener('pointerup', () => setTimeout(() => stop.abort()), { capture: true, once: true, signal: stop.signal });
  window.addEventListener('pointerdown', () => stop.abort(), { capture: true, once: true, signal: stop.signal });
}
