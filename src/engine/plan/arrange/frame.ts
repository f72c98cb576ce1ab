import type { Group, NodeId, Position } from '../model';
import { boundsOf } from './lanes';

/** Room between a frame and the cards in it; frames of neighbouring rows do not meet. */
export const framePadding = 12;
/** Room for a frame's title, above its cards. */
export const frameTitleHeight = 22;

/** The size of a note's letters and lines; how high it is depends on its text. */
export const noteWidth = 208;
export const notePadding = 10;
export const noteFontSize = 12;
export const noteLineHeight = 16;

/** The frame around a group's cards, or `undefined` where none of them has a place. */
export function frameOf(group: Group, layout: Readonly<Record<NodeId, Position>>): ReturnType<typeof boundsOf> {
  const cards = boundsOf(group.nodes.flatMap((id) => (layout[id] ? [layout[id]] : [])));
  if (!cards) return undefined;
  const top = framePadding + frameTitleHeight;
  return { x: cards.x - framePadding, y: cards.y - top, width: cards.width + 2 * framePadding, height: cards.height + top + framePadding };
}
