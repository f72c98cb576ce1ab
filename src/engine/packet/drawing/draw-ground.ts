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

/** The lanes' bands, as far as they are in view. */
export function drawLanes({ bands, goesRight, look: { palette } }: PlanDrawing, view: View, pen: Pen): void {
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
    });
  }
}

/**
 * The names of lanes and groups, each where its band or frame begins. They are drawn over the edges, which would cross them out, and under the
 * cards.
 */
export function drawGroundTitles(drawing: PlanDrawing, view: View, pen: Pen): void {
  const { bands, frames, goesRight, look } = drawing;
  const { palette } = look;
  for (const { band, box, isShaded } of bands) {
    const seen = common(box, view.area);
    if (!seen) continue;
    // a lane whose cards are on other sheets is not named here
    const isNamed = goesRight ? seen.x === box.x && seen.width >= leastNamed : seen.y === box.y && seen.height >= leastNamed;
    if (!isNamed) continue;
    const { x, y, width } = boxOnSheet(view, seen);
    const at = { x: x + 12 * view.scale, y: y + (bandPadding - 6) * view.scale, room: width - 16 * view.scale };
    drawGroundTitle(
      band.title,
      at,
      { size: sizes.lane, colour: palette.muted, ground: isShaded ? palette.band : palette.bandAlternate },
      drawing,
      view,
      pen,
    );
  }
  for (const { title, box } of frames) {
    const seen = common({ ...box, height: frameTitleHeight }, view.area);
    // a frame whose corner is on another sheet has its title there
    if (seen?.x !== box.x || seen.height < frameTitleHeight) continue;
    const { x, y } = boxOnSheet(view, box);
    const at = { x: x + 10 * view.scale, y: y + (frameTitleHeight - 5) * view.scale, room: (seen.width - 20) * view.scale };
    drawGroundTitle(title, at, { size: sizes.frame, colour: palette.text, ground: palette.background }, drawing, view, pen);
  }
}

/** @param at where the text begins, and the width that it has, in points  @param style its size in the plan's units */
function drawGroundTitle(
  title: string,
  at: { readonly x: number; readonly y: number; readonly room: number },
  style: { readonly size: number; readonly colour: string; readonly ground: string },
  { texts, look }: PlanDrawing,
  { scale }: View,
  pen: Pen,
): void {
  const size = style.size * scale;
  if (size < look.smallest - 1e-9) return;
  const label = texts.fit(title, at.room, size, 'medium');
  if (label === '') return;
  const width = texts.width(label, size, 'medium');
  pen.rect(
    { x: at.x - 2 * scale, y: at.y - 0.95 * size, width: width + 4 * scale, height: 1.25 * size },
    { fill: style.ground, opacity: 0.9, radius: 2 * scale },
  );
  pen.text(at.x, at.y, label, { size, face: 'medium', colour: style.colour });
}

/** The frames of groups, as far as they are in view. */
export function drawFrames({ frames, look: { palette } }: PlanDrawing, view: View, pen: Pen): void {
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
