/**
 * Keeps the keys of an input method from everything but the text that is composed. While Japanese, Chinese or Korean is typed, or an accent is
 * waited for, Enter, Escape, the arrows and the letters belong to the input method: no field, list, canvas or command hears them.
 * It has to be called before anything else listens to the window.
 * @returns what ends it
 */
export function guardComposition(target: Window): () => void {
  const stop = new AbortController();
  const guard = (event: KeyboardEvent): void => {
    if (!isComposing(event)) return;
    event.stopImmediatePropagation();
    // the browser itself would close a dialog, send a form or begin a line
    if (event.key === 'Escape' || event.key === 'Enter') event.preventDefault();
  };
  for (const type of ['keydown', 'keypress', 'keyup'] as const)
    target.addEventListener(type, guard, { capture: true, signal: stop.signal });
  return () => stop.abort();
}

/**
 * Whether a key press belongs to an input method. The one that ends a composition is reported before its end by some browsers, and after it by
 * others; those give it the key code that stands for an input method.
 */
function isComposing(event: KeyboardEvent): boolean {
  return event.isComposing || event.keyCode === 229;
}
