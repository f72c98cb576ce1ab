import { around } from '../draw';
import { shortName, type NodeId, type NoteId } from '../plan';
import type { Box, DisplayList, Shaper } from './display-list';
import { planDrawing, type PlanDrawing } from './drawing/plan-drawing';
import { grown } from './drawing/view';
import type { DrawingInput } from './input';
import { lookOf, type Look } from './look';
import { Pen, round } from './pen';
import { drawFigure, figureWords, type Shown } from './sheets/figure';
import { legendOf } from './sheets/legend';
import { wholeArea } from './sheets/tiles';
import { oneLine, Texts } from './texts';

/** What a picture of a plan shows besides the plan. */
export interface PictureOptions {
  /** Above the drawing; with `date`, the day beside it. */
  readonly title?: string;
  readonly date?: string;
  readonly legend?: boolean;
  /** True for a picture without a background. */
  readonly isTransparent?: boolean;
  /** The nodes and notes to show; all by default, and also where the plan has none of them. Edges are shown if both of their ends are. */
  readonly only?: { readonly nodes: readonly NodeId[]; readonly notes: readonly NoteId[] } | undefined;
}

/** Points for a unit of the plan at full size, which is a CSS pixel. */
const pointsPerUnit = 0.75;
const inset = 12;

/**
 * One sheet the size of a plan's drawing, for a picture.
 * @param scale 1 for full size: a unit of the plan is a CSS pixel, or 0.75 pt
 */
export function drawingSheet(input: DrawingInput, shaper: Shaper, scale: number, options: PictureOptions = {}): DisplayList {
  const texts = new Texts(shaper);
  const unit = pointsPerUnit * scale;
  const look = scaled(lookOf(input.colours ?? 'colour', 0), unit);
  const drawing = planDrawing(input, texts, look);
  const { nodes, notes, edges } = drawing;
  const part = options.only && partOf(drawing, options.only);
  const area = part?.area ?? wholeArea(drawing);
  const width = area.width * unit;
  const titleHeight = options.title === undefined && options.date === undefined ? 0 : look.size.heading * 1.8;
  const legend = options.legend ? legendOf(drawing, width - 2 * inset * unit) : { height: 0, draw: () => undefined };
  const legendHeight = legend.height > 0 ? legend.height + inset * unit : 0;
  const height = area.height * unit + titleHeight + legendHeight;
  const pen = new Pen(texts);
  const { palette, size } = look;
  if (!options.isTransparent) pen.artifact(() => pen.rect({ x: 0, y: 0, width, height }, { fill: palette.background }));
  const name = oneLine(shortName(input.plan.name));
  if (titleHeight > 0) {
    const date = options.date ?? '';
    const [left, right] = [inset * unit, width - inset * unit];
    const room = right - left - texts.width(date, size.body) - inset * unit;
    const title = texts.fit(options.title ?? '', room, size.heading, 'medium');
    pen.element('H1', () => pen.text(left, size.heading * 1.3, title, { size: size.heading, face: 'medium', colour: palette.text }));
    pen.element('P', () => pen.text(right, size.heading * 1.3, date, { size: size.body, colour: palette.muted, align: 'right' }));
  }
  const shown = part?.shown ?? {
    nodes: new Set(nodes.keys()),
    notes: new Set(notes.map(({ id }) => id)),
    edges,
    isHome: false,
  };
  drawFigure(drawing, { area, scale: unit, x: 0, y: titleHeight }, shown, figureWords(drawing), pen);
  legend.draw(pen, inset * unit, titleHeight + area.height * unit);
  // a picture has nowhere to lead to
  const marks = pen.marks.filter(({ kind }) => kind !== 'link');
  return { title: name, language: 'en', sheets: [{ width: round(width), height: round(height), title: name, marks }] };
}

/** What of a drawing is shown, and the area around it; `undefined` if the drawing has none of it. */
function partOf(
  { nodes, notes, edges }: PlanDrawing,
  only: NonNullable<PictureOptions['only']>,
): { readonly area: Box; readonly shown: Shown } | undefined {
  const chosen = new Set<string>(only.nodes.filter((id) => nodes.has(id)));
  const chosenNotes = new Set<string>(only.notes);
  const between = edges.filter(({ edge }) => chosen.has(edge.from) && chosen.has(edge.to));
  const cards = [...chosen].flatMap((id) => nodes.get(id)?.box ?? []);
  const papers = notes.filter(({ id }) => chosenNotes.has(id)).map(({ box }) => box);
  const items = around([...cards, ...papers]);
  if (!items) return undefined;
  // an edge may run beside the cards that it joins
  const area = around([
    grown(items, { x: 44, top: 44, bottom: 32 }),
    ...between.map(({ bounds }) => grown(bounds, { x: 8, top: 8, bottom: 8 })),
  ]);
  return area && { area, shown: { nodes: chosen, notes: chosenNotes, edges: between, isHome: false } };
}

function scaled(look: Look, unit: number): Look {
  const at = (size: number) => size * unit;
  return { ...look, size: { title: at(20), heading: at(16), subheading: at(13), body: at(11), small: at(10) } };
}
