/**
 * Keeps one wheel listener on an element permanently. Svelte Flow removes its own and adds it again whenever the view has moved, and each
 * time the browser repaints the whole content to know where the wheel may be held back. At a thousand nodes that is most of a pan.
 * @returns a function that undoes it
 */
export function steadyWheel(element: HTMLElement): () => void {
  const listeners = new Set<EventListenerOrEventListenerObject>();
  const { addEventListener, removeEventListener } = element;
  const one = (event: Event): void => {
    for (const listener of listeners) {
      if (typeof listener === 'function') listener.call(element, event);
      else listener.handleEvent(event);
    }
  };
  addEventListener.call(element, 'wheel', one, { passive: false });
  element.addEventListener = (type: string, listener: EventListenerOrEventListenerObject, options?: boolean | AddEventListenerOptions) => {
    if (type === 'wheel') listeners.add(listener);
    else addEventListener.call(element, type, listener, options);
  };
  element.removeEventListener = (type: string, listener: EventListenerOrEventListenerObject, options?: boolean | EventListenerOptions) => {
    if (type !== 'wheel' || !listeners.delete(listener)) removeEventListener.call(element, type, listener, options);
  };
  return () => {
    removeEventListener.call(element, 'wheel', one);
    Object.assign(element, { addEventListener, removeEventListener });
    for (const listener of listeners) element.addEventListener('wheel', listener, { passive: false });
  };
}
