import type { Box } from '../display-list';
import { drawEdge, edgeStroke } from '../drawing/draw-edges';
import { reversed, type BoxSide } from '../drawing/paths';
import type { PlanDrawing } from '../drawing/plan-drawing';
import { boxOnSheet, toSheet, type View } from '../drawing/view';
import type { Pen } from '../pen';
import type { Connector } from './connectors';
import { spreadAlong } from './spread';
import type { Tile } from './tiles';

/* The border of a detail sheet: connectors where edges go on elsewhere, and match lines along which sheets meet. */

/** Room between the drawing and the border of its sheet's body, in points. */
export interface BorderRoom {
  readonly x: number;
  readonly y: number;
}

export interface BorderInput {
  readonly at: number;
  readonly tiles: readonly Tile[];
  readonly connectors: readonly Connector[];
  readonly sheetOfTile: (tile: number) => number;
  readonly view: View;
  readonly drawing: PlanDrawing;
  readonly room: BorderRoom;
  readonly body: Box;
}

/** Draws the lines that lead to connectors, under the cards. */
export function drawStubs(connectors: readonly Connector[], view: View, drawing: PlanDrawing, pen: Pen): void {
  for (const { edges, points, isOut } of connectors) {
    const [first] = edges;
    // a line that comes in ends at its node with the mark of its kind
    if (first) drawEdge(first.drawn, view, drawing, pen, isOut ? points : reversed(points), !isOut);
  }
}

const sides: readonly BoxSide[] = ['top', 'right', 'bottom', 'left'];
const gap = 1.5;

interface Chip {
  readonly words: string;
  readonly side: BoxSide;
  /** Where on the border it is wanted, in points along the side. */
  readonly at: number;
  readonly width: number;
  /** None for the name of a match line. */
  readonly connectors: readonly Connector[];
  readonly sheets: readonly number[];
}

export function drawBorder(input: BorderInput, pen: Pen): void {
  const { view, drawing, body, room } = input;
  const { look, texts } = drawing;
  const size = look.smallest;
  const height = size * 1.5;
  const area = boxOnSheet(view, view.area);
  const widthOf = (words: string) => texts.width(words, size, 'medium') + 5;
  const match = sides.flatMap((side) => matchLine(side, input, pen).map((chip) => ({ ...chip, width: widthOf(chip.words) })));
  const wanted = input.connectors.map((connector): Chip => {
    const [x, y] = toSheet(view, connector.at);
    const { side } = connector;
    const words = String(connector.number);
    const sheets = [...new Set(connector.edges.map(({ tile }) => input.sheetOfTile(tile)))];
    return { words, side, at: side === 'top' || side === 'bottom' ? x : y, width: widthOf(words), connectors: [connector], sheets };
  });
  // what has no room at the sides goes below
  const perSide = Math.max(1, Math.floor(area.height / (height + gap)));
  for (const side of ['left', 'right'] as const) {
    const here = [...match, ...wanted].filter((chip) => chip.side === side);
    for (const chip of here.slice(perSide)) {
      const at = wanted.indexOf(chip);
      if (at >= 0) wanted[at] = { ...chip, side: 'bottom', at: side === 'left' ? area.x : area.x + area.width };
    }
  }
  for (const side of sides) {
    const isFlat = side === 'top' || side === 'bottom';
    const here = [...match, ...wanted].filter((chip) => chip.side === side).sort((a, b) => a.at - b.at);
    if (!isFlat) {
      const starts = spreadAlong(
        here.map(({ at }) => ({ at, length: height + gap })),
        area.y,
        area.y + area.height,
      );
      for (const [index, chip] of here.entries()) {
        const width = Math.min(chip.width, room.x - 2);
        const x = side === 'left' ? area.x - 2 - width : area.x + area.width + 2;
        drawChip(chip, { x, y: starts[index] as number, width, height }, input, pen);
      }
      continue;
    }
    const rows = inRows(here, body.width, widthOf);
    for (const [row, chips] of rows.entries()) {
      const starts = spreadAlong(
        chips.map(({ at, width }) => ({ at, length: width + gap })),
        body.x,
        body.x + body.width,
      );
      const y = side === 'top' ? area.y - (row + 1) * (height + 2) : area.y + area.height + 2 + row * (height + 2);
      for (const [index, chip] of chips.entries()) drawChip(chip, { x: starts[index] as number, y, width: chip.width, height }, input, pen);
    }
  }
}

/** Chips in one row if they fit, else in two; what does not fit there is joined in one. */
function inRows(chips: readonly Chip[], room: number, widthOf: (words: string) => number): readonly (readonly Chip[])[] {
  const lengthOf = (some: readonly Chip[]) => some.reduce((sum, { width }) => sum + width + gap, 0);
  if (lengthOf(chips) <= room) return [chips];
  const rows = () => [0, 1].map((row) => kept.filter((_, at) => at % 2 === row));
  let kept = [...chips];
  while (rows().some((row) => lengthOf(row) > room)) {
    // the two neighbours that stand for the fewest connectors share a chip
    const at = fewest(kept);
    const [a, b] = [kept[at], kept[at + 1]];
    if (!a || !b) break;
    const numbers = [...a.connectors, ...b.connectors].map(({ number }) => number).sort((x, y) => x - y);
    const words = `${numbers[0] ?? ''}+${numbers.length - 1}`;
    const joined = {
      ...a,
      words,
      width: widthOf(words),
      connectors: [...a.connectors, ...b.connectors],
      sheets: [...new Set([...a.sheets, ...b.sheets])],
    };
    kept = [...kept.slice(0, at), joined, ...kept.slice(at + 2)];
  }
  return rows();
}

/** Index of the first of two neighbouring chips of connectors that stand for the fewest; -1 if there are no two. */
function fewest(chips: readonly Chip[]): number {
  let best = { at: -1, count: Infinity };
  for (const [at, { connectors }] of chips.entries()) {
    const next = chips[at + 1]?.connectors.length ?? 0;
    const count = connectors.length + next;
    if (connectors.length > 0 && next > 0 && count < best.count) best = { at, count };
  }
  return best.at;
}

function drawChip({ words, connectors, sheets, side }: Chip, box: Box, { view, drawing }: BorderInput, pen: Pen): void {
  const { look } = drawing;
  const size = look.smallest;
  const [first] = connectors;
  const colour = first ? look.palette.edge[first.kind] : look.accent;
  const link = () => sheets[0] !== undefined && pen.link(box, { target: `sheet-${sheets[0]}` }, `To sheet ${sheets.join(', ')}`);
  const text = () => pen.text(box.x + box.width / 2, box.y + size * 1.1, words, { size, face: 'medium', colour, align: 'middle' });
  if (!first) {
    pen.element('P', text);
    link();
    return;
  }
  for (const connector of connectors) {
    const from = toSheet(view, connector.at);
    const to =
      side === 'left'
        ? ([box.x + box.width, box.y + box.height / 2] as const)
        : side === 'right'
          ? ([box.x, box.y + box.height / 2] as const)
          : side === 'top'
            ? ([box.x + box.width / 2, box.y + box.height] as const)
            : ([box.x + box.width / 2, box.y] as const);
    const { width } = edgeStroke(connector.kind, view.scale, look);
    pen.artifact(() => pen.line(from, to, { colour: look.palette.edge[connector.kind], width: Math.min(0.6, width) }));
  }
  pen.group({ type: 'mark', id: connectors.map(({ number }) => `connector ${number}`).join(', ') }, undefined, () => {
    pen.rect(box, { fill: look.palette.background, stroke: { colour, width: 0.6 }, radius: 2 });
    text();
  });
  link();
}

/** Sheets whose content is farther away than this do not meet. */
const farthest = 120;

/** Draws the line along which this sheet meets those beside it. @returns its name, to be placed */
function matchLine(side: BoxSide, { at, tiles, view, drawing, sheetOfTile }: BorderInput, pen: Pen): Omit<Chip, 'width'>[] {
  const own = (tiles[at] as Tile).content;
  const isFlat = side === 'top' || side === 'bottom';
  const edge = edgeOf(own, side);
  const sign = side === 'top' || side === 'left' ? -1 : 1;
  const neighbours = tiles.flatMap(({ content }, other) => {
    if (other === at || !overlaps(own, content, isFlat)) return [];
    const distance = sign * (edgeOf(content, opposite[side]) - edge);
    return distance >= 0 && distance <= farthest ? [{ other, distance }] : [];
  });
  if (neighbours.length === 0) return [];
  const near = Math.min(...neighbours.map(({ distance }) => distance));
  const area = boxOnSheet(view, view.area);
  const stroke = { colour: drawing.look.accent, width: 0.8, dash: [9, 2.5, 1.5, 2.5] };
  const [x, y] = toSheet(view, [edge + (sign * near) / 2, edge + (sign * near) / 2]);
  pen.artifact(() => {
    if (isFlat) pen.line([area.x, clamp(y, area.y, area.height)], [area.x + area.width, clamp(y, area.y, area.height)], stroke);
    else pen.line([clamp(x, area.x, area.width), area.y], [clamp(x, area.x, area.width), area.y + area.height], stroke);
  });
  const sheets = neighbours.map(({ other }) => sheetOfTile(other)).sort((a, b) => a - b);
  const numbers = sheets.length === 1 ? String(sheets[0] ?? '') : `${sheets[0] ?? ''}–${sheets.at(-1) ?? ''}`;
  // beside a drawing there is no room for more
  const words = isFlat ? `${sheets.length === 1 ? 'Sheet' : 'Sheets'} ${numbers}` : sheets.length === 1 ? `Sheet ${numbers}` : numbers;
  const middle = isFlat ? area.x + area.width / 2 : area.y + area.height / 2;
  return [{ words, side, at: middle, connectors: [], sheets }];
}

const opposite: Readonly<Record<BoxSide, BoxSide>> = { top: 'bottom', bottom: 'top', left: 'right', right: 'left' };

function edgeOf({ x, y, width, height }: Box, side: BoxSide): number {
  return side === 'top' ? y : side === 'bottom' ? y + height : side === 'left' ? x : x + width;
}

function overlaps(a: Box, b: Box, isFlat: boolean): boolean {
  return isFlat ? a.x < b.x + b.width && b.x < a.x + a.width : a.y < b.y + b.height && b.y < a.y + a.height;
}

function clamp(value: number, start: number, length: number): number {
  return Math.min(start + length, Math.max(start, value));
}
