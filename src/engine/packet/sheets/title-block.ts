import { greatest, shortName, shortText } from '../../plan';
import type { Box, Mark } from '../display-list';
import type { PacketInput } from '../input';
import type { Look } from '../look';
import { round, type Pen } from '../pen';
import { oneLine, type Texts } from '../texts';
import { factsOf, sheetFactsOf, stripFactsOf, type Fact, type SheetFacts } from './title-facts';

/* The title block: a large one on the first sheet, a strip on the others. */

interface Block {
  readonly height: number;
  readonly draw: (pen: Pen, at: { readonly x: number; readonly y: number }, sheet: SheetFacts) => void;
}

const factWidth = 96;
/** The most room of a fact in a strip, in units of its text. */
const widest = 15;
const inset = 4;
/** Takes as much room as the facts of any sheet. */
const longest: SheetFacts = { title: 'Title '.repeat(60), number: 99_999, count: 99_999 };

export function titleBlocks(input: PacketInput, texts: Texts, look: Look, width: number): { readonly large: Block; readonly strip: Block } {
  return { large: largeBlock(input, texts, look, width), strip: strip(input, texts, look, width) };
}

function largeBlock(input: PacketInput, texts: Texts, look: Look, width: number): Block {
  const { plan, organisation, file } = input;
  const { size, palette } = look;
  const isWide = width >= 640;
  const signWidth = isWide ? 170 : width;
  const wordsWidth = isWide ? (width - signWidth) * 0.36 : width;
  const factsWidth = isWide ? width - signWidth - wordsWidth : width;
  const logo = logoIn(input, { width: 110, height: 32 });
  const room = wordsWidth - 2 * inset - (logo ? logo.width + 6 : 0);
  const name = texts.fit(shortName(plan.name), room, size.title, 'medium');
  const below = wordsWidth - 2 * inset;
  const summary = plan.summary ? texts.firstLines(shortText(plan.summary), isWide ? 6 : 3, below, size.body) : [];
  const owner = organisation?.name ? texts.firstLines(shortName(organisation.name), 2, room, size.small) : [];
  const headHeight = Math.max(logo ? logo.height + 4 : 0, owner.length * size.small * 1.3 + size.title * 1.3);
  const wordsHeight = headHeight + (summary.length + 1) * size.body * 1.3;
  const perRow = Math.max(3, Math.floor(factsWidth / factWidth));
  const facts = [...factsOf(input), ...sheetFactsOf(longest)];
  const cells = grid(facts, factsWidth, perRow, texts, look);
  const signHeight = (isWide ? 3 : 1) * (size.small * 3.4);
  const height = (isWide ? greatest([wordsHeight, cells.height, signHeight]) : wordsHeight + cells.height + signHeight + 4) + 2 * inset;
  const draw: Block['draw'] = (pen, { x, y }, sheet) => {
    frame(pen, { x, y, width, height }, look);
    let top = y + inset;
    if (logo) pen.element('Figure', () => pen.put(logo.at(x + wordsWidth - inset - logo.width, top)), { alt: logo.alt });
    for (const line of owner) {
      pen.text(x + inset, top + size.small, line, { size: size.small, colour: palette.muted });
      top += size.small * 1.3;
    }
    pen.element('H1', () => pen.text(x + inset, top + size.title, name, { size: size.title, face: 'medium', colour: palette.text }));
    top = y + inset + headHeight;
    pen.element('P', () => {
      for (const line of summary) {
        pen.text(x + inset, top + size.body, line, { size: size.body, colour: palette.text });
        top += size.body * 1.3;
      }
    });
    pen.element('P', () =>
      pen.text(x + inset, top + size.body, texts.fit(file, below, size.body), { size: size.body, colour: palette.muted }),
    );
    const [factsX, factsY] = isWide ? [x + wordsWidth, y + inset] : [x, y + inset + wordsHeight];
    if (isWide) pen.artifact(() => pen.line([factsX, y], [factsX, y + height], { colour: look.line, width: 0.5 }));
    grid([...factsOf(input), ...sheetFactsOf(sheet)], factsWidth, perRow, texts, look).draw(pen, factsX, factsY);
    const [signX, signY] = isWide ? [x + width - signWidth, y] : [x, y + height - signHeight];
    signOff({ x: signX, y: signY, width: signWidth, height: isWide ? height : signHeight }, isWide, look, texts, pen);
  };
  return { height, draw };
}

/** The organisation's logo as large as a box allows, in its own shape; `undefined` if there is none. */
function logoIn({ organisation, options }: PacketInput, most: { readonly width: number; readonly height: number }) {
  const logo = organisation?.logo;
  if (!logo) return undefined;
  const scale = Math.min(most.width / Math.max(1, logo.width), most.height / Math.max(1, logo.height));
  const [width, height] = [round(logo.width * scale), round(logo.height * scale)];
  const alt = organisation.name === undefined ? 'Logo of the organisation' : `Logo of ${oneLine(organisation.name)}`;
  const data = options.colours === 'grey' ? logo.grey : logo.data;
  const at = (x: number, y: number): Mark => ({
    kind: 'image',
    box: { x: round(x), y: round(y), width, height },
    type: 'image/png',
    data,
    alt,
  });
  return { width, height, alt, at };
}

/** Three boxes to be signed by hand. */
function signOff(box: Box, isColumn: boolean, look: Look, texts: Texts, pen: Pen): void {
  const { size, palette } = look;
  for (const [at, role] of ['Prepared', 'Checked', 'Approved'].entries()) {
    const cell = isColumn
      ? { x: box.x, y: box.y + (at * box.height) / 3, width: box.width, height: box.height / 3 }
      : { x: box.x + (at * box.width) / 3, y: box.y, width: box.width / 3, height: box.height };
    pen.artifact(() => pen.rect(cell, { stroke: { colour: look.line, width: 0.5 } }));
    const style = { size: size.small, colour: palette.muted };
    pen.element('P', () => {
      pen.text(cell.x + inset, cell.y + size.small * 1.2, role, style);
      pen.text(cell.x + cell.width * 0.6, cell.y + size.small * 1.2, texts.fit('Date', cell.width * 0.4 - inset, size.small), style);
    });
  }
}

function strip(input: PacketInput, texts: Texts, look: Look, width: number): Block {
  const { size, palette } = look;
  const rowHeight = size.small * 1.35 + size.body * 1.25 + 1;
  const logo = logoIn(input, { width: Math.min(84, width / 5), height: 2 * rowHeight });
  const aside = logo ? logo.width + 2 * inset : 0;
  const rows = packed(
    [...stripFactsOf(input), ...sheetFactsOf(longest).slice(0, 2), { label: 'Checked, date', value: '' }],
    texts,
    look,
    width - aside,
  );
  const height = Math.max(rows.length * rowHeight, logo?.height ?? 0) + 2 * inset;
  const draw: Block['draw'] = (pen, { x, y }, sheet) => {
    const own = new Map(sheetFactsOf(sheet).map(({ label, value }) => [label, value]));
    frame(pen, { x, y, width, height }, look);
    pen.artifact(() => {
      if (logo) pen.put(logo.at(x + inset, y + (height - logo.height) / 2));
      for (const [at, row] of rows.entries()) {
        const top = y + inset + at * rowHeight;
        for (const { fact, left: inRow, width: cell } of row) {
          const left = inRow + aside;
          const room = cell - inset;
          pen.text(x + left + inset, top + size.small, texts.fit(fact.label, room, size.small), {
            size: size.small,
            colour: palette.muted,
          });
          const value = texts.fit(own.get(fact.label) ?? fact.value, room, size.body);
          pen.text(x + left + inset, top + size.small * 1.35 + size.body * 0.95, value, { size: size.body, colour: palette.text });
        }
      }
    });
  };
  return { height, draw };
}

/** Facts in rows, each with the width that it needs, up to a limit; what is left is shared out. The rows are about equally full. */
function packed(facts: readonly Fact[], texts: Texts, { size }: Look, width: number) {
  const all = facts.map((fact) => {
    const own = Math.max(texts.width(oneLine(fact.label), size.small), texts.width(oneLine(fact.value), size.body));
    return { fact, needed: Math.min(own, widest * size.body) + 3 * inset };
  });
  const total = all.reduce((sum, { needed }) => sum + needed, 0);
  const rows: (typeof all)[] = [];
  // a row that is not full takes one more fact than its share, as long as it fits
  for (let count = Math.ceil(total / width); rows.length === 0; count += 1) {
    const share = total / count;
    let used = Infinity;
    for (const one of all) {
      if (used >= share || used + one.needed > width) {
        rows.push([]);
        used = 0;
      }
      rows.at(-1)?.push(one);
      used += one.needed;
    }
    if (rows.length > count) rows.length = 0;
  }
  return rows.map((row) => {
    const more = (width - row.reduce((sum, { needed }) => sum + needed, 0)) / row.length;
    let left = 0;
    return row.map(({ fact, needed }) => {
      const cell = { fact, left, width: Math.min(needed + more, width) };
      left += cell.width;
      return cell;
    });
  });
}

function frame(pen: Pen, box: Box, { line, palette }: Look): void {
  pen.artifact(() => pen.rect(box, { fill: palette.background, stroke: { colour: line, width: 0.8 } }));
}

/** Lines of a fact's value in the large block, at most. */
const mostLines = 3;

/** Facts in rows of as many as fit. Heights are those of the values. */
function grid(facts: readonly Fact[], width: number, perRow: number, texts: Texts, { size, palette }: Look) {
  const cell = width / perRow;
  const room = cell - 2 * inset;
  const rows: { readonly fact: Fact; readonly lines: readonly string[] }[][] = [];
  for (const [at, fact] of facts.entries()) {
    const value = texts.firstLines(fact.value, mostLines, room, size.body);
    if (at % perRow === 0) rows.push([]);
    rows.at(-1)?.push({ fact, lines: value });
  }
  const heights = rows.map((row) => size.small * 1.35 + Math.max(1, greatest(row.map((one) => one.lines.length))) * size.body * 1.25 + 1);
  return {
    height: heights.reduce((sum, one) => sum + one, 0),
    draw: (pen: Pen, x: number, y: number) => {
      let top = y;
      for (const [at, row] of rows.entries()) {
        for (const [index, { fact, lines: value }] of row.entries()) {
          const left = x + index * cell + inset;
          const draw = () => {
            pen.text(left, top + size.small, texts.fit(fact.label, room, size.small), { size: size.small, colour: palette.muted });
            for (const [line, text] of value.entries()) {
              const baseline = top + size.small * 1.35 + line * size.body * 1.25 + size.body * 0.95;
              pen.text(left, baseline, text, { size: size.body, colour: palette.text });
            }
          };
          pen.element('P', draw);
        }
        top += heights[at] ?? 0;
      }
    },
  };
}
