import {
  frameOf,
  frameTitleHeight,
  groupTitleOf,
  noteFontSize,
  noteLineHeight,
  notePadding,
  legible,
  shortName,
  shortNote,
  noteWidth,
  type Note,
  type Plan,
} from '../plan';
import { escape } from './escape';
import { isMeasured } from './text-width';
import type { Palette } from './palette';
import { breakLines, fitText } from './text-lines';

/* Parts of a drawing other than cards and edges: frames around groups, always open, and notes. */

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Piece {
  /** Id of the group or note. */
  readonly id: string;
  readonly box: Box;
  readonly svg: string;
}

/** The frames of a plan's groups, to be drawn before everything inside them. @param plan has a place for every node */
export function drawFrames(plan: Plan, palette: Palette): Piece[] {
  return Object.entries(plan.groups).flatMap(([id, group]) => {
    const box = frameOf(group, plan.layout);
    if (!box) return [];
    const title = shortName(groupTitleOf(plan, id));
    const label = fitText(title, box.width - 20, 12, 'medium');
    const svg = [
      `<g class="group" data-group="${escape(id)}" transform="translate(${box.x} ${box.y})"><title>${escape(title)}</title>`,
      `<rect width="${box.width}" height="${box.height}" rx="10" fill="${palette.muted}" fill-opacity="0.06" stroke="${palette.muted}" stroke-width="1"/>`,
      `<text x="10" y="${frameTitleHeight - 5}" font-size="12" font-weight="500" fill="${palette.text}">${escape(label)}</text></g>`,
    ].join('');
    return [{ id, box, svg }];
  });
}

/** A note is a sheet with a corner turned down, so that it is not taken for a card. */
export function drawNotes(plan: Plan, palette: Palette): Piece[] {
  return Object.entries(plan.notes).map(([id, note]) => {
    const lines = linesOf(note);
    const [x, y] = note.at;
    const height = lines.length * noteLineHeight + 2 * notePadding;
    const texts = lines.map(
      (line, at) =>
        `<text${isMeasured(line) ? '' : ' clip-path="url(#note-text)"'} x="${notePadding}" y="${notePadding + at * noteLineHeight + noteFontSize}" font-size="${noteFontSize}" fill="${palette.text}">${escape(line)}</text>`,
    );
    const svg = [
      `<g class="note" data-note="${escape(id)}" transform="translate(${x} ${y})"><title>${escape(shortNote(note.text))}</title>`,
      `<path d="M0 0H${noteWidth - fold}L${noteWidth} ${fold}V${height}H0Z" fill="${palette.card}" stroke="${palette.cardBorder}" stroke-width="1"/>`,
      `<path d="M${noteWidth - fold} 0V${fold}H${noteWidth}" fill="none" stroke="${palette.cardBorder}" stroke-width="1"/>`,
      ...texts,
      '</g>',
    ].join('');
    return { id, box: { x, y, width: noteWidth, height }, svg };
  });
}

/** Size of a note's folded corner. */
const fold = 12;

/** Its own line breaks are kept. */
function linesOf({ text }: Note): string[] {
  const lines = legible(shortNote(text))
    .split('\n')
    .flatMap((line) => {
      const broken = breakLines(line, noteWidth - 2 * notePadding, noteFontSize);
      return broken.length > 0 ? broken : [''];
    });
  while (lines.length > 1 && lines.at(-1) === '') lines.pop();
  return lines;
}
