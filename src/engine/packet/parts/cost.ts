import { agreeing, counted, elsewhereWords, figure, flatWords, knownMoney, money, moneyRange, percentOf, unitWords } from '../../format';
import { shortName, stages, titleOf } from '../../plan';
import type { Draft, PacketContext } from '../context';
import { Flow, type Row } from '../flow';
import { amountWords } from './context';
import { costByNode } from './cost-nodes';

/** Bars of what moves the cost that are shown. */
const mostBars = 12;

/** What a month costs: in total, by stage, by node, at other loads, and what the figures rest on. */
export function costSheets(context: PacketContext, first: number): readonly Draft[] {
  const flow = new Flow(context, 'cost', 'Cost', first);
  total(flow, context);
  byStage(flow, context);
  costByNode(flow, context);
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
