import { cardBaselines, cardIcon, cardStripe, cardText, numbersOf, type PlacedMark } from '../../draw';
import type { Pen } from '../pen';
import { oneLine } from '../texts';
import type { Severity } from '../../validate';
import type { Box } from '../display-list';
import type { Look } from '../look';
import type { DrawnNode, PlanDrawing } from './plan-drawing';
import { boxOnSheet, toSheet, type View } from './view';

const markSize = 10;

/** True if every text of a drawing is at least as large as the smallest allowed. */
export function isLegible(scale: number, { smallest }: Look): boolean {
  return scale * markSize >= smallest - 1e-6;
}

/** The smallest scale at which every text of a drawing is legible, in points for a unit. */
export function legibleScale({ smallest }: Pick<Look, 'smallest'>): number {
  return smallest / markSize;
}

/** Draws a card. One that is too small for its own texts has its title in the smallest size, as far as there is room, or none. */
export function drawCard(node: DrawnNode, view: View, drawing: PlanDrawing, pen: Pen): void {
  const { look } = drawing;
  const { palette } = look;
  const { words, lane, id, icon } = node;
  const { scale } = view;
  const box = boxOnSheet(view, node.box);
  const colour = palette.lane[lane];
  const full = isLegible(scale, look);
  pen.group({ type: 'node', id }, oneLine(`${words.title} (${words.service})`), () => {
    pen.rect(box, {
      fill: palette.card,
      radius: 8 * scale,
      stroke: {
        colour: words.isKnown ? palette.cardBorder : palette.severity.error,
        width: Math.max(scale, 0.25),
        ...(words.isKnown ? {} : { dash: [4 * scale, 3 * scale] }),
      },
    });
    pen.path(cardStripe, { x: box.x, y: box.y, scale }, { fill: colour });
    if (!full) return drawSmallTitle(node, box, drawing, pen);
    const iconScale = (scale * cardIcon.size) / 24;
    for (const { d, isFilled } of icon)
      pen.path(
        d,
        { x: box.x + cardIcon.x * scale, y: box.y + cardIcon.y * scale, scale: iconScale },
        isFilled ? { fill: colour } : { stroke: { colour, width: 1.75 * iconScale, cap: 'round', join: 'round' } },
      );
    const at = cardBaselines(words.cost !== undefined);
    const [x, room] = [box.x + cardText.x * scale, cardText.room * scale];
    const line = (text: string, y: number, size: number, face: 'regular' | 'medium', ink: string) =>
      pen.text(x, box.y + y * scale, drawing.texts.fit(text, room, size * scale, face), { size: size * scale, face, colour: ink });
    line(words.title, at.title, cardText.title, 'medium', palette.text);
    line(words.name, at.name, cardText.small, 'regular', palette.muted);
    if (words.cost !== undefined) line(words.cost, at.cost, cardText.small, 'regular', palette.text);
  });
}

function drawSmallTitle({ words, lane }: DrawnNode, box: Box, { texts, look }: PlanDrawing, pen: Pen): void {
  const size = look.smallest;
  const left = box.x + box.width * 0.07;
  const room = box.x + box.width - left - 1;
  const most = Math.floor(box.height / (size * 1.15));
  if (most < 1 || room < size * 4) {
    // from afar a card is its lane's colour
    pen.rect(box, { fill: look.palette.lane[lane], opacity: 0.35, radius: Math.min(2, box.height / 8) });
    return;
  }
  const lines = texts.firstLines(words.title, Math.min(most, 3), room, size, 'medium');
  const top = box.y + (box.height - lines.length * size * 1.15) / 2;
  for (const [at, line] of lines.entries())
    pen.text(left, top + at * size * 1.15 + size * 0.9, line, { size, face: 'medium', colour: look.palette.text });
}

/** Draws the mark of findings at a node or an edge; from afar a dot without numbers. @returns the mark's box on the sheet */
export function drawMark(mark: PlacedMark, view: View, { texts, look }: PlanDrawing, pen: Pen): Box {
  const { scale } = view;
  const colour = look.palette.severity[mark.severity ?? 'waived'];
  if (!isLegible(scale, look)) {
    const [x, y] = toSheet(view, ['right' in mark.at ? mark.at.right - 6 : mark.at.middle, mark.at.y]);
    const r = Math.max(1.2, 5 * scale);
    const box = { x: x - r, y: y - r, width: 2 * r, height: 2 * r };
    pen.group({ type: 'mark', id: mark.id }, undefined, () => pen.rect(box, { fill: colour, radius: r }));
    return box;
  }
  const numbers = numbersOf(mark.findings.map(({ number }) => number));
  const width = texts.width(numbers, markSize, 'medium') + 24;
  const left = 'right' in mark.at ? mark.at.right - width : mark.at.middle - width / 2;
  const box = boxOnSheet(view, { x: left, y: mark.at.y - 9, width, height: 18 });
  const [x, y] = toSheet(view, [left, mark.at.y]);
  pen.group({ type: 'mark', id: mark.id }, undefined, () => {
    pen.rect(box, { fill: colour, radius: 9 * scale });
    drawSeverity(mark.severity, [x + 9.5 * scale, y], scale, look.palette.background, pen);
    pen.text(x + 18 * scale, y + 3.5 * scale, numbers, { size: markSize * scale, face: 'medium', colour: look.palette.background });
  });
  return box;
}

const shapes: Readonly<Record<Severity, string>> = {
  error: 'M-2 -4.5h4l2.5 2.5v4l-2.5 2.5h-4l-2.5-2.5v-4z',
  warning: 'M0 -5l5 9h-10z',
  info: 'M-4 0A4 4 0 1 1 4 0A4 4 0 1 1 -4 0Z',
};

/** The shape of a severity around a point: an octagon, a triangle, a circle, or a ring for waived. */
export function drawSeverity(
  severity: Severity | undefined,
  [x, y]: readonly [number, number],
  scale: number,
  colour: string,
  pen: Pen,
): void {
  if (severity) pen.path(shapes[severity], { x, y, scale }, { fill: colour });
  else pen.path('M-3.25 0A3.25 3.25 0 1 1 3.25 0A3.25 3.25 0 1 1 -3.25 0Z', { x, y, scale }, { stroke: { colour, width: 1.5 * scale } });
}
