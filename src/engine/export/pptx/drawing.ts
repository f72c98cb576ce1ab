import type { GraphEdge, GraphNode } from '../../catalog';
import { laneColours, paper } from '../../draw';
import { counted } from '../../format';
import { edgeKinds, laneOf, shortName, type NodeId } from '../../plan';
import type { ExportContext } from '../context';
import { area, byStage, ownLayout, type Boxes } from './card-places';
import { lineXml, waysBetween, type Way } from './connector';
import { bodyBottom, bodyWidth, clipped, lineCount, lineHeight, margin, widthOf, type Box } from './measure';
import { Slide } from './slide';
import { serviceShort, shownTitle } from './words';

/*
 * The drawing as shapes. A plan whose cards stay legible is drawn as it is laid out; a larger one is drawn stage by stage, in columns, over
 * as many slides as that takes.
 */

export function drawingSlides(context: ExportContext): Slide[] {
  if (context.graph.nodes.length === 0) return [];
  const own = ownLayout(context);
  const pages = own ? [{ boxes: own, heads: [] }] : byStage(context);
  const shown = new Map([...pages.entries()].flatMap(([page, { boxes }]) => [...boxes.keys()].map((id) => [id, page] as const)));
  return pages.map(({ boxes, heads }, page) => {
    const slide = new Slide(pages.length === 1 ? 'The pipeline' : `The pipeline (${page + 1} of ${pages.length})`);
    const edges = context.graph.edges.filter(({ from, to }) => boxes.has(from.id) && boxes.has(to.id));
    const leaving = context.graph.edges.filter(({ from, to }) => boxes.has(from.id) !== boxes.has(to.id));
    for (const { box, title, colour } of heads)
      slide.shape(
        `Stage: ${title}`,
        '',
        box,
        [{ runs: [{ text: clipped(title, box.width, 1, { size: 10, bold: true }), size: 10, bold: true, colour }] }],
        {
          anchor: 'middle',
        },
      );
    draw(slide, context, boxes, edges);
    legend(slide, edges);
    if (leaving.length > 0) slide.say(`${counted(leaving.length, 'connection')} to and from nodes of other slides.`);
    for (const { from, to, id, kind } of edges) slide.say(`${shownTitle(from)} > ${shownTitle(to)} (${kind})`, { edges: [id] });
    for (const { from, to, id, kind } of leaving) {
      const [here, there] = boxes.has(from.id) ? [from, to] : [to, from];
      const words = here === from ? 'to' : 'from';
      slide.say(`${shownTitle(here)} (${kind}) ${words} ${shownTitle(there)}, slide ${(shown.get(there.id) ?? 0) + 1} of the drawing`, {
        edges: [id],
      });
    }
    return slide;
  });
}

function draw(slide: Slide, context: ExportContext, boxes: Boxes, edges: readonly GraphEdge[]): void {
  const nodes = context.graph.nodes.filter(({ id }) => boxes.has(id));
  const shapes = new Map<NodeId, number>();
  const [first] = boxes.values();
  const sizes = sizesFor(nodes, first ?? area);
  for (const node of nodes) {
    const box = boxes.get(node.id) ?? area;
    shapes.set(node.id, card(slide, context, node, box, sizes));
  }
  const all = [...boxes.values()];
  const taken = new Map<string, number>();
  for (const edge of edges) {
    const [a, b] = [boxes.get(edge.from.id), boxes.get(edge.to.id)];
    const [start, end] = [shapes.get(edge.from.id), shapes.get(edge.to.id)];
    if (!a || !b || start === undefined || end === undefined || a === b) continue;
    const way = bestWay(a, b, all, taken);
    slide.connector({
      name: `${edge.kind}: ${shownTitle(edge.from)} > ${shownTitle(edge.to)}${edge.edge.title === undefined ? '' : `, ${shortName(edge.edge.title)}`}`,
      kind: edge.kind,
      start,
      end,
      way,
    });
  }
}

interface Sizes {
  readonly title: number;
  readonly service: number;
  /** Lines of the title. */
  readonly lines: number;
}
const cardInset = 3;

/** The largest letters in which every title fits its card; the smallest, with titles cut, if some do not. */
function sizesFor(nodes: readonly GraphNode[], box: Box): Sizes {
  const inner = box.width - 2 * cardInset - 2;
  for (const title of [12, 11, 10, 9]) {
    const service = Math.max(title - 2, 8);
    const lines = Math.floor((box.height - 2 * cardInset - lineHeight({ size: service })) / lineHeight({ size: title }));
    if (lines >= 1 && nodes.every((node) => lineCount(shownTitle(node), inner, { size: title, bold: true }) <= lines))
      return { title, service, lines };
  }
  return { title: 9, service: 8, lines: Math.max(1, Math.floor((box.height - 2 * cardInset - 9.6) / 10.8)) };
}

function card(slide: Slide, { evaluation }: ExportContext, node: GraphNode, box: Box, { title, service, lines }: Sizes): number {
  const inner = box.width - 2 * cardInset - 2;
  const numbers = evaluation.findings.filter(({ nodes, waived }) => waived === null && nodes.includes(node.id)).map(({ number }) => number);
  const about = [serviceShort(node), ...(numbers.length > 0 ? [`findings ${numbers.join(', ')}`] : [])].join('; ');
  const name = shownTitle(node);
  slide.say(`${name}: ${about}`, { nodes: [node.id] });
  return slide.shape(
    node.id,
    `${name}: ${about}`,
    box,
    [
      { runs: [{ text: clipped(name, inner, lines, { size: title, bold: true }), size: title, bold: true }], align: 'center' },
      { runs: [{ text: clipped(serviceShort(node), inner, 1, { size: service }), size: service, colour: paper.muted }], align: 'center' },
    ],
    { fill: paper.card, border: laneColours[laneOf(node.stage)], rounded: true, anchor: 'middle', inset: cardInset },
  );
}

/** The way that crosses the fewest cards, and that no other line takes; the plainest of those. */
function bestWay(a: Box, b: Box, all: readonly Box[], taken: Map<string, number>): Way {
  const others = all.filter((box) => box !== a && box !== b);
  const inside = (way: Way) => way.points.every(([x, y]) => x >= 4 && x <= 956 && y >= 60 && y <= bodyBottom);
  const judged = waysBetween(a, b).map((way, at) => ({
    way,
    fault:
      100 * others.filter((box) => crosses(way, box)).length +
      40 * (taken.get(keyOf(way)) ?? 0) +
      (inside(way) ? 0 : 1000) +
      at +
      4 * way.points.length,
  }));
  const best = judged.reduce((one, other) => (other.fault < one.fault ? other : one));
  taken.set(keyOf(best.way), (taken.get(keyOf(best.way)) ?? 0) + 1);
  return best.way;
}

/** Equal for lines that lie over each other, in either direction. */
function keyOf({ points }: Way): string {
  const list = points.map(([x, y]) => `${Math.round(x)} ${Math.round(y)}`);
  return [list.join(' '), [...list].reverse().join(' ')].sort()[0] ?? '';
}

function crosses({ points }: Way, box: Box): boolean {
  return points.slice(1).some(([x2, y2], at) => {
    const [x1, y1] = points[at] ?? [x2, y2];
    return (
      Math.min(x1, x2) < box.x + box.width && Math.max(x1, x2) > box.x && Math.min(y1, y2) < box.y + box.height && Math.max(y1, y2) > box.y
    );
  });
}

/** The kinds of lines on a slide, at its bottom. */
function legend(slide: Slide, edges: readonly GraphEdge[]): void {
  const used = new Set(edges.map(({ kind }) => kind));
  const entries = edgeKinds.filter(({ id }) => used.has(id));
  const [sample, gap] = [24, 14];
  const widths = (size: number) => entries.map(({ line }) => sample + 4 + widthOf(line, { size }) / 0.96 + gap);
  const size = [9, 8.5, 8].find((one) => widths(one).reduce((sum, width) => sum + width, 0) <= bodyWidth) ?? 7.5;
  const y = bodyBottom - 6;
  let x = margin;
  for (const [at, { id, line }] of entries.entries()) {
    const width = widths(size)[at] ?? 0;
    slide.sample(`Legend: ${id}`, { x, y: y + 6, width: sample, height: 0 }, lineXml(id));
    slide.shape(`Legend: ${id}, text`, '', { x: x + sample + 4, y, width: width - sample - 8, height: 12 }, [
      { runs: [{ text: line, size, colour: paper.muted }] },
    ]);
    x += width;
  }
}
