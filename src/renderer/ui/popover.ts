/** Pixels that a popover keeps from the edge of the window. */
const margin = 8;

/**
 * Shows a popover and gives the keyboard back when it goes. The browser's `popover` stacks it and closes it.
 * @param popup has the attribute `popover`
 * @param take gives the keyboard to something in it
 * @returns a function for when it is gone: an attachment returns it
 */
export function showPopover(popup: HTMLElement, take?: () => void): () => void {
  const before = document.activeElement;
  popup.showPopover();
  take?.();
  return () => {
    const { activeElement } = document;
    if (!(before instanceof HTMLElement) || !before.isConnected) return;
    // the keyboard is somewhere else by now if the user put it there
    if (activeElement === document.body || activeElement === null || popup.contains(activeElement)) before.focus();
  };
}

/**
 * Moves a popover to a place in the window, in pixels; as far inside as it has to be.
 * @param size of the popover; larger than it is now if it will grow
 */
export function placeAt(
  popup: HTMLElement,
  left: number,
  top: number,
  size: { readonly width: number; readonly height: number } = popup.getBoundingClientRect(),
): void {
  popup.style.left = `${within(left, window.innerWidth - size.width)}px`;
  popup.style.top = `${within(top, window.innerHeight - size.height)}px`;
}

/**
 * Puts a popover under a field or button, or above it if there is more room.
 * @param gap pixels between both
 * @param most height in pixels that it never exceeds; as much as the window has if left out
 */
export function placeBelow(popup: HTMLElement, anchor: DOMRect, { gap = 2, most = Infinity } = {}): void {
  const [below, above] = [window.innerHeight - anchor.bottom - gap - margin, anchor.top - gap - margin];
  const wanted = Math.min(popup.scrollHeight + 2, most);
  const isBelow = below >= Math.min(wanted, 160) || below >= above;
  popup.style.maxHeight = `${Math.max(120, Math.min(most, isBelow ? below : above))}px`;
  const { width, height } = popup.getBoundingClientRect();
  popup.style.left = `${within(anchor.left, window.innerWidth - width)}px`;
  popup.style.top = `${isBelow ? anchor.bottom + gap : Math.max(margin, anchor.top - gap - height)}px`;
}

function within(at: number, most: number): number {
  return Math.max(margin, Math.min(at, most - margin));
}
