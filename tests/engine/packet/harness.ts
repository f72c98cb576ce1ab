import {
  layoutPacket,
  usualPacket,
  type Box,
  type DisplayList,
  type LinkMark,
  type Mark,
  type PacketInput,
  type PacketOptions,
  type Sheet,
  type TextMark,
} from '#engine/packet';
import { emptyPlan, type Edge, type Plan, type PlanNode } from '#engine/plan';
import { drawnFrom } from '../../harness/drawn.ts';
import { plainShaper } from '../../harness/shaper.ts';

/** A packet of a plan that is evaluated with what ships. */
export function packetOf(
  plan: Plan,
  options: Partial<PacketOptions> = {},
  more: Partial<PacketInput> = {},
): ReturnType<typeof layoutPacket> {
  return layoutPacket(inputOf(plan, options, more), plainShaper());
}

export function inputOf(plan: Plan, options: Partial<PacketOptions> = {}, more: Partial<PacketInput> = {}): PacketInput {
  return { ...drawnFrom(plan), date: '2026-11-21', file: 'plan.pipedraft.yaml', options: { ...usualPacket, ...options }, ...more };
}

const services = [
  'azure-data-factory',
  'adf-copy-activity',
  'azure-storage',
  'azure-ml-datasets',
  'azure-ml-pipelines',
  'azure-ml-compute',
  'azure-ml-model-registry',
  'azure-ml-batch-endpoints',
  'azure-monitor',
];

/** A plan of any number of nodes, in pipelines of nine that hand data on and report to one monitor. */
export function planOf(count: number): Plan {
  const ids = Array.from({ length: count }, (_, at) => `n${at + 1}`);
  const nodes = Object.fromEntries(
    ids.map((id, at): [string, PlanNode] => [id, { service: services[at % services.length] as string, title: `Step ${at + 1}` }]),
  );
  const edges = ids.flatMap((id, at): Edge[] => {
    const next = ids[at + 1];
    const own: Edge[] = next === undefined ? [] : [{ from: id, to: next, kind: at % 4 === 3 ? 'model' : 'data' }];
    return at % 6 === 5 ? [...own, { from: id, to: 'n9', kind: 'telemetry', title: 'Logs' }] : own;
  });
  return { ...emptyPlan(`${count} nodes`), nodes, edges: edges.filter(({ from, to }) => nodes[from] && nodes[to] && from !== to) };
}

/** A mark with the elements and groups that it is in, outermost first. */
export interface Found<M extends Mark> {
  readonly mark: M;
  readonly within: readonly string[];
}

/** All marks of a sheet, also those inside other marks. Elements are named by their tags, groups by type and id. */
export function allMarks(marks: readonly Mark[], outer: readonly string[] = []): readonly Found<Mark>[] {
  const open: string[] = [];
  return marks.flatMap((mark): readonly Found<Mark>[] => {
    const within = [...outer, ...open];
    if (mark.kind === 'open') open.push(mark.tag);
    if (mark.kind === 'close') open.pop();
    const inner = mark.kind === 'artifact' || mark.kind === 'clip' || mark.kind === 'group' ? mark.marks : [];
    const name = mark.kind === 'group' ? `${mark.of.type} ${mark.of.id}` : mark.kind;
    return [{ mark, within }, ...allMarks(inner, [...within, name])];
  });
}

export function textsOf(sheet: Sheet): readonly Found<TextMark>[] {
  return allMarks(sheet.marks).filter((found): found is Found<TextMark> => found.mark.kind === 'text');
}

export function linksOf(sheet: Sheet): readonly LinkMark[] {
  return allMarks(sheet.marks).flatMap(({ mark }) => (mark.kind === 'link' ? [mark] : []));
}

export function targetsOf({ sheets }: DisplayList): readonly string[] {
  return sheets.flatMap((sheet) => allMarks(sheet.marks).flatMap(({ mark }) => (mark.kind === 'target' ? [mark.id] : [])));
}

/** The box of a text's letters: from the tops of capitals to the baseline, so that lines close to each other do not touch. */
export function textBox({ x, y, size, line }: TextMark): Box {
  return { x, y: y - size * 0.72, width: (line.width * size) / 1000, height: size * 0.72 };
}

export function doOverlap(a: Box, b: Box): boolean {
  const slack = 0.02;
  return a.x + slack < b.x + b.width && b.x + slack < a.x + a.width && a.y + slack < b.y + b.height && b.y + slack < a.y + a.height;
}

/** Everything that a sheet says, in the order in which it is drawn. */
export function wordsOf(sheet: Sheet): string {
  return textsOf(sheet)
    .map(({ mark }) => mark.line.text)
    .join('\n');
}

/** Sheets whose title begins with a text. */
export function sheetsNamed({ sheets }: DisplayList, start: string): readonly Sheet[] {
  return sheets.filter(({ title }) => title.startsWith(start));
}

/** The cards of a sheet: the box of each node that is drawn on it, by its id. */
export function cardsOf(sheet: Sheet): ReadonlyMap<string, Box> {
  return new Map(
    allMarks(sheet.marks).flatMap(({ mark }) => {
      if (mark.kind !== 'group' || mark.of.type !== 'node') return [];
      const [card] = mark.marks;
      return card?.kind === 'rect' ? [[mark.of.id, card.box] as const] : [];
    }),
  );
}
