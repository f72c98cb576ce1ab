/**
 * Opens a context menu once the button of the press is up, unless the pointer was dragged. Where the press itself asks for the menu,
 * the release would close an open one. A menu that was opened by a key opens at once.
 */
export function onceReleased({ clientX: x, clientY: y, buttons }: MouseEvent, open: () => void): void {
  if (buttons === 0) open();
  else
    window.addEventListener(
      'pointerup',
      (released) => {
        if (Math.hypot(released.clientX - x, released.clientY - y) <= 4) setTimeout(open);
      },
      { once: true, capture: true },
    );
}
