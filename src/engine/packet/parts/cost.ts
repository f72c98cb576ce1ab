import { pricesOf } from '../../catalog';
import {
  agreeing,
  costWords,
  counted,
  elsewhereWords,
  figure,
  flatWords,
  knownMoney,
  money,
  moneyRange,
  percentOf,
  unitWords,
} from '../../format';
import { shortName, shortText, stages, titleOf } from '../../plan';
import type { ChargedLine, NodeCost } from '../../score';
import type { Draft, PacketContext } from '../context';
import { Flow, type Cell, type Para, type Row } from '../flow';
import { nodePara } from './places';
import { amountWords } from './context';

/** Bars of what moves the cost that are shown. */
const mostBars = 12;

/** What a month costs: in total, by stage, by node, at other loads, and what the figures rest on. */
export function costSheets(context: PacketContext, first: number): readonly Draft[] {
  const flow = new Flow(context, 'cost', 'Cost', first);
  total(flow, context);
  byStage(flow, context);
  byNode(flow, context);
  movers(flow, context);
  atScale(flow, context);
  assumptions(flow, context);
  return flow.finish();
}

function total(flow: Flow, { input }: PacketContext): void {
  const { cost, plan, risk } = input;
  const { currency, monthly, unknown } = cost;
  const known = (amount: number) => knownMoney(amount, unknown.length, currency);
  const elsewhere = elsewhereWords(cost.elsewhere, currency);
  const budget = plan.context.budgetPerMonth;
  flow.heading('A month');
  flow.table({
    key: 'cost-total',
    columns: [
      { title: 'What', share: 30 },
      { title: currency, share: 70 },
    ],
    groups: [
      [
        { isStrong: true, cells: ['Likely', [known(monthly.likely), ...(elsewhere === '' ? [] : [elsewhere])].join(', ')] },
        { cells: ['Range', moneyRange(monthly, currency) ?? 'No usage value has a range.'] },
        { cells: ['Budget', budget === undefined ? 'not stated' : budgetWords(budget, monthly.likely, unknown.length, currency)] },
        { cells: ['Paid while nothing happens', known(cost.alwaysOn)] },
        ...(risk
          ? [
              {
                cells: [
                  'In 1, 5 and 9 of 10 cases below',
                  [risk.p10, risk.p50, risk.p90].map((amount) => money(amount, currency)).join(', '),
                ],
              },
            ]
          : []),
        {
          cells: [
            'Unknown',
            unknown.length === 0
              ? 'Nothing: every charge is known.'
              : `What ${counted(unknown.length, 'node')} ${agreeing(unknown.length, 'costs', 'cost')}; the nodes are named below.`,
          ],
        },
      ],
    ],
  });
}

function budgetWords(budget: number, likely: number, unknown: number, currency: string): string {
  const rest = budget - likely;
  const words = rest >= 0 ? `${money(rest, currency)} below it` : `${money(-rest, currency)} over it`;
  return `${money(budget, currency)}; the likely cost is ${unknown > 0 && rest >= 0 ? `at most ${words}, since parts are unknown` : words}`;
}

function byStage(flow: Flow, { input: { cost } }: PacketContext): void {
  flow.heading('By stage');
  const rows = cost.byStage.filter(({ likely }) => likely !== 0);
  if (rows.length === 0) return flow.paragraph('Nothing is charged, as far as is known.');
  flow.table({
    key: 'cost-stages',
    columns: [
      { title: 'Stage', share: 50 },
      { title: `A month, ${cost.currency}`, share: 30, isRight: true },
      { title: 'Share', share: 20, isRight: true },
    ],
    groups: rows.map(({ stage, likely }): Row[] => [
      { cells: [stages.find(({ id }) => id === stage)?.title ?? stage, money(likely), percentOf(likely, cost.monthly.likely)] },
    ]),
  });
}

function byNode(flow: Flow, context: PacketContext): void {
  const { cost } = context.input;
  const { plan } = context.drawing;
  const nodes = Object.keys(plan.nodes)
    .flatMap((id) => (cost.nodes[id] ? [{ id, node: cost.nodes[id] as NodeCost }] : []))
    .sort((a, b) => b.node.likely - a.node.likely || (a.id < b.id ? -1 : 1));
  const { isWide } = flow;
  const all = nodes.map(({ id, node }) => ({ id, node, rows: rowsOf(id, node, context, isWide) }));
  const charged = all.flatMap(({ rows }) => (rows.length > 0 ? [rows] : []));
  flow.heading('By node, largest first');
  if (charged.length > 0)
    flow.table({
      key: 'cost-nodes',
      columns: [
        { title: 'Node', share: isWide ? 18 : 22 },
        ...(isWide
          ? [
              { title: 'What is charged', share: 24 },
              { title: 'Meter, region', share: 18 },
            ]
          : [{ title: 'What is charged, meter', share: 36 }]),
        ...(isWide
          ? [
              { title: 'Quantity × price', share: 17 },
              { title: 'Formula', share: 14 },
            ]
          : [{ title: 'Quantity × price', share: 28 }]),
        { title: `A month, ${cost.currency}`, share: isWide ? 9 : 14, isRight: true },
      ],
      groups: charged,
    });
  const silent = all.filter(({ rows }) => rows.length === 0);
  for (const free of [true, false]) {
    const named = silent.filter(({ node }) => node.free === free).map(({ id }) => shortName(titleOf(plan, id)));
    const words = costWords({ likely: 0, unknown: [], free }, cost.currency);
    if (named.length > 0) flow.paragraph(`${words.charAt(0).toUpperCase()}${words.slice(1)}: ${named.join(', ')}.`, 'muted');
  }
}

function rowsOf(id: string, node: NodeCost, context: PacketContext, isWide: boolean): readonly Row[] {
  /** Cells that a wide sheet has beside each other and a narrow one below each other. */
  const pair = (paras: readonly Para[]): readonly Cell[] => (isWide ? [paras[0] ?? '', paras.slice(1)] : [paras]);
  const { currency } = context.input.cost;
  const { palette } = context.look;
  const lines = node.lines.filter(({ amount }) => amount !== 0);
  if (lines.length === 0 && node.unknown.length === 0) return [];
  const range = moneyRange(node);
  const head: Row = {
    target: `cost-${id}`,
    isStrong: true,
    cells: [
      nodePara(context, id),
      ...pair([{ text: context.input.catalog.get(context.drawing.plan.nodes[id]?.service ?? '')?.name ?? '', look: 'muted' }]),
      ...pair([{ text: range ?? '', look: 'muted' }]),
      costWords(node, '') === 'free' ? 'free' : costWords(node, ''),
    ],
  };
  return [
    head,
    ...lines.map((line): Row => ({ cells: ['', ...pair(chargedWords(line)), ...pair(formulaWords(line, currency)), money(line.amount)] })),
    ...(node.assumed ?? []).map(({ title, value }): Row => ({
      cells: ['', ...pair([{ text: `${title}: ${value}, assumed from the plan's data volume.`, look: 'muted' }]), ...pair([]), ''],
    })),
    ...node.unknown.map(({ title, because }): Row => ({
      stripe: palette.severity.warning,
      cells: ['', ...pair([{ text: shortText(`${title}: unknown. ${because}`) }]), ...pair([]), 'unknown'],
    })),
  ];
}

function chargedWords(line: ChargedLine): readonly Para[] {
  const place = line.unknownRegion
    ? `region unknown: ${pricesOf([line.region])}`
    : line.substituted
      ? pricesOf([line.region])
      : line.region;
  const title = `${shortName(line.title)}${line.machine ? ` (${line.machine})` : ''}${line.mode === 'always-on' ? ', always on' : ''}`;
  return [{ text: title }, { text: `${line.meter}, ${place}`, look: 'muted' }];
}

function formulaWords(line: ChargedLine, currency: string): readonly Para[] {
  const text = `${figure(line.quantity)} ${unitWords(line.unit, line.quantity)} × ${figure(line.unitPrice)} ${currency}`;
  const isSaid = line.formula === '' || /^[\d.\s]+$/.test(line.formula);
  return [{ text }, ...(isSaid ? [] : [{ text: shortText(shownFormula(line.formula)), look: 'muted' as const }])];
}

/** An expression of the catalog as a person writes it: `instances × 730` for `instances * 730.0`. */
function shownFormula(expression: string): string {
  return expression.replace(/(\d)\.0\b/g, '$1').replaceAll(' * ', ' × ');
}

function movers(flow: Flow, { input: { risk, cost, plan } }: PacketContext): void {
  flow.heading('What moves it most');
  if (!risk) return flow.paragraph('This was not worked out for this packet.');
  if (risk.tornado.length === 0) return flow.paragraph('Nothing: no value that the cost depends on has a range.');
  const shown = risk.tornado.slice(0, mostBars);
  flow.table({
    key: 'cost-movers',
    columns: [
      { title: 'Value', share: 44 },
      { title: 'From, to', share: 24 },
      { title: `At its low end, ${cost.currency}`, share: 16, isRight: true },
      { title: `At its high end, ${cost.currency}`, share: 16, isRight: true },
    ],
    groups: shown.map(({ title, node, from, unit, low, high }): Row[] => [
      {
        cells: [
          `${shortName(title)}${node === undefined ? '' : ` of ${shortName(titleOf(plan, node))}`}`,
          `${figure(from.low)} to ${figure(from.high)} ${unitWords(unit, from.high)}`,
          money(low),
          money(high),
        ],
      },
    ]),
  });
  const more = risk.tornado.length - shown.length;
  if (more > 0) flow.paragraph(`${counted(more, 'more value moves', 'more values move')} it less.`, 'muted');
}

function atScale(flow: Flow, { input: { cost, plan } }: PacketContext): void {
  const unknown = cost.unknown.length;
  flow.heading('At other loads');
  flow.table({
    key: 'cost-scale',
    columns: [
      { title: 'Load', share: 22 },
      { title: `Low, ${cost.currency}`, share: 26, isRight: true },
      { title: `Likely, ${cost.currency}`, share: 26, isRight: true },
      { title: `High, ${cost.currency}`, share: 26, isRight: true },
    ],
    groups: [
      cost.atScale
        .filter(({ factor }) => [1, 10, 100].includes(factor))
        .map(({ factor, low, likely, high }): Row => ({
          cells: [`×${factor}`, ...[low, likely, high].map((amount) => knownMoney(amount, unknown))],
        })),
    ],
  });
  const flat = flatWords(cost.flat.map(({ node, title }) => ({ name: shortName(titleOf(plan, node)), title })));
  if (flat !== '') flow.paragraph(flat, 'muted');
}

function assumptions(flow: Flow, { input: { cost, plan } }: PacketContext): void {
  const { id, title, asOf } = cost.priceBook;
  flow.heading('What the figures rest on');
  flow.paragraph(`Prices: ${shortName(title)} (${id}), as of ${asOf}, in ${cost.currency}. A month has 730 hours.`);
  const shared = Object.entries(plan.assumptions);
  if (shared.length === 0) return flow.paragraph('The plan has no shared assumptions: every node has its own usage values.');
  flow.table({
    key: 'cost-assumptions',
    columns: [
      { title: 'Assumption', share: 50 },
      { title: 'Value', share: 50 },
    ],
    groups: shared.map(([name, value]): Row[] => [{ cells: [{ text: `$${name}`, look: 'mono' }, amountWords(value)] }]),
  });
}
