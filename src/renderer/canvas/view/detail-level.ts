/* How much of a card can be read, and from when on a plan is drawn as a picture instead of as cards. */

/** What is drawn of a node: all of its card, its name and its mark, or a block in the colour of its lane. */
export type Level = 'card' | 'name' | 'block';

/** From here on cards can be read and used, so they are always there. What is brought into view is shown at least this large. */
export const readableZoom = 0.6;

/** So many cards the browser lays out and moves within a frame, their edges included. */
const mostCards = 150;
/** Fewer than these and cards come back: a pan along the border between the two must not flicker. */
const fewCards = 120;

export function levelAt(zoom: number): Level {
  if (zoom >= 0.5) return 'card';
  return zoom >= 0.28 ? 'name' : 'block';
}

/**
 * Whether what is in view is drawn on one canvas element.
 * @param cardsInView how many cards are in view; it need not be counted beyond `enoughCards`
 * @param before whether it was drawn so until now
 */
export function isOverview(zoom: number, cardsInView: number, before: boolean): boolean {
  return zoom < readableZoom && cardsInView > (before ? fewCards : mostCards);
}

/** As many as `isOverview` has to know of. */
export const enoughCards = mostCards + 1;
