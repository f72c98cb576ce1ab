/**
 * Does something once the button of the press that asked for a menu is up, unless the pointer was dragged: where menus are asked for with the
 * press, one that is open would close with the release. A menu that a key asked for opens at once.
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
