/**
 * Keeps the keys of an input method from everything but the composed text. While Japanese, Chinese or Korean is typed, or an accent is
 * pending, Enter, Escape, the arrows and the letters belong to the input method: no field, list, canvas or command gets them.
 * Call it before anything else listens to the window.
 * @returns a function that ends it
 */
export function guardComposition(target: Window): () => void {
  const stop = new AbortController();
  const guard = (event: KeyboardEvent): void => {
    if (!isComposing(event)) return;
    event.stopImmediatePropagation();
    // otherwise the browser would close a dialog, submit a form or begin a line
    if (event.key === 'Escape' || event.key === 'Enter') event.preventDefault();
  };
  for (const type of ['keydown', 'keypress', 'keyup'] as const)
    target.addEventListener(type, guard, { capture: true, signal: stop.signal });
  return () => stop.abort();
}

/**
 * True if a key press belongs to an input method. Some browsers report the key that ends a composition before its end, others after it;
 * those give it the key code of an input method.
 */
function isComposing(event: KeyboardEvent): boolean {
  return event.isComposing || event.keyCode === 229;
}
