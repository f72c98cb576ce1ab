import { notePaths } from '../../draw';
import { bandPadding, frameTitleHeight, noteFontSize, noteLineHeight, notePadding, noteWidth } from '../../plan';
import { oneLine } from '../texts';
import type { Pen } from '../pen';
import type { PlanDrawing } from './plan-drawing';
import { boxOnSheet, common, contains, toSheet, type View } from './view';

/* What lies under and beside the cards: lanes, frames of groups, and notes. Texts below the smallest size are left out. */

/** The least part of a lane in view that is named, in the plan's units. */
const leastNamed = 48;
const sizes = { lane: 11, frame: 12 } as const;

/** The lanes' bands, as far as they are in view. A lane's name is written where its band begins. */
export function drawLanes({ bands, goesRight, texts, look }: PlanDrawing, view: View, pen: Pen): void {
  const { palette, smallest } = look;
  for (const { band, box, isShaded } of bands) {
    const seen = common(box, view.area);
    if (!seen) continue;
    const onSheet = boxOnSheet(view, seen);
    const stripe = 4 * view.scale;
    pen.group({ type: 'lane', id: band.lane }, band.title, () => {
      pen.rect(onSheet, { fill: isShaded ? palette.band : palette.bandAlternate });
      const colour = palette.lane[band.lane];
      if (goesRight) pen.rect({ ...onSheet, height: stripe }, { fill: colour });
      else pen.rect({ ...onSheet, width: stripe }, { fill: colour });
      const size = sizes.lane * view.scale;
      // a lane whose cards are on other sheets is not named here
      const isNamed = goesRight ? seen.x === box.x && seen.width >= leastNamed : seen.y === box.y && seen.height >= leastNamed;
      if (size < smallest - 1e-9 || !isNamed) return;
      const label = texts.fit(band.title, onSheet.width - 16 * view.scale, size, 'medium');
      const y = onSheet.y + (bandPadding - 6) * view.scale;
      pen.text(onSheet.x + 12 * view.scale, y, label, { size, face: 'medium', colour: palette.muted });
    });
  }
}

/** The frames of groups, as far as they are in view. */
export function drawFrames({ frames, texts, look }: PlanDrawing, view: View, pen: Pen): void {
  const { palette, smallest } = look;
  const whole = boxOnSheet(view, view.area);
  for (const { id, title, box } of frames) {
    if (!common(box, view.area)) continue;
    const onSheet = boxOnSheet(view, box);
    const draw = () => {
      pen.rect(onSheet, {
        fill: palette.muted,
        opacity: 0.06,
        radius: 10 * view.scale,
        stroke: { colour: palette.muted, width: Math.max(view.scale, 0.3) },
      });
    };
    pen.group({ type: 'group', id }, oneLine(title), () => {
      if (contains(view.area, box)) draw();
      else pen.clip(whole, draw);
      const size = sizes.frame * view.scale;
      const at = common({ ...box, height: frameTitleHeight }, view.area);
      // a frame whose corner is on another sheet has its title there
      if (size < smallest - 1e-9 || at?.x !== box.x || at.height < frameTitleHeight) return;
      const label = texts.fit(title, (at.width - 20) * view.scale, size, 'medium');
      const y = onSheet.y + (frameTitleHeight - 5) * view.scale;
      pen.text(onSheet.x + 10 * view.scale, y, label, { size, face: 'medium', colour: palette.text });
    });
  }
}

/** Notes that are in view; of one that is not there in full, what is there. */
export function drawNotes({ notes, look }: PlanDrawing, view: View, pen: Pen, isShown: (id: string) => boolean): void {
  const { palette, smallest } = look;
  const { scale } = view;
  for (const { id, lines, box } of notes) {
    if (!isShown(id)) continue;
    const [x, y] = toSheet(view, [box.x, box.y]);
    const [sheet, corner] = notePaths(box.height);
    const size = noteFontSize * scale;
    const stroke = { colour: palette.cardBorder, width: Math.max(scale, 0.3) };
    pen.group({ type: 'note', id }, oneLine(lines.join(' ')), () => {
      const paths = () => {
        pen.path(sheet, { x, y, scale }, { fill: palette.card, stroke });
        pen.path(corner, { x, y, scale }, { stroke });
      };
      if (contains(view.area, box)) paths();
      else pen.clip(boxOnSheet(view, view.area), paths);
      if (size < smallest - 1e-9) return;
      for (const [at, line] of lines.entries()) {
        const top = notePadding + at * noteLineHeight;
        if (!contains(view.area, { x: box.x, y: box.y + top, width: noteWidth, height: noteLineHeight })) continue;
        pen.text(x + notePadding * scale, y + (top + noteFontSize) * scale, line, { size, colour: palette.text });
      }
    });
  }
}
