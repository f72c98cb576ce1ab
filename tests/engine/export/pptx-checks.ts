import { expect } from 'vitest';
import { breakLines } from '#engine/draw';
import type { ExportInput } from '#engine/export';
import { elementsOf, textOf, type Element } from '../../harness/xml.ts';
import {
  checkPackage,
  child,
  partsOf,
  pathOf,
  shapeOf,
  siteOf,
  slidesFile,
  slidesOf,
  type ReadShape,
  type ReadSlide,
} from './pptx-reader.ts';

const page = { width: 960, height: 540 };

/** Everything that slides of any plan keep to. */
export function check(input: ExportInput): ReadSlide[] {
  const parts = partsOf(slidesFile(input).bytes);
  checkPackage(parts);
  const slides = slidesOf(parts);
  for (const slide of slides) {
    const ids = [...slide.shapes, ...slide.tables, ...slide.connectors.map(shapeOf)].map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const shape of slide.shapes) checkText(shape);
    for (const table of slide.tables) checkTable(table);
    for (const connector of slide.connectors) checkConnector(connector, slide);
  }
  const drawn = slides.flatMap((slide) => cardsOf(slide).map(({ name }) => name));
  expect(drawn.sort()).toEqual(Object.keys(input.graph.plan.nodes).sort());
  return slides;
}

/** The shapes of a drawing that stand for nodes. */
function cardsOf(slide: ReadSlide): ReadShape[] {
  return slide.title.startsWith('The pipeline') ? slide.shapes.filter(({ description }) => description !== '') : [];
}

/** Points that the lines of some paragraphs take, with the widths of Roboto, which is a little narrower than the font of the slides. */
function heightOf(paragraphs: readonly Element[], width: number): number {
  return paragraphs.reduce((sum, paragraph) => {
    const run = elementsOf(paragraph).find(({ name }) => name === 'a:rPr');
    const size = Number(run?.attributes['sz'] ?? 0) / 100;
    const weight = run?.attributes['b'] === '1' ? 'medium' : 'regular';
    return sum + Math.max(1, breakLines(textOf(paragraph), width / 1.02, size, weight).length) * size * 1.17;
  }, 0);
}

function checkText(shape: ReadShape): void {
  expect(shape.x).toBeGreaterThanOrEqual(0);
  expect(shape.y).toBeGreaterThanOrEqual(0);
  expect(shape.x + shape.width).toBeLessThanOrEqual(page.width);
  expect(shape.y + shape.height).toBeLessThanOrEqual(page.height);
  const inset = Number(child(shape.element, 'a:bodyPr').attributes['lIns']) / 12_700;
  const paragraphs = elementsOf(shape.element).filter(({ name }) => name === 'a:p');
  expect(heightOf(paragraphs, shape.width - 2 * inset), `${shape.name}: ${textOf(shape.element)}`).toBeLessThanOrEqual(
    shape.height - 2 * inset + 0.5,
  );
}

function checkTable({ element, y, width }: ReadShape): void {
  const columns = elementsOf(element)
    .filter(({ name }) => name === 'a:gridCol')
    .map(({ attributes }) => Number(attributes['w']) / 12_700);
  expect(columns.reduce((sum, one) => sum + one, 0)).toBeCloseTo(width, 1);
  let bottom = y;
  for (const row of elementsOf(element).filter(({ name }) => name === 'a:tr')) {
    const height = Number(row.attributes['h']) / 12_700;
    bottom += height;
    const cells = elementsOf(row).filter(({ name }) => name === 'a:tc');
    expect(cells).toHaveLength(columns.length);
    for (const [at, cell] of cells.entries()) {
      const paragraphs = elementsOf(cell).filter(({ name }) => name === 'a:p');
      expect(heightOf(paragraphs, (columns[at] ?? 0) - 10) + 6, textOf(cell)).toBeLessThanOrEqual(height + 0.5);
    }
  }
  expect(bottom).toBeLessThanOrEqual(505);
}

/** A connector that is glued begins and ends where its shapes have their places for lines. */
function checkConnector(connector: Element, slide: ReadSlide): void {
  const ends = ['a:stCxn', 'a:endCxn'].map((name) => elementsOf(connector).find((one) => one.name === name));
  if (shapeOf(connector).name.startsWith('Legend')) {
    expect(ends).toEqual([undefined, undefined]);
    return;
  }
  const path = pathOf(connector);
  for (const [at, end] of ends.entries()) {
    const shape = cardsOf(slide).find(({ id }) => id === end?.attributes['id']);
    if (!shape) throw new Error(`${shapeOf(connector).name} is glued to nothing.`);
    const [x, y] = siteOf(shape, end?.attributes['idx']);
    const [px, py] = path.at(at === 0 ? 0 : -1) ?? [NaN, NaN];
    expect(Math.hypot(x - px, y - py)).toBeLessThan(1.1); // an arc between places of one height is a point long
  }
}
