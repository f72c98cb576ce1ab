import { bandReach } from '../../draw';
import { list } from '../../format';
import { edgeEnds, shortName, titleOf } from '../../plan';
import type { Draft, PacketContext } from '../context';
import type { Box } from '../display-list';
import { isLegible, legibleScale } from '../drawing/draw-cards';
import type { PlanDrawing } from '../drawing/plan-drawing';
import { boxOnSheet, type View } from '../drawing/view';
import { Pen } from '../pen';
import { oneLine } from '../texts';
import { drawFigure, figureWords } from './figure';
import { legendOf } from './legend';
import { Panel, type PanelEntry } from './panel';
import { wholeArea, type Tile } from './tiles';

/** The largest scale of a drawing on paper: a small plan does not fill a wall. */
export const largestScale = 0.9375;

/** Room of a sheet that shows the whole plan, and what is below it. */
interface OverviewRoom {
  readonly heading: number;
  readonly figure: Box;
  readonly legendTop: number;
  readonly panelTop: number;
  readonly panelHeight: number;
  /** True if all of the small print has room. */
  readonly isPrintWhole: boolean;
}

/**
 * The whole plan on one sheet.
 * @param isWhole true if this sheet shows every detail
 * @param tiles those of the detail sheets
 */
export function overviewSheet(
  context: PacketContext,
  first: number,
  isWhole: boolean,
  tiles: readonly Tile[],
  sheetOfTile: (tile: number) => number,
): Draft {
  const { drawing, texts, look } = context;
  const pen = new Pen(texts);
  const body = context.bodyOf(first);
  const title = isWhole ? 'The plan' : 'Overview';
  const room = roomOf(context, body, isWhole);
  const view = viewIn(drawing, room.figure);
  pen.open('Sect', { key: 'part-overview' });
  pen.target('part-overview', body.x, body.y);
  pen.bookmark(1, title, body.y);
  const { size, palette } = look;
  pen.element('H1', () => pen.text(body.x, body.y + size.heading, title, { size: size.heading, face: 'medium', colour: palette.text }));
  const { nodes, notes, edges } = drawing;
  if (nodes.size === 0)
    pen.element('P', () =>
      pen.text(body.x, room.figure.y + size.body, 'The plan has no nodes.', { size: size.body, colour: palette.text }),
    );
  const shown = {
    nodes: new Set(nodes.keys()),
    notes: new Set(notes.map(({ id }) => id)),
    edges,
    isHome: isWhole,
    over: () => {
      for (const [at, tile] of tiles.entries()) drawTileFrame(drawing, view, tile, sheetOfTile(at), pen);
    },
  };
  drawFigure(drawing, view, shown, figureWords(drawing), pen);
  for (const [at, tile] of tiles.entries()) {
    const sheet = sheetOfTile(at);
    pen.link(chipOf(drawing, view, tile, sheet), { target: `sheet-${sheet}` }, oneLine(`Sheet ${sheet}: ${tile.title}`));
  }
  if (!isLegible(view.scale, look)) drawLaneNames(drawing, view, body, pen);
  legendOf(drawing, body.width).draw(pen, body.x, room.legendTop);
  const panel = { x: body.x, y: room.panelTop, width: body.width, height: room.panelHeight };
  new Panel(texts, look).draw(entriesOf(context, isWhole), panel, pen);
  pen.close();
  return { title, pen, scale: view.scale };
}

/** Whether one sheet shows the whole plan with every text legible, and at which scale. */
export function isLegibleWhole(
  context: Omit<PacketContext, 'sheetOf'>,
  sheet: number,
): { readonly isLegible: boolean; readonly scale: number } {
  const body = context.bodyOf(sheet);
  const { figure, isPrintWhole } = roomOf(context, body, true);
  const { scale } = viewIn(context.drawing, figure);
  return { isLegible: isPrintWhole && scale >= legibleScale(context.look) - 1e-9, scale };
}

function roomOf(context: Omit<PacketContext, 'sheetOf'>, body: Box, isWhole: boolean): OverviewRoom {
  const { drawing, texts, look } = context;
  const heading = look.size.heading * 1.6;
  const legend = legendOf(drawing, body.width);
  const panel = new Panel(texts, look).heightFor(entriesOf(context, isWhole), body.width);
  const most = body.height * 0.4;
  const panelHeight = Math.min(panel, most);
  const height = body.height - heading - legend.height - panelHeight - 8;
  return {
    heading,
    figure: { x: body.x, y: body.y + heading, width: body.width, height },
    legendTop: body.y + heading + height + 2,
    panelTop: body.y + heading + height + legend.height + 6,
    panelHeight,
    isPrintWhole: panel <= most,
  };
}

/** The whole plan as large as it fits a box, in its middle. */
function viewIn(drawing: PlanDrawing, box: Box): View {
  const area = wholeArea(drawing);
  const fit = (width: number) => Math.min(width / area.width, box.height / area.height, largestScale);
  const gutter = isLegible(fit(box.width), drawing.look) || drawing.goesRight ? 0 : laneGutter(drawing);
  const scale = fit(box.width - gutter);
  const free = box.width - gutter - area.width * scale;
  return { area, scale, x: box.x + gutter + free / 2, y: box.y + (box.height - area.height * scale) / 2 };
}

/** Room for the names of lanes beside a drawing that has none for them inside. */
function laneGutter({ texts, look, bands }: PlanDrawing): number {
  return bands.length === 0
    ? 0
    : Math.min(90, Math.max(...bands.map(({ band }) => texts.width(band.title, look.size.small, 'medium'))) + 8);
}

/** The names of lanes beside a small drawing, or above one whose stages go right; those without room are in the legend. */
function drawLaneNames(drawing: PlanDrawing, view: View, body: Box, pen: Pen): void {
  const { bands, goesRight, texts, look } = drawing;
  const size = look.size.small;
  const style = { size, face: 'medium', colour: look.palette.muted } as const;
  let last = -Infinity;
  for (const { band, box } of bands) {
    const onSheet = boxOnSheet(view, box);
    if (goesRight) {
      const words = texts.fit(band.title, onSheet.width - 2, size, 'medium');
      const isReadable = words === band.title || words.length > 4;
      if (isReadable)
        pen.element('P', () => pen.text(onSheet.x + 1, Math.max(body.y + look.size.heading * 1.6, onSheet.y - 2), words, style));
      continue;
    }
    const baseline = onSheet.y + onSheet.height / 2 + size * 0.35;
    if (baseline - last < size * 1.15) continue;
    last = baseline;
    const left = boxOnSheet(view, { ...box, x: box.x - bandReach }).x;
    const room = left - 4 - body.x;
    pen.element('P', () => pen.text(left - 4, baseline, texts.fit(band.title, room, size, 'medium'), { ...style, align: 'right' }));
  }
}

/** The outline of a detail sheet over the plan, with its number. */
function drawTileFrame(drawing: PlanDrawing, view: View, tile: Tile, sheet: number, pen: Pen): void {
  const { palette, size, accent } = drawing.look;
  pen.rect(gridOf(view, tile), { stroke: { colour: accent, width: 0.9, dash: [5, 2.5] }, radius: 2 });
  const chip = chipOf(drawing, view, tile, sheet);
  pen.rect(chip, { fill: accent, radius: 2 });
  const [x, y] = [chip.x + chip.width / 2, chip.y + size.small * 1.05];
  pen.text(x, y, String(sheet), { size: size.small, face: 'bold', colour: palette.background, align: 'middle' });
}

function gridOf(view: View, { content: { x, y, width, height } }: Tile): Box {
  return boxOnSheet(view, { x: x - 14, y: y - 14, width: width + 28, height: height + 28 });
}

/** The box of a sheet's number, at the corner of its outline. */
function chipOf({ texts, look: { size } }: PlanDrawing, view: View, tile: Tile, sheet: number): Box {
  const grid = gridOf(view, tile);
  const width = texts.width(String(sheet), size.small, 'bold') + 6;
  return { x: grid.x - 2, y: grid.y - size.small * 0.7, width, height: size.small * 1.4 };
}

/** Findings that the drawing has no room to name: those about the whole plan, and the rest of long marks. */
function entriesOf({ drawing, input }: Pick<PacketContext, 'drawing' | 'input'>, isWhole: boolean): readonly PanelEntry[] {
  const whole = input.findings.filter(({ nodes, edges }) => nodes.length === 0 && edges.length === 0).map(({ number }) => number);
  const general =
    whole.length > 0
      ? [{ text: `Findings about the whole plan: ${list(whole.map(String), 'and')}.`, to: { target: `finding-${whole[0] ?? 0}` } }]
      : [];
  return isWhole ? [...general, ...longMarks(drawing)] : general;
}

/** What the marks say that only name their first findings. @param isShown of nodes and edges, all by default */
export function longMarks(
  { marks, plan }: PlanDrawing,
  isShown: (mark: PlanDrawing['marks'][number]) => boolean = () => true,
): readonly PanelEntry[] {
  return marks
    .filter((mark) => mark.findings.length > 2 && isShown(mark))
    .map(({ type, id, findings }) => {
      const { from, to } = edgeEnds(id);
      const name = type === 'node' ? shortName(titleOf(plan, id)) : `${shortName(titleOf(plan, from))} to ${shortName(titleOf(plan, to))}`;
      return {
        text: `Findings at ${name}: ${findings.map(({ number }) => number).join(', ')}`,
        to: { target: `finding-${findings[0]?.number ?? 0}` },
      };
    });
}
