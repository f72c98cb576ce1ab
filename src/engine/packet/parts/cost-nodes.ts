import { pricesOf } from '../../catalog';
import { costWords, figure, money, moneyRange, unitWords } from '../../format';
import { shortName, shortText, titleOf } from '../../plan';
import type { ChargedLine, NodeCost } from '../../score';
import type { PacketContext } from '../context';
import type { Cell, Flow, Para, Row } from '../flow';
import { nodePara } from './places';

/** What each node is charged, largest first: every charge with its meter, its quantity and its formula. */
export function costByNode(flow: Flow, context: PacketContext): void {
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
