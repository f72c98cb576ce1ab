import { cite, type Catalog } from '../catalog';
import { stages, titleOf, type Plan } from '../plan';
import type { Cost, Score, Scores } from '../score';
import type { Finding } from '../validate';
import { drawPlan, type Icon } from './draw-plan';
import { textWidth } from './text-width';

/** Sheets of paper, in millimetres, upright. */
export const papers = { A4: [210, 297], A3: [297, 420], Letter: [215.9, 279.4] } as const satisfies Record<
  string,
  readonly [number, number]
>;
export type Paper = keyof typeof papers;
export type Orientation = 'portrait' | 'landscape';

export interface PacketInput {
  readonly plan: Plan;
  readonly catalog: Catalog;
  readonly icons: Readonly<Record<string, Icon>>;
  readonly findings: readonly Finding[];
  readonly scores: Scores;
  readonly cost: Cost;
  readonly paper: Paper;
  readonly orientation: Orientation;
  /** The day that stands on the sheets. */
  readonly date: string;
  /** File name of the plan, or that it has none. */
  readonly file: string;
  /** Addresses of the style sheets that bring fonts and layout. */
  readonly styles: readonly string[];
}

export interface Packet {
  /** A complete HTML document without scripts, one section a sheet. */
  readonly html: string;
  readonly pages: number;
  /** Height of the diagram's smallest text on paper, in points. */
  readonly smallestText: number;
}

const margin = 10;
const mmPerPx = 25.4 / 96;
/** The diagram's smallest text, in the plan's units. */
const smallestFont = 10;

/**
 * The sheets that are printed for a review: the diagram with numbered marks and a title block, then the findings and the cost. Every
 * sheet is laid out here, line by line, so that preview, PDF and paper agree.
 */
export function drawPacket(input: PacketInput): Packet {
  const [short, long] = papers[input.paper];
  const [width, height] = input.orientation === 'landscape' ? [long, short] : [short, long];
  const inner = { width: width - 2 * margin, height: height - 2 * margin };
  const diagram = diagramSheet(input, inner);
  const sheets = [diagram.html, ...findingSheets(input, inner), ...costSheets(input, inner)];
  const size = `@page { size: ${width}mm ${height}mm; margin: 0; } .sheet { width: ${width}mm; height: ${height}mm; padding: ${margin}mm; }`;
  const body = sheets.map(
    (sheet, at) =>
      `<section class="sheet" aria-label="Sheet ${at + 1} of ${sheets.length}">${sheet}<footer><span>${escape(input.plan.name)}</span><span>${escape(input.file)}</span><span>${escape(input.date)}</span><span>Sheet ${at + 1} of ${sheets.length}</span></footer></section>`,
  );
  return {
    html: `<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>${escape(input.plan.name)}</title>${input.styles.map((href) => `<link rel="stylesheet" href="${escape(href)}">`).join('')}<style>${size}</style></head>\n<body>\n${body.join('\n')}\n</body></html>\n`,
    pages: sheets.length,
    smallestText: diagram.scale * smallestFont * 0.75,
  };
}

interface Inner {
  readonly width: number;
  readonly height: number;
}

const footerHeight = 6;

function diagramSheet(input: PacketInput, inner: Inner): { readonly html: string; readonly scale: number } {
  const { plan, catalog, icons, findings, cost } = input;
  const drawing = drawPlan({ plan, catalog, icons, findings, cost });
  const blockHeight = 27;
  const room = { width: inner.width, height: inner.height - blockHeight - footerHeight - 3 };
  const scale = Math.min(room.width / (drawing.width * mmPerPx), room.height / (drawing.height * mmPerPx), 1.25);
  const svg = drawing.svg.replace(
    / width="[\d.]+" height="[\d.]+"/,
    ` width="${mm(drawing.width * mmPerPx * scale)}" height="${mm(drawing.height * mmPerPx * scale)}"`,
  );
  return { html: `<div class="diagram" style="height:${mm(room.height)}">${svg}</div>${titleBlock(input)}`, scale };
}

function titleBlock({ plan, findings, scores, cost, date, file }: PacketInput): string {
  const open = (severity: Finding['severity']) => findings.filter((finding) => !finding.waived && finding.severity === severity).length;
  const least = cost.unknown.length > 0 ? 'at least ' : '';
  const value = (score: Score) => (score.value === null ? 'not judged' : `${score.value} of 100`);
  const cells: readonly (readonly [label: string, value: string])[] = [
    ['A month', `${least}${money(cost.monthly.likely)} ${cost.currency}`],
    [
      'Range',
      `${money(cost.monthly.low)} to ${money(cost.monthly.high)} ${cost.currency}${cost.unknown.length > 0 ? `, ${cost.unknown.length} unknown` : ''}`,
    ],
    ['Prices', `${cost.priceBook.id}, as of ${cost.priceBook.asOf}`],
    [
      'Findings',
      `${open('error')} errors, ${open('warning')} warnings, ${open('info')} advice, ${findings.filter(({ waived }) => waived).length} waived`,
    ],
    ['Maintainability', value(scores.maintainability)],
    ['Skills', value(scores.skills)],
    ['Integration', value(scores.integration)],
    ['MLOps maturity', `level ${scores.maturity.level} of 4`],
  ];
  return `<div class="block"><div class="title"><h1>${escape(plan.name)}</h1><p>${escape(plan.summary ?? '')}</p><p class="file">${escape(file)} · ${escape(date)}</p></div><dl>${cells.map(([label, text]) => `<div><dt>${escape(label)}</dt><dd>${escape(text)}</dd></div>`).join('')}</dl></div>`;
}

/** A column of a table on paper. */
interface Column {
  readonly title: string;
  /** In millimetres; the one without takes what is left. */
  readonly width?: number;
  readonly right?: boolean;
}

const fontPt = 8;
const linePt = fontPt * 1.35;
const ptPerMm = 72 / 25.4;
const cellPadding = 1.2;

function findingSheets({ plan, findings }: PacketInput, inner: Inner): string[] {
  if (findings.length === 0) return [sheetOf('Findings', '<p class="none">No findings: the plan keeps every rule.</p>')];
  const columns: readonly Column[] = [
    { title: '#', width: 9, right: true },
    { title: 'Severity', width: 18 },
    { title: 'Where', width: 38 },
    { title: 'Finding, and why' },
    { title: 'Source', width: 48 },
  ];
  const rows = findings.map((finding) => {
    const where =
      finding.nodes.length > 0
        ? finding.nodes.map((id) => titleOf(plan, id)).join(', ')
        : finding.edges.length > 0
          ? finding.edges
              .map((id) =>
                id
                  .split('/')
                  .slice(0, 2)
                  .map((node) => titleOf(plan, node))
                  .join(' → '),
              )
              .join(', ')
          : 'The plan';
    const waived = finding.waived
      ? `Waived: ${finding.waived.because}${finding.waived.owner ? ` (${finding.waived.owner})` : ''}${finding.waived.until ? `, until ${finding.waived.until}` : ''}`
      : '';
    return {
      class: finding.waived ? 'waived' : finding.severity,
      cells: [
        [String(finding.number)],
        [finding.waived ? 'waived' : words[finding.severity]],
        [where],
        [finding.message, finding.why, waived].filter(Boolean),
        [cite(finding.source)],
      ],
    };
  });
  return table('Findings', columns, rows, inner);
}

const words = { error: 'error', warning: 'warning', info: 'advice' } as const;

function costSheets({ plan, catalog, cost }: PacketInput, inner: Inner): string[] {
  const columns: readonly Column[] = [
    { title: 'Node', width: 42 },
    { title: 'What is charged' },
    { title: 'Quantity', width: 34, right: true },
    { title: 'Unit price', width: 22, right: true },
    { title: `A month, ${cost.currency}`, width: 26, right: true },
  ];
  const rows = Object.keys(plan.nodes).flatMap((id) => {
    const node = cost.nodes[id];
    if (!node) return [];
    const service = catalog.get(plan.nodes[id]?.service ?? '');
    const name = [titleOf(plan, id), service?.shortName ?? plan.nodes[id]?.service ?? ''];
    const lines = node.lines.map((line, at) => ({
      class: '',
      cells: [
        at === 0 ? name : [],
        [line.title + (line.machine ? ` (${line.machine})` : '') + (line.mode === 'always-on' ? ', always on' : '')],
        [`${plain(line.quantity)} ${line.unit}`],
        [plain(line.unitPrice)],
        [money(line.amount)],
      ],
    }));
    const unknown = node.unknown.map((one, at) => ({
      class: 'unknown',
      cells: [at === 0 && lines.length === 0 ? name : [], [`${one.title}: unknown. ${one.because}`], [], [], ['unknown']],
    }));
    if (lines.length + unknown.length > 0) return [...lines, ...unknown];
    return [{ class: '', cells: [name, [service?.cost.note ?? 'No charge of its own.'], [], [], ['0']] }];
  });
  const total = {
    class: 'total',
    cells: [
      ['Total'],
      [
        cost.unknown.length > 0
          ? `At least: ${cost.unknown.length} nodes are unknown`
          : `From ${money(cost.monthly.low)} to ${money(cost.monthly.high)}`,
      ],
      [],
      [],
      [money(cost.monthly.likely)],
    ],
  };
  const scale = {
    class: '',
    cells: [
      ['At scale'],
      [
        cost.atScale
          .filter(({ factor }) => [1, 10, 100].includes(factor))
          .map(({ factor, likely }) => `×${factor}: ${money(likely)} ${cost.currency}`)
          .join('    '),
      ],
      [],
      [],
      [],
    ],
  };
  const stagesRow = {
    class: '',
    cells: [
      ['By stage'],
      [cost.byStage.map(({ stage, likely }) => `${stages.find(({ id }) => id === stage)?.title ?? stage}: ${money(likely)}`).join('; ')],
      [],
      [],
      [],
    ],
  };
  const prices = {
    class: '',
    cells: [
      ['Prices'],
      [`${cost.priceBook.title} (${cost.priceBook.id}), as of ${cost.priceBook.asOf}. Public list prices; a month has 730 hours.`],
      [],
      [],
      [],
    ],
  };
  return table('Cost', columns, [...rows, total, stagesRow, scale, prices], inner);
}

interface TableRow {
  readonly class: string;
  /** Paragraphs of each cell. */
  readonly cells: readonly (readonly string[])[];
}

/** A table over as many sheets as it takes, its head on each; no row is cut. */
function table(title: string, columns: readonly Column[], rows: readonly TableRow[], inner: Inner): string[] {
  const fixed = columns.reduce((sum, column) => sum + (column.width ?? 0), 0);
  const widths = columns.map((column) => column.width ?? inner.width - fixed);
  const head = `<thead><tr>${columns.map((column, at) => `<th${column.right ? ' class="right"' : ''} style="width:${mm(widths[at] ?? 0)}">${escape(column.title)}</th>`).join('')}</tr></thead>`;
  const room = inner.height - footerHeight - 12 - lineHeight(1);
  const sheets: string[][] = [[]];
  let used = 0;
  for (const row of rows) {
    const cells = row.cells.map((paragraphs, at) =>
      paragraphs.flatMap((paragraph, index) =>
        breakLines(paragraph, (widths[at] ?? 0) - 2 * cellPadding, index === 0).map((line) => ({ line, first: index === 0 })),
      ),
    );
    const needed = lineHeight(Math.max(1, ...cells.map((lines) => lines.length)));
    if (used + needed > room && sheets.at(-1)?.length) {
      sheets.push([]);
      used = 0;
    }
    used += needed;
    sheets
      .at(-1)
      ?.push(
        `<tr${row.class ? ` class="${row.class}"` : ''}>${cells.map((lines, at) => `<td${columns[at]?.right ? ' class="right"' : ''}>${lines.map(({ line, first }) => `<span${first ? '' : ' class="why"'}>${escape(line)}</span>`).join('<br>')}</td>`).join('')}</tr>`,
      );
  }
  return sheets.map((some, at) =>
    sheetOf(
      sheets.length > 1 ? `${title} (${at + 1} of ${sheets.length})` : title,
      `<table>${head}<tbody>${some.join('')}</tbody></table>`,
    ),
  );
}

function lineHeight(lines: number): number {
  return (lines * linePt) / ptPerMm + 2 * 0.9 + 0.3;
}

function sheetOf(title: string, content: string): string {
  return `<h2>${escape(title)}</h2>${content}`;
}

/** Breaks a text into lines of a width in millimetres. */
function breakLines(text: string, width: number, strong: boolean): string[] {
  const room = width * ptPerMm;
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/).filter(Boolean)) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && textWidth(longer, fontPt, strong ? 'medium' : 'regular') > room) {
      lines.push(line);
      line = word;
    } else {
      line = longer;
    }
  }
  if (line !== '') lines.push(line);
  return lines;
}

function money(value: number): string {
  return value.toFixed(Math.abs(value) >= 100 || value === 0 ? 0 : 2).replace(/\B(?=(\d{3})+(?!\d))/g, ',');
}

/** At most five digits that say something. */
function plain(value: number): string {
  const rounded = Number(value.toPrecision(5));
  const [whole = '', fraction] = (
    Math.abs(rounded) < 1e-6 && rounded !== 0 ? rounded.toFixed(12).replace(/0+$/, '') : String(rounded)
  ).split('.');
  return whole.replace(/\B(?=(\d{3})+(?!\d))/g, ',') + (fraction ? `.${fraction}` : '');
}

function mm(value: number): string {
  return `${Math.round(value * 100) / 100}mm`;
}

function escape(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}
