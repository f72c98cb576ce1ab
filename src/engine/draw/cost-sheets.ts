import type { Catalog } from '../catalog';
import { shortName, shortText, stages, titleOf, unitWords, type NodeId, type Plan } from '../plan';
import type { Cost, NodeCost } from '../score';
import { money, plain } from './amounts';
import { table, type Column, type Inner, type Row } from './sheet';

/** What each node is charged for, and the totals. What comes to nothing is left out; its nodes are named at the end. */
export function costSheets(plan: Plan, catalog: Catalog, cost: Cost, inner: Inner): string[] {
  const narrow = inner.width < 240;
  const columns: readonly Column[] = [
    { title: 'Node', width: narrow ? 40 : 56 },
    { title: 'What is charged' },
    { title: 'Quantity', width: narrow ? 36 : 48, right: true },
    { title: 'Unit price', width: narrow ? 18 : 24, right: true },
    { title: `A month, ${cost.currency}`, width: narrow ? 24 : 28, right: true },
  ];
  const nodes = Object.keys(plan.nodes).flatMap((id) => {
    const node = cost.nodes[id];
    return node ? [{ id, rows: rowsOf(id, node, plan, catalog) }] : [];
  });
  const charged = nodes.flatMap(({ rows }) => (rows.length > 0 ? [rows] : []));
  const nothing = nodes.filter(({ rows }) => rows.length === 0).map(({ id }) => shortName(titleOf(plan, id)));
  const free = nothing.length > 0 ? [[summary('No charge', nothing.join(', '))]] : [];
  return table('Cost', columns, [...charged, ...free, totals(cost)], inner);
}

function rowsOf(id: NodeId, node: NodeCost, plan: Plan, catalog: Catalog): Row[] {
  const said: readonly { readonly class?: string; readonly cells: readonly string[] }[] = [
    ...node.lines
      .filter(({ amount }) => amount !== 0)
      .map((line) => ({
        cells: [
          shortName(line.title) + (line.machine ? ` (${line.machine})` : '') + (line.mode === 'always-on' ? ', always on' : ''),
          `${plain(line.quantity)} ${unitWords(line.unit, line.quantity)}`,
          plain(line.unitPrice),
          money(line.amount),
        ],
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
    // the service stands under the title, beside the second row where there is one
    cells: [
      at === 0 ? [title, ...(said.length === 1 ? [service] : [])] : at === 1 ? [service] : [],
      ...row.cells.map((text) => (text === '' ? [] : [text])),
    ],
  }));
}

function totals(cost: Cost): Row[] {
  const { low, likely, high } = cost.monthly;
  const unknown = cost.unknown.length;
  return [
    {
      class: 'total',
      cells: [
        [unknown > 0 ? 'Total, at least' : 'Total'],
        [
          [
            ...(low === high ? [] : [`From ${money(low)} to ${money(high)}.`]),
            ...(unknown > 0 ? [`What ${unknown === 1 ? 'one node costs' : `${unknown} nodes cost`} is unknown.`] : []),
          ].join(' '),
        ],
        [],
        [],
        [money(likely)],
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
        .map((point) => `×${point.factor}: ${money(point.likely)} ${cost.currency}`)
        .join('; '),
    ),
    summary('Prices', `${shortName(cost.priceBook.title)} (${cost.priceBook.id}), as of ${cost.priceBook.asOf}. A month has 730 hours.`),
  ];
}

function summary(title: string, text: string): Row {
  return { class: 'summary', cells: [[{ text: title, look: 'strong' }], [text], [], [], []] };
}
