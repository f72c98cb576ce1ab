import type { Group, NodeId, Position } from '../model';
import { isSquare } from '../text-pieces';
import { shortNote } from '../wording/shown-text';
import { boundsOf } from './lanes';

/** Room between a frame and the cards in it; frames of neighbouring rows do not meet. */
export const framePadding = 8;
/** Room for a frame's title, above its cards. */
export const frameTitleHeight = 22;

/** Size of a note's letters and lines; its height depends on its text. */
export const noteWidth = 208;
export const notePadding = 10;
export const noteFontSize = 12;
export const noteLineHeight = 16;

/** Height to keep free for a note: that of its lines, estimated, since the font that draws them is not known here. */
export function noteHeight(text: string): number {
  const perLine = Math.floor((noteWidth - 2 * notePadding) / (noteFontSize * 0.6));
  const lines = shortNote(text)
    .split('\n')
    .map((line) => Math.max(1, Math.ceil([...line].reduce((sum, letter) => sum + (isSquare(letter) ? 1.7 : 1), 0) / perLine)));
  return lines.reduce((sum, count) => sum + count, 0) * noteLineHeight + 2 * notePadding;
}

/** The frame around a group's cards, or `undefined` if none of them has a place. */
export function frameOf(group: Group, layout: Readonly<Record<NodeId, Position>>): ReturnType<typeof boundsOf> {
  const cards = boundsOf(group.nodes.flatMap((id) => (layout[id] ? [layout[id]] : [])));
  if (!cards) return undefined;
  const top = framePadding + frameTitleHeight;
  return { x: cards.x - framePadding, y: cards.y - top, width: cards.width + 2 * framePadding, height: cards.height + top + framePadding };
}
