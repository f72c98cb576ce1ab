import { pricesOf, type Catalog } from '../catalog';
import { agreeing, costWords, counted, elsewhereWords, figure, flatWords, knownMoney, money, moneyRange, unitWords } from '../format';
import { shortName, shortText, stages, titleOf, type NodeId, type Plan } from '../plan';
import type { Cost, NodeCost } from '../score';
import { table, type Column, type Inner, type Row } from './sheet';

/** Charges of each node, and the totals. Nodes that cost nothing have no row; the end names them. */
export function costSheets(plan: Plan, catalog: Catalog, cost: Cost, inner: Inner): string[] {
  const narrow = inner.width < 240;
  const columns: readonly Column[] = [
    { title: 'Node', width: narrow ? 40 : 56 },
    { title: 'What is charged' },
    { title: 'Quantity', width: narrow ? 36 : 48, right: true },
    { title: 'Unit price', width: narrow ? 18 : 24, right: true },
    { title: `A month, ${cost.currency}`, width: narrow ? 24 : 28, right: true, amounts: true },
  ];
  const nodes = Object.keys(plan.nodes).flatMap((id) => {
    const node = cost.nodes[id];
    return node ? [{ id, rows: rowsOf(id, node, plan, catalog) }] : [];
  });
  const charged = nodes.flatMap(({ rows }) => (rows.length > 0 ? [rows] : []));
  const nothing = nodes.filter(({ rows }) => rows.length === 0);
  const uncharged = [true, false].flatMap((free) => {
    const named = nothing.filter(({ id }) => cost.nodes[id]?.free === free).map(({ id }) => shortName(titleOf(plan, id)));
    return named.length > 0 ? [[summary(costWords({ likely: 0, unknown: [], free }, cost.currency), named.join(', '))]] : [];
  });
  return table('Cost', columns, [...charged, ...uncharged, totals(cost, plan)], inner);
}

function rowsOf(id: NodeId, node: NodeCost, plan: Plan, catalog: Catalog): Row[] {
  const said: readonly { readonly class?: string; readonly cells: readonly string[] }[] = [
    ...node.lines
      .filter(({ amount }) => amount !== 0)
      .map((line) => ({
        cells: [
          shortName(line.title) +
            (line.machine ? ` (${line.machine})` : '') +
            (line.mode === 'always-on' ? ', always on' : '') +
            (line.unknownRegion ? `, region unknown: ${pricesOf([line.region])}` : line.substituted ? `, ${pricesOf([line.region])}` : ''),
          `${figure(line.quantity)} ${unitWords(line.unit, line.quantity)}`,
          figure(line.unitPrice),
          money(line.amount),
        ],
      })),
    ...(node.assumed ?? []).map(({ title, value }) => ({
      cells: [`${title}: ${value}, assumed from the plan's data volume.`, '', '', ''],
    })),
    ...node.unknown.map(({ title, because }) => ({
      class: 'unknown',
      cells: [shortText(`${title}: unknown. ${because}`), '', '', 'unknown'],
    })),
  ];
  const used = plan.nodes[id]?.service ?? '';
  const title = { text: shortName(titleOf(plan, id)), look: 'strong' } as const;
  const service = { text: catalog.get(used)?.shortName ?? shortName(used), look: 'muted' } as const;
  return said.map((row, at) => ({
    ...row,
    // the service is below the title, beside the second row if there is one
    cells: [
      at === 0 ? [title, ...(said.length === 1 ? [service] : [])] : at === 1 ? [service] : [],
      ...row.cells.map((text) => (text === '' ? [] : [text])),
    ],
  }));
}

function totals(cost: Cost, plan: Plan): Row[] {
  const flat = flatWords(cost.flat.map(({ node, title }) => ({ name: shortName(titleOf(plan, node)), title })));
  const range = moneyRange(cost.monthly);
  const unknown = cost.unknown.length;
  const known = (amount: number) => knownMoney(amount, unknown);
  const elsewhere = elsewhereWords(cost.elsewhere, cost.currency);
  return [
    {
      class: 'total',
      cells: [
        ['Total'],
        [
          [
            ...(range === undefined ? [] : [`From ${range}.`]),
            ...(elsewhere === '' ? [] : [`${elsewhere.charAt(0).toUpperCase()}${elsewhere.slice(1)}.`]),
            ...(unknown > 0 ? [`What ${counted(unknown, 'node')} ${agreeing(unknown, 'costs', 'cost')} is unknown.`] : []),
          ].join(' '),
        ],
        [],
        [],
        [known(cost.monthly.likely)],
      ],
    },
    summary(
      'By stage',
      cost.byStage
        .filter((stage) => stage.likely !== 0)
        .map((stage) => `${stages.find(({ id }) => id === stage.stage)?.title ?? stage.stage}: ${money(stage.likely)}`)
        .join('; ') || 'Nothing is charged.',
    ),
    summary(
      'At scale',
      cost.atScale
        .filter(({ factor }) => [1, 10, 100].includes(factor))
        .map((point) => `×${point.factor}: ${knownMoney(point.likely, unknown, cost.currency)}`)
        .join('; ') + (flat === '' ? '' : `. ${flat}`),
    ),
    summary('Prices', `${shortName(cost.priceBook.title)} (${cost.priceBook.id}), as of ${cost.priceBook.asOf}. A month has 730 hours.`),
  ];
}

function summary(title: string, text: string): Row {
  return { class: 'summary', cells: [[{ text: title, look: 'strong' }], [text], [], [], []] };
}
