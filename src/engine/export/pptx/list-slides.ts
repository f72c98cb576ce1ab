import { cite } from '../../catalog';
import { paper } from '../../draw';
import { edgeEnds, shortName, shortText } from '../../plan';
import type { ExportContext } from '../context';
import { bodyBottom, bodyTop, bodyWidth, margin } from './measure';
import { Slide } from './slide';
import { tablesOf, type Column, type Row } from './table';
import { plain, serviceFull, shownTitle, titlesOf } from './words';
import type { Run } from './xml';

const text = (words: string, look: Partial<Run> = {}): Run => ({ text: words, size: 11, ...look });
const muted = (words: string): Run => text(words, { size: 10, colour: paper.muted });
const severities = { error: 'error', warning: 'warning', info: 'advice' } as const;

/** All findings, in the order of their numbers; one slide that says so if there are none. */
export function findingSlides(context: ExportContext): Slide[] {
  const { findings } = context.evaluation;
  if (findings.length === 0) {
    const slide = new Slide('Findings');
    slide.caption('No findings: the plan keeps every rule.');
    return [slide];
  }
  const columns = [
    { title: '#', width: 30, right: true },
    { title: 'Severity', width: 70 },
    { title: 'Where', width: 180 },
    { title: 'Finding, and why', width: 420 },
    { title: 'Source', width: 180 },
  ];
  const rows = findings.map(({ number, severity, nodes, edges, message, why, source, waived }): Row => {
    const ends = edges.map((id) => edgeEnds(id)).flatMap(({ from, to }) => [from, to]);
    return {
      origin: { nodes: nodes.filter((id) => context.graph.get(id)), edges },
      cells: [
        [text(String(number))],
        [text(waived ? 'waived' : severities[severity], { bold: true, colour: paper.severity[waived ? 'waived' : severity] })],
        [text(titlesOf(context, nodes.length > 0 ? nodes : ends), { bold: true })],
        [
          text(plain(shortText(message))),
          muted(plain(shortText(why))),
          ...(waived ? [muted(plain(shortText(`Waived: ${waived.because}`)))] : []),
        ],
        [muted(plain(shortText(cite(source))))],
      ],
    };
  });
  return slidesOf('Findings', columns, rows);
}

/** What was chosen and rejected, with the reasons; none for a plan without decisions. */
export function decisionSlides(context: ExportContext): Slide[] {
  const rows = context.graph.nodes.flatMap((node): Row[] => {
    const { decision } = node.node;
    const because = plain(shortText(decision?.because ?? ''));
    const rejected = Object.entries(decision?.rejected ?? {});
    if (because === '' && rejected.length === 0) return [];
    const nameOf = (id: string) => plain(shortName(context.catalog.get(id)?.name ?? id));
    return [
      {
        origin: { nodes: [node.id] },
        cells: [
          [text(shownTitle(node), { bold: true })],
          [text(serviceFull(node))],
          [text(because)],
          rejected.map(([id, reason]) => text(`${nameOf(id)}: ${plain(shortText(reason))}`, { size: 10 })),
        ],
      },
    ];
  });
  if (rows.length === 0) return [];
  const columns = [
    { title: 'Node', width: 160 },
    { title: 'Chosen', width: 170 },
    { title: 'Because', width: 260 },
    { title: 'Rejected', width: 290 },
  ];
  return slidesOf('Decisions', columns, rows);
}

function slidesOf(title: string, columns: readonly Column[], rows: readonly Row[]): Slide[] {
  const tables = tablesOf(columns, rows, { x: margin, y: bodyTop - 16, width: bodyWidth, height: bodyBottom - bodyTop + 16 });
  return tables.map((table, at) => {
    const slide = new Slide(tables.length === 1 ? title : `${title} (${at + 1} of ${tables.length})`);
    slide.table(title, table);
    return slide;
  });
}
