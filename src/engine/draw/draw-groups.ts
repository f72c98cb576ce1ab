import { frameTitleHeight, legible, noteFontSize, noteLineHeight, notePadding, noteWidth, shortNote, type Note, type Plan } from '../plan';
import { escape } from './escape';
import type { Palette } from './palette';
import type { PlanGeometry } from './plan-geometry';
import { breakLines, fitText } from './text-lines';
import { isMeasured } from './text-width';

/* Parts of a drawing other than cards and edges: frames around groups, always open, and notes. */

export interface Piece {
  /** Id of the group or note. */
  readonly id: string;
  readonly svg: string;
}

/** The frames of a plan's groups, to be drawn before everything inside them. */
export function drawFrames(frames: PlanGeometry['frames'], palette: Palette): Piece[] {
  return frames.map(({ id, title, box }) => {
    const label = fitText(title, box.width - 20, 12, 'medium');
    const svg = [
      `<g class="group" data-group="${escape(id)}" transform="translate(${box.x} ${box.y})"><title>${escape(title)}</title>`,
      `<rect width="${box.width}" height="${box.height}" rx="10" fill="${palette.muted}" fill-opacity="0.06" stroke="${palette.muted}" stroke-width="1"/>`,
      `<text x="10" y="${frameTitleHeight - 5}" font-size="12" font-weight="500" fill="${palette.text}">${escape(label)}</text></g>`,
    ].join('');
    return { id, svg };
  });
}

/** A note is a sheet with a corner turned down, so that it is not taken for a card. */
export function drawNotes(notes: PlanGeometry['notes'], plan: Plan, palette: Palette): Piece[] {
  return notes.map(({ id, lines, box: { x, y, height } }) => {
    const texts = lines.map(
      (line, at) =>
        `<text${isMeasured(line) ? '' : ' clip-path="url(#note-text)"'} x="${notePadding}" y="${notePadding + at * noteLineHeight + noteFontSize}" font-size="${noteFontSize}" fill="${palette.text}">${escape(line)}</text>`,
    );
    const [sheet, corner] = notePaths(height);
    const svg = [
      `<g class="note" data-note="${escape(id)}" transform="translate(${x} ${y})"><title>${escape(shortNote(plan.notes[id]?.text ?? ''))}</title>`,
      `<path d="${sheet}" fill="${palette.card}" stroke="${palette.cardBorder}" stroke-width="1"/>`,
      `<path d="${corner}" fill="none" stroke="${palette.cardBorder}" stroke-width="1"/>`,
      ...texts,
      '</g>',
    ].join('');
    return { id, svg };
  });
}

/** Size of a note's folded corner. */
const fold = 12;

/** A note's outline and its folded corner, as paths from its upper left corner. */
export function notePaths(height: number): readonly [sheet: string, corner: string] {
  return [`M0 0H${noteWidth - fold}L${noteWidth} ${fold}V${height}H0Z`, `M${noteWidth - fold} 0V${fold}H${noteWidth}`];
}

/** The lines of a note. @param breakLine breaks one line of its text to the width of a note */
export function noteLines({ text }: Note, breakLine: (line: string, width: number) => readonly string[]): readonly string[] {
  const lines = legible(shortNote(text))
    .split('\n')
    .flatMap((line) => {
      const broken = breakLine(line, noteWidth - 2 * notePadding);
      return broken.length > 0 ? broken : [''];
    });
  while (lines.length > 1 && lines.at(-1) === '') lines.pop();
  return lines;
}

/** The lines of a note, broken by the widths of Roboto. Its own line breaks are kept. */
export function linesOfNote(note: Note): readonly string[] {
  return noteLines(note, (line, width) => breakLines(line, width, noteFontSize));
}
