import type { Catalog } from '../catalog';
import { arrangeMissing, bandsOf, boundsOf, cardHeight, cardWidth, directionOf, edgeId, laneOf, type Plan, type Position } from '../plan';
import { n } from './number';
import { paper, type Palette } from './palette';

/** Size of a thumbnail in pixels. */
export const thumbnail = { width: 240, height: 108 } as const;

const margin = 8;

/**
 * Draws a plan as a small picture without text: stages as bands, services as blocks in the colours of their stages, edges as straight
 * lines. It fills its size, whatever the shape of the plan.
 */
export function drawThumbnail({ plan: given, catalog, palette = paper }: { plan: Plan; catalog: Catalog; palette?: Palette }): string {
  const stageOf = (id: string) => given.nodes[id]?.stage ?? catalog.stageOf(given.nodes[id]?.service ?? '');
  const plan = arrangeMissing(given, stageOf);
  const nodes = Object.keys(plan.nodes).map((id) => ({ id, at: plan.layout[id] ?? ([0, 0] as Position), lane: laneOf(stageOf(id)) }));
  const { width, height } = thumbnail;
  const bounds = boundsOf(nodes.map(({ at }) => at)) ?? { x: 0, y: 0, width: cardWidth, height: cardHeight };
  const [across, down] = [(width - 2 * margin) / bounds.width, (height - 2 * margin) / bounds.height];
  const x = (of: number) => margin + (of - bounds.x) * across;
  const y = (of: number) => margin + (of - bounds.y) * down;
  // a card keeps a size that can be seen, around its middle
  const [wide, high] = [Math.min(44, Math.max(12, cardWidth * across)), Math.min(18, Math.max(5, cardHeight * down))];
  const middle = ([left, top]: Position): Position => [x(left + cardWidth / 2), y(top + cardHeight / 2)];
  const goesRight = directionOf(plan) === 'left-to-right';

  const bands = bandsOf(nodes, plan.direction).all.map(({ start, end, lane }) => {
    const box = goesRight
      ? { x: x(start), y: 0, width: (end - start) * across, height }
      : { x: 0, y: y(start), width, height: (end - start) * down };
    return `<rect x="${n(box.x)}" y="${n(box.y)}" width="${n(box.width)}" height="${n(box.height)}" fill="${palette.lane[lane]}" fill-opacity="0.12"/>`;
  });
  const places = new Map(nodes.map(({ id, at }) => [id, middle(at)]));
  const edges = [...new Map(plan.edges.map((edge) => [edgeId(edge), edge])).values()].flatMap(({ from, to, kind }) => {
    const [start, end] = [places.get(from), places.get(to)];
    if (!start || !end) return [];
    return `<path d="M${n(start[0])} ${n(start[1])}L${n(end[0])} ${n(end[1])}" stroke="${palette.edge[kind]}" stroke-opacity="0.5" stroke-width="1"/>`;
  });
  const cards = nodes.map(({ at, lane }) => {
    const [left, top] = middle(at);
    return `<rect x="${n(left - wide / 2)}" y="${n(top - high / 2)}" width="${n(wide)}" height="${n(high)}" rx="2" fill="${palette.lane[lane]}"/>`;
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" preserveAspectRatio="none">`,
    `<rect width="${width}" height="${height}" fill="${palette.background}"/>`,
    ...bands,
    ...edges,
    ...cards,
    '</svg>\n',
  ].join('\n');
}
