import type { Box } from '../display-list';
import type { Pen } from '../pen';
import type { Cloud } from './clouds';
import { isLegible } from './draw-cards';
import type { PlanDrawing } from './plan-drawing';
import { boxOnSheet, common, contains, toSheet, type View } from './view';

/** Between what changed and its cloud; edges are close to cards. */
const gaps = { node: 8, group: 8, note: 8, edge: 3 } as const;
/** Length of an arc, in the plan's units; on paper it is at least so many points. */
const arc = { units: 16, points: 3.5 } as const;
const numberSize = 10;
const triangleHeight = 19;
/** True if a view shows a part of a cloud. */
export function isInView({ box }: Cloud, { area }: View): boolean {
  return common(box, area) !== undefined;
}

/** Draws a cloud and its triangle; from afar the triangle has no number. @returns the box of the triangle on the sheet */
export function drawCloud({ number, kind, of, box: inside }: Cloud, view: View, { texts, look }: PlanDrawing, pen: Pen): Box {
  const { scale, area } = view;
  const gap = gaps[of.type];
  const colour = look.palette.change[kind === 'added' ? 'added' : 'changed'];
  const box = { x: inside.x - gap, y: inside.y - gap, width: inside.width + 2 * gap, height: inside.height + 2 * gap };
  const hasNumber = isLegible(scale, look);
  const words = String(number);
  const height = hasNumber ? triangleHeight : Math.max(triangleHeight, 4 / scale);
  const width = hasNumber ? Math.max(height * 1.15, texts.width(words, numberSize, 'bold') * 1.9 + 4) : height * 1.15;
  // on the corner of the cloud, or beside that of an edge, as far as the sheet shows that place
  const isEdge = of.type === 'edge';
  const place = isEdge ? [box.x + box.width + width / 2 + 2, inside.y + (inside.height - height) / 2] : [box.x + 10, inside.y - 3 - height];
  const middle = within(place[0] ?? 0, area.x + width / 2, area.x + area.width - width / 2);
  const top = within(place[1] ?? 0, area.y, area.y + area.height - height);
  const [x, y] = toSheet(view, [middle, top]);
  const triangle = boxOnSheet(view, { x: middle - width / 2, y: top, width, height });
  pen.group({ type: 'change', id: words }, `Change ${words}`, () => {
    const [left, upper] = toSheet(view, [box.x, box.y]);
    const outline = () =>
      pen.path(
        cloudPath(box.width, box.height, Math.max(arc.units, arc.points / scale)),
        { x: left, y: upper, scale },
        { stroke: { colour, width: Math.max(1.6 * scale, 0.5), join: 'round' } },
      );
    if (contains(area, { x: box.x - 8, y: box.y - 8, width: box.width + 16, height: box.height + 16 })) outline();
    else pen.clip(boxOnSheet(view, area), outline);
    pen.path(
      `M0 0L${round(width / 2)} ${round(height)}H${round(-width / 2)}Z`,
      { x, y, scale },
      { fill: hasNumber ? look.palette.background : colour, stroke: { colour, width: Math.max(1.4 * scale, 0.4), join: 'round' } },
    );
    if (!hasNumber) return;
    const baseline = y + (height - 3.2) * scale;
    pen.text(x, baseline, words, { size: numberSize * scale, face: 'bold', colour, align: 'middle' });
  });
  return triangle;
}

/** The outline of a cloud: arcs that bulge outwards along a rectangle. */
export function cloudPath(width: number, height: number, length: number): string {
  const sides = [
    [width, 1, 0],
    [height, 0, 1],
    [width, -1, 0],
    [height, 0, -1],
  ] as const;
  let [x, y] = [0, 0];
  let path = 'M0 0';
  for (const [side, dx, dy] of sides) {
    const count = Math.max(1, Math.round(side / length));
    const step = side / count;
    for (let at = 0; at < count; at += 1) {
      [x, y] = [x + dx * step, y + dy * step];
      path += `A${round(step * 0.6)} ${round(step * 0.6)} 0 0 1 ${round(x)} ${round(y)}`;
    }
  }
  return `${path}Z`;
}

function within(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(value, most));
}

function round(value: number): number {
  const rounded = Math.round(value * 100) / 100;
  return rounded === 0 ? 0 : rounded;
}
