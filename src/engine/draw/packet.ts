import type { Catalog } from '../catalog';
import { counted, elsewhereWords, knownMoney, moneyRange } from '../format';
import { shortName, shortText, type Plan } from '../plan';
import type { Cost, Score, Scores } from '../score';
import type { Finding, PackInUse } from '../validate';
import { costSheets } from './cost-sheets';
import { drawPlan, type Icon } from './draw-plan';
import { escape } from './escape';
import { findingSheets } from './finding-sheets';
import { fontPt, footerHeight, mm, ptPerMm, type Inner } from './sheet';
import { breakLines, fitText } from './text-lines';

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
  /** The packs that the plan was evaluated with; none by default. */
  readonly packs?: readonly PackInUse[];
  readonly paper: Paper;
  readonly orientation: Orientation;
  /** The day shown on the sheets. */
  readonly date: string;
  /** File name of the plan, or a text that it has none. */
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
  const { plan, catalog, findings, cost } = input;
  const [short, long] = papers[input.paper];
  const [width, height] = input.orientation === 'landscape' ? [long, short] : [short, long];
  const inner = { width: width - 2 * margin, height: height - 2 * margin };
  const diagram = diagramSheet(input, inner);
  const sheets = [diagram.html, ...findingSheets(plan, findings, inner), ...costSheets(plan, catalog, cost, inner)];
  const size = `@page { size: ${width}mm ${height}mm; margin: 0; } .sheet { width: ${width}mm; height: ${height}mm; padding: ${margin}mm; }`;
  const body = sheets.map(
    (sheet, at) =>
      `<section class="sheet" aria-label="Sheet ${at + 1} of ${sheets.length}">${sheet}${footer(input, `Sheet ${at + 1} of ${sheets.length}`, inner)}</section>`,
  );
  return {
    html: `<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>${escape(shortName(plan.name))}</title>${input.styles.map((href) => `<link rel="stylesheet" href="${escape(href)}">`).join('')}<style>${size}</style></head>\n<body>\n${body.join('\n')}\n</body></html>\n`,
    pages: sheets.length,
    smallestText: diagram.scale * smallestFont * 0.75,
  };
}

function footer({ plan, file, date }: PacketInput, sheet: string, inner: Inner): string {
  // two names of any length share what the day and the number leave
  const room = (inner.width * 0.35 - 4) * ptPerMm;
  const texts = [fitText(shortName(plan.name), room, 7), fitText(file, room, 7), date, sheet];
  return `<footer>${texts.map((text) => `<span>${escape(text)}</span>`).join('')}</footer>`;
}

function diagramSheet(input: PacketInput, inner: Inner): { readonly html: string; readonly scale: number } {
  const { plan, catalog, icons, findings, cost } = input;
  const drawing = drawPlan({ plan, catalog, icons, findings, cost });
  const block = titleBlock(input, inner);
  const room = { width: inner.width, height: inner.height - block.height - footerHeight - 5 };
  const scale = Math.min(room.width / (drawing.width * mmPerPx), room.height / (drawing.height * mmPerPx), 1.25);
  const svg = drawing.svg.replace(
    / width="[\d.]+" height="[\d.]+"/,
    ` width="${mm(drawing.width * mmPerPx * scale)}" height="${mm(drawing.height * mmPerPx * scale)}"`,
  );
  return { html: `<div class="diagram" style="height:${mm(room.height)}">${svg}</div>${block.html}`, scale };
}

/** Room of the facts in the title block, in millimetres. */
const factsWidth = 134;

/** Title, day and totals of the plan. On narrow sheets the facts are below the words. */
function titleBlock(input: PacketInput, inner: Inner): { readonly html: string; readonly height: number } {
  const { plan, date, file, packs = [] } = input;
  const judgedWith =
    packs.length === 0
      ? ''
      : ` · evaluated with ${packs.map(({ name, version }) => `${shortName(name)} ${shortName(version)}`).join(', ')}`;
  const stacked = inner.width < 240;
  const width = (inner.width - 6 - (stacked ? 0 : factsWidth + 6)) * ptPerMm;
  const summary = shortened(breakLines(shortText(plan.summary ?? ''), width, fontPt), 2, width);
  const words = [
    `<h1>${escape(fitText(shortName(plan.name), width, 14, 'medium'))}</h1>`,
    ...summary.map((line) => `<p>${escape(line)}</p>`),
    `<p class="file">${escape(fitText(`${file} · ${date}${judgedWith}`, width, fontPt))}</p>`,
  ];
  const facts = factsOf(input).map(([label, text]) => `<div><dt>${escape(label)}</dt><dd>${escape(text)}</dd></div>`);
  const height = stacked ? 42 : 25;
  return {
    html: `<div class="block${stacked ? ' stacked' : ''}" style="height:${mm(height)}"><div class="title">${words.join('')}</div><dl style="width:${mm(factsWidth)}">${facts.join('')}</dl></div>`,
    height,
  };
}

/** The first lines, with an ellipsis where some are missing. */
function shortened(lines: readonly string[], most: number, width: number): readonly string[] {
  if (lines.length <= most) return lines;
  return [...lines.slice(0, most - 1), fitText(lines.slice(most - 1).join(' '), width, fontPt)];
}

function factsOf({ findings, scores, cost }: PacketInput): readonly (readonly [label: string, value: string])[] {
  const open = (severity: Finding['severity']) => findings.filter((finding) => !finding.waived && finding.severity === severity).length;
  const value = (score: Score) => (score.value === null ? 'not scored' : `${score.value} of 100`);
  return [
    [
      'A month',
      [knownMoney(cost.monthly.likely, cost.unknown.length, cost.currency), elsewhereWords(cost.elsewhere, cost.currency)]
        .filter((words) => words !== '')
        .join(', '),
    ],
    [
      'Range',
      (moneyRange(cost.monthly, cost.currency) ?? 'no ranges given') +
        (cost.unknown.length > 0 ? `, ${counted(cost.unknown.length, 'node')} unknown` : ''),
    ],
    ['Prices', `${cost.priceBook.id}, as of ${cost.priceBook.asOf}`],
    [
      'Findings',
      `${counted(open('error'), 'error')}, ${counted(open('warning'), 'warning')}, ${open('info')} advice, ${findings.filter(({ waived }) => waived).length} waived`,
    ],
    ['Maintainability', value(scores.maintainability)],
    ['Skills', value(scores.skills)],
    ['Integration', value(scores.integration)],
    ['MLOps maturity', `level ${scores.maturity.level} of 4`],
  ];
}
