import type { GraphNode } from '../../catalog';
import { paper } from '../../draw';
import { costWords, counted, list, money } from '../../format';
import { shortText, stages } from '../../plan';
import type { ExportContext } from '../context';
import { bodyBottom, bodyTop, bodyWidth, margin } from './measure';
import { Slide } from './slide';
import { tablesOf, type Column, type Row } from './table';
import { plain, purposeOf, serviceFull, shownTitle, usageWords } from './words';
import type { Run } from './xml';

const columns: readonly Column[] = [
  { title: 'Node', width: 190 },
  { title: 'What it is for, and how much', width: 350 },
  { title: 'A month', width: 90, right: true },
  { title: 'Findings', width: 250 },
];
/** Findings of a node that are told; the rest is counted. */
const mostFindings = 3;

/** A slide for each stage with its nodes; more than one for a stage with many. */
export function stageSlides(context: ExportContext): Slide[] {
  const { graph } = context;
  return [
    ...stages.flatMap(({ id, title }) => slidesOf(context, title, graph.inStage(id))),
    ...slidesOf(
      context,
      'Without a stage',
      graph.nodes.filter(({ stage }) => stage === undefined),
    ),
  ];
}

function slidesOf(context: ExportContext, title: string, nodes: readonly GraphNode[]): Slide[] {
  if (nodes.length === 0) return [];
  const { cost, findings } = context.evaluation;
  const ids = new Set(nodes.map(({ id }) => id));
  const likely = nodes.reduce((sum, { id }) => sum + (cost.nodes[id]?.likely ?? 0), 0);
  const unknown = nodes.filter(({ id }) => cost.unknown.includes(id)).length;
  const found = findings.filter(({ nodes: some, waived }) => waived === null && some.some((id) => ids.has(id))).length;
  const caption = `${counted(nodes.length, 'node')}, ${unknown > 0 ? 'at least ' : ''}${money(likely, cost.currency)} a month, ${counted(found, 'finding')}`;
  const tables = tablesOf(
    columns,
    nodes.map((node) => rowOf(context, node)),
    { x: margin, y: bodyTop, width: bodyWidth, height: bodyBottom - bodyTop },
  );
  return tables.map((table, at) => {
    const slide = new Slide(tables.length === 1 ? title : `${title} (${at + 1} of ${tables.length})`);
    slide.caption(caption);
    slide.table(title, table);
    return slide;
  });
}

function rowOf(context: ExportContext, node: GraphNode): Row {
  const { cost, findings } = context.evaluation;
  const own = cost.nodes[node.id];
  const usage = usageWords(context, node);
  const about = findings.filter(({ nodes, waived }) => waived === null && nodes.includes(node.id));
  const told = about.length > mostFindings + 1 ? about.slice(0, mostFindings) : about;
  const text = (words: string, look: Partial<Run> = {}): Run => ({ text: words, size: 11, ...look });
  return {
    origin: { nodes: [node.id] },
    cells: [
      [text(shownTitle(node), { bold: true }), text(serviceFull(node), { size: 10, colour: paper.muted })],
      [
        text(purposeOf(node)),
        ...[usage, neighboursOf(node)].filter(Boolean).map((words) => text(words, { size: 10, colour: paper.muted })),
      ],
      [text(own ? costWords(own, cost.currency) : 'unknown')],
      [
        ...told.map(({ number, severity, message }) =>
          text(`${number}. ${plain(shortText(message))}`, { size: 10, colour: paper.severity[severity] }),
        ),
        ...(told.length < about.length ? [text(`and ${about.length - told.length} more`, { size: 10, colour: paper.muted })] : []),
      ],
    ],
  };
}

/** What leads to a node, and where it leads. */
function neighboursOf(node: GraphNode): string {
  const titles = (nodes: readonly GraphNode[]) => list([...new Set(nodes.filter((one) => one !== node).map(shownTitle))], 'and', 4);
  const [before, after] = [titles(node.in.map(({ from }) => from)), titles(node.out.map(({ to }) => to))];
  return [before === '' ? '' : `From ${before}.`, after === '' ? '' : `To ${after}.`].filter(Boolean).join(' ');
}
