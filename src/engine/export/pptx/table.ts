import { paper } from '../../draw';
import type { Origin } from '../emit/origin';
import { clipped, lineCount, lineHeight, type Box } from './measure';
import { attribute, emu, fill, frame, paragraphXml, type Paragraph, type Run } from './xml';

/* Tables that can be edited, over as many slides as they need. Heights are measured, so that no row grows out of its slide. */

export interface Column {
  readonly title: string;
  /** In points. */
  readonly width: number;
  readonly right?: boolean;
}

export interface Row {
  /** Paragraphs of each cell; each is one run. */
  readonly cells: readonly (readonly Run[])[];
  readonly origin?: Origin;
  /** The first cell of a row that begins a slide, where the row continues the one before. */
  readonly lead?: readonly Run[];
  /** True for totals. */
  readonly strong?: boolean;
}

interface LaidOut {
  readonly row: Row;
  readonly height: number;
}

/** The part of a table that is on one slide. */
export interface Table {
  readonly box: Box;
  readonly columns: readonly Column[];
  readonly rows: readonly LaidOut[];
}

const inset = 5;
const insetY = 3;
const headLook = { size: 11, bold: true } as const;
const headHeight = lineHeight(headLook) + 2 * insetY;
/** Lines of a cell; the rest is cut, and the plan has it. */
const mostLines = 12;

/** Sizes of the letters, largest first: a short table has larger ones. */
const scales = [1.4, 1.2];
/** More rows are not measured with larger letters: they would not fit. */
const mostLarger = 16;

/**
 * Splits rows into tables that fit a box, each with its head. A table that fits one box with larger letters has them.
 * @param box of the first table and of all others
 */
export function tablesOf(columns: readonly Column[], rows: readonly Row[], box: Box): Table[] {
  for (const scale of rows.length > mostLarger ? [] : scales) {
    const tables = split(
      columns,
      rows.map((row) => scaled(row, scale)),
      box,
    );
    if (tables.length === 1) return tables;
  }
  return split(columns, rows, box);
}

function scaled(row: Row, scale: number): Row {
  const larger = (runs: readonly Run[]) => runs.map((run) => ({ ...run, size: Math.round(run.size * scale) }));
  return { ...row, cells: row.cells.map(larger), ...(row.lead ? { lead: larger(row.lead) } : {}) };
}

function split(columns: readonly Column[], rows: readonly Row[], box: Box): Table[] {
  const room = box.height - headHeight;
  const tables: LaidOut[][] = [[]];
  let used = 0;
  for (const row of rows) {
    let laid = laidOut(columns, row);
    if (used > 0 && used + laid.height > room) {
      tables.push([]);
      used = 0;
      if (row.lead) laid = laidOut(columns, { ...row, cells: [row.lead, ...row.cells.slice(1)] });
    }
    tables.at(-1)?.push(laid);
    used += laid.height;
  }
  return tables.map((some) => ({
    box: { ...box, height: headHeight + some.reduce((sum, { height }) => sum + height, 0) },
    columns,
    rows: some,
  }));
}

function laidOut(columns: readonly Column[], row: Row): LaidOut {
  const heights: number[] = [];
  const cells = columns.map(({ width }, at) => {
    const inner = width - 2 * inset;
    let [lines, height] = [0, 2 * insetY];
    const runs: Run[] = [];
    for (const run of row.cells[at] ?? []) {
      if (lines >= mostLines) break;
      const text = clipped(run.text, inner, mostLines - lines, run);
      const count = Math.max(1, lineCount(text, inner, run));
      lines += count;
      height += count * lineHeight(run);
      runs.push({ ...run, text });
    }
    heights.push(height);
    return runs;
  });
  return { row: { ...row, cells }, height: Math.ceil(Math.max(...heights)) };
}

export function tableXml(id: number, name: string, { box, columns, rows }: Table): string {
  const head = columns.map(({ title, right = false }) =>
    cellXml([{ runs: [{ text: title, ...headLook, colour: paper.muted }], align: right ? 'right' : 'left' }], paper.band),
  );
  const body = rows.map(({ row, height }) => {
    const cells = columns.map(({ right = false }, at) =>
      cellXml(
        (row.cells[at] ?? []).map((run): Paragraph => ({ runs: [run], align: right ? 'right' : 'left' })),
        row.strong ? paper.band : paper.background,
      ),
    );
    return `<a:tr h="${emu(height)}">${cells.join('')}</a:tr>`;
  });
  const grid = columns.map(({ width }) => `<a:gridCol w="${emu(width)}"/>`).join('');
  return (
    `<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="${id}" name="${attribute(name)}"/><p:cNvGraphicFramePr><a:graphicFrameLocks noGrp="1"/></p:cNvGraphicFramePr><p:nvPr/></p:nvGraphicFramePr>` +
    `${frame(box).replace(/a:xfrm/g, 'p:xfrm')}<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/table">` +
    `<a:tbl><a:tblPr firstRow="1"/><a:tblGrid>${grid}</a:tblGrid><a:tr h="${emu(headHeight)}">${head.join('')}</a:tr>${body.join('')}</a:tbl></a:graphicData></a:graphic></p:graphicFrame>`
  );
}

function cellXml(paragraphs: readonly Paragraph[], background: string): string {
  const none = (side: string) => `<a:${side} w="0"><a:noFill/></a:${side}>`;
  const line = (side: string) => `<a:${side} w="6350">${fill('#c9d0d9')}</a:${side}>`;
  const content = (paragraphs.length > 0 ? paragraphs : [{ runs: [] }]).map(paragraphXml).join('');
  return (
    `<a:tc><a:txBody><a:bodyPr/><a:lstStyle/>${content}</a:txBody>` +
    `<a:tcPr marL="${emu(inset)}" marR="${emu(inset)}" marT="${emu(insetY)}" marB="${emu(insetY)}">${none('lnL')}${none('lnR')}${line('lnT')}${line('lnB')}${fill(background)}</a:tcPr></a:tc>`
  );
}
