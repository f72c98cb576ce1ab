import type { GraphNode } from '../../catalog';
import { paper } from '../../draw';
import { costWords, elsewhereWords, figure, knownMoney, list, money, moneyRange, unitWords } from '../../format';
import { shortName, shortText } from '../../plan';
import type { ExportContext } from '../context';
import { bodyBottom, bodyTop, bodyWidth, margin } from './measure';
import { Slide } from './slide';
import { tablesOf, type Row } from './table';
import { plain, pricesWords, shownTitle } from './words';
import type { Run } from './xml';

/** The charges of a month, with their source. */
export function costSlides(context: ExportContext): Slide[] {
  const { cost } = context.evaluation;
  const columns = [
    { title: 'Node', width: 190 },
    { title: 'What is charged', width: 320 },
    { title: 'Quantity', width: 150, right: true },
    { title: 'Unit price', width: 90, right: true },
    { title: `A month, ${cost.currency}`, width: 130, right: true },
  ];
  const rows = [...totals(context), ...context.graph.nodes.flatMap((node) => rowsOf(context, node)), ...uncharged(context)];
  const tables = tablesOf(columns, rows, { x: margin, y: bodyTop, width: bodyWidth, height: bodyBottom - bodyTop });
  return tables.map((table, at) => {
    const slide = new Slide(tables.length === 1 ? 'Cost' : `Cost (${at + 1} of ${tables.length})`);
    slide.caption(pricesWords(context));
    slide.table('Cost', table);
    return slide;
  });
}

const text = (words: string, look: Partial<Run> = {}): Run => ({ text: words, size: 11, ...look });

function totals({ evaluation: { cost } }: ExportContext): Row[] {
  const unknown = cost.unknown.length;
  const range = moneyRange(cost.monthly);
  const elsewhere = elsewhereWords(cost.elsewhere, cost.currency);
  const more = [
    range === undefined ? '' : `from ${range}`,
    elsewhere,
    `${money(cost.alwaysOn)} is paid while nothing runs`,
    ...cost.atScale
      .filter(({ factor }) => factor === 10)
      .map(({ factor, likely }) => `${knownMoney(likely, unknown)} at ${factor} times the load`),
  ].filter(Boolean);
  return [
    {
      strong: true,
      cells: [
        [text('Total', { bold: true })],
        [text(more.join('; '))],
        [],
        [],
        [text(knownMoney(cost.monthly.likely, unknown), { bold: true })],
      ],
    },
  ];
}

function rowsOf({ evaluation: { cost } }: ExportContext, node: GraphNode): Row[] {
  const own = cost.nodes[node.id];
  const said = [
    ...(own?.lines ?? [])
      .filter(({ amount }) => amount !== 0)
      .map((line) => [
        `${plain(shortName(line.title))}${line.machine === undefined ? '' : ` (${line.machine})`}${line.mode === 'always-on' ? ', always on' : ''}`,
        `${figure(line.quantity)} ${unitWords(line.unit, line.quantity)}`,
        figure(line.unitPrice),
        money(line.amount),
      ]),
    ...(own?.unknown ?? []).map(({ title, because }) => [plain(shortText(`${title}: unknown. ${because}`)), '', '', 'unknown']),
  ];
  return said.map(([charge = '', quantity = '', price = '', amount = ''], at) => ({
    origin: { nodes: [node.id] },
    ...(at === 0 ? {} : { lead: [text(`${shownTitle(node)}, continued`, { bold: true })] }),
    cells: [
      at === 0 ? [text(shownTitle(node), { bold: true })] : [],
      ...[charge, quantity, price, amount].map((words) => (words === '' ? [] : [text(words)])),
    ],
  }));
}

/** Nodes without a charge, in one row each for those that are free and those whose cost nobody knows. */
function uncharged({ graph, evaluation: { cost } }: ExportContext): Row[] {
  return [true, false].flatMap((free): Row[] => {
    const nodes = graph.nodes.filter(({ id }) => {
      const own = cost.nodes[id];
      return own !== undefined && own.free === free && own.unknown.length === 0 && own.lines.every(({ amount }) => amount === 0);
    });
    if (nodes.length === 0) return [];
    const words = costWords({ likely: 0, unknown: [], free }, cost.currency);
    return [
      {
        origin: { nodes: nodes.map(({ id }) => id) },
        cells: [[text(words, { colour: paper.muted })], [text(list(nodes.map(shownTitle), 'and', 30))], [], [], []],
      },
    ];
  });
}
