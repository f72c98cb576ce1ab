/* Zoom levels at which a card can be read, and limits above which a plan is drawn as a picture instead of cards. */

/** Details drawn of a node: the whole card, its name and mark, or a block in the colour of its lane. */
export type Level = 'card' | 'name' | 'block';

/** From this zoom on cards can be read and used, so they are always drawn. Nodes whose names cannot be read are revealed this large. */
export const readableZoom = 0.6;

/** From this zoom on the names of nodes can be read, so nothing has to come nearer to be known. */
export const recognisableZoom = 0.28;

/** The browser lays out and moves this many cards within a frame, with their edges. */
const mostCards = 150;
/** Below this number cards return: a pan along the limit must not flicker. */
const fewCards = 120;

export function levelAt(zoom: number): Level {
  if (zoom >= 0.5) return 'card';
  return zoom >= recognisableZoom ? 'name' : 'block';
}

/**
 * True if the plan is drawn on one canvas element.
 * @param cardsInView number of cards in view; it need not be counted beyond `enoughCards`
 * @param before the previous result
 */
export function isOverview(zoom: number, cardsInView: number, before: boolean): boolean {
  return zoom < readableZoom && cardsInView > (before ? fewCards : mostCards);
}

/** The highest count that `isOverview` needs. */
export const enoughCards = mostCards + 1;
