import type { Catalog } from '../catalog';
import {
  greatest,
  least,
  arrangeMissing,
  bandPadding,
  bandsOf,
  boundsOf,
  cardHeight,
  cardWidth,
  edgeId,
  edgeStyles,
  endMarks,
  laneOf,
  noteWidth,
  routeEdges,
  shortName,
  titleOf,
  type Edge,
  type LaneId,
  type NodeId,
  type Plan,
  type Position,
  type Route,
} from '../plan';
import type { Cost } from '../score';
import type { Finding, Severity } from '../validate';
import { money } from './amounts';
import { drawFrames, drawNotes, type Box } from './draw-groups';
import { escape } from './escape';
import { paper, type Palette } from './palette';
import { fitText } from './text-lines';
import { isMeasured, textWidth } from './text-width';

/** Elements of a 24 by 24 drawing: tag and attributes. */
export type Icon = readonly (readonly [tag: string, attributes: Readonly<Record<string, string>>])[];

export interface DrawInput {
  readonly plan: Plan;
  readonly catalog: Catalog;
  readonly icons: Readonly<Record<string, Icon>>;
  /** With findings, nodes and edges carry marks with their numbers. */
  readonly findings?: readonly Finding[];
  /** With a cost, nodes carry what they cost a month. */
  readonly cost?: Cost;
  readonly palette?: Palette;
  /** Whether stages are drawn as lanes; they are when left out. */
  readonly lanes?: boolean;
}

export interface Drawing {
  /** A complete SVG document. */
  readonly svg: string;
  /** Size in the plan's units, one of which is a CSS pixel at full size. */
  readonly width: number;
  readonly height: number;
}

type Bounds = NonNullable<ReturnType<typeof boundsOf>>;

const margin = 24;
/** Room for the names of lanes, left of the cards. */
const laneLabel = 28;
/** Between an edge and what is beside the drawing. */
const edgeRoom = 4;
const fonts = "Roboto, 'Segoe UI', 'Helvetica Neue', Arial, sans-serif";

/**
 * Draws a plan as SVG. The one drawing for SVG, PNG, PDF and print: pure, so the same plan gives the same text. Nodes without a place
 * get one as tidying would give it.
 */
export function drawPlan(input: DrawInput): Drawing {
  const { catalog, palette = paper, lanes: withLanes = true } = input;
  const plan = arrangeMissing(input.plan, (id) => catalog.stageOf(input.plan.nodes[id]?.service ?? ''));
  const nodes = Object.keys(plan.nodes).map((id) => ({
    id,
    at: plan.layout[id] ?? ([0, 0] as Position),
    lane: laneOf(plan.nodes[id]?.stage ?? catalog.stageOf(plan.nodes[id]?.service ?? '')),
  }));
  const routes = routeEdges(plan.edges, plan.layout);
  const frames = drawFrames(plan, palette);
  const notes = drawNotes(plan, palette);
  const cards = boundsOf(nodes.map(({ at }) => at));
  const boxes = [...(cards ? [cards] : []), ...[...frames, ...notes].map(({ box }) => box)];
  const bounds = spanning(around(boxes) ?? { x: 0, y: 0, width: cardWidth, height: cardHeight }, routes.values());
  const left = withLanes ? margin + laneLabel : margin;
  // arcs over a row and marks on corners reach beyond the cards
  const top = margin + bandPadding;
  const width = bounds.width + left + margin + 12;
  const height = bounds.height + top + margin + bandPadding;
  // an edge that stands twice in the file is one line
  const edges = [...new Map(plan.edges.map((edge) => [edgeId(edge), edge])).values()];
  const parts = [
    ...(withLanes ? bandsOf(nodes).map((band, at) => drawBand(band, at, bounds, left, palette)) : []),
    ...frames.map(({ svg }) => svg),
    ...edges.flatMap((edge) => drawEdge(edge, routes, plan, palette)),
    ...nodes.map(({ id, at, lane }) => drawCard(id, at, lane, plan, input, palette)),
    ...edges.flatMap((edge) => drawLabel(edge, routes, palette)),
    ...notes.map(({ svg }) => svg),
    ...(input.findings ? drawMarks(input.findings, plan, routes, palette) : []),
  ];
  const title = escape(shortName(plan.name));
  const svg = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${n(width)}" height="${n(height)}" viewBox="0 0 ${n(width)} ${n(height)}" role="img" aria-label="${title}" font-family="${fonts}">`,
    `<title>${title}</title>`,
    definitions(palette, plan, parts),
    `<rect width="${n(width)}" height="${n(height)}" fill="${palette.background}"/>`,
    `<g transform="translate(${n(left - bounds.x)} ${n(top - bounds.y)})">`,
    ...parts,
    '</g>',
    '</svg>',
  ].join('\n');
  return { svg: `${svg}\n`, width, height };
}

/** The box around some boxes; `undefined` around none. */
function around(boxes: readonly Box[]): Bounds | undefined {
  if (boxes.length === 0) return undefined;
  const [x, y] = [least(boxes.map((box) => box.x)), least(boxes.map((box) => box.y))];
  const [right, bottom] = [greatest(boxes.map((box) => box.x + box.width)), greatest(boxes.map((box) => box.y + box.height))];
  return { x, y, width: right - x, height: bottom - y };
}

/** Bounds that hold the cards and the edges that run beside them. */
function spanning(cards: Bounds, routes: Iterable<Route>): Bounds {
  let [left, right] = [cards.x, cards.x + cards.width];
  for (const { extent } of routes) {
    left = Math.min(left, extent[0] - edgeRoom);
    right = Math.max(right, extent[1] + edgeRoom);
  }
  return { ...cards, x: left, width: right - left };
}

function drawBand(
  band: { readonly lane: LaneId; readonly title: string; readonly top: number; readonly bottom: number },
  at: number,
  bounds: { readonly x: number; readonly width: number },
  left: number,
  palette: Palette,
): string {
  const x = bounds.x - left + 8;
  const width = bounds.width + left + margin - 4;
  const middle = (band.top + band.bottom) / 2;
  const label = fitText(band.title, band.bottom - band.top - 8, 11, 'medium');
  return [
    `<g class="lane"><rect x="${n(x)}" y="${n(band.top)}" width="${n(width)}" height="${n(band.bottom - band.top)}" fill="${at % 2 === 0 ? palette.band : palette.bandAlternate}"/>`,
    `<rect x="${n(x)}" y="${n(band.top)}" width="4" height="${n(band.bottom - band.top)}" fill="${palette.lane[band.lane]}"/>`,
    `<text transform="translate(${n(x + 20)} ${n(middle)}) rotate(-90)" text-anchor="middle" font-size="11" font-weight="500" fill="${palette.muted}">${escape(label)}</text></g>`,
  ].join('');
}

type Routes = ReadonlyMap<string, Route>;

function drawEdge(edge: Edge, routes: Routes, plan: Plan, palette: Palette): string[] {
  const id = edgeId(edge);
  const route = routes.get(id);
  if (!route || !plan.nodes[edge.from] || !plan.nodes[edge.to]) return [];
  const style = edgeStyles[edge.kind];
  const dash = style.dash.length > 0 ? ` stroke-dasharray="${style.dash.join(' ')}"` : '';
  const name = `${shortName(titleOf(plan, edge.from))} → ${shortName(titleOf(plan, edge.to))} (${edge.kind})`;
  return [
    `<g class="edge" data-edge="${escape(id)}"><title>${escape(name)}</title><path d="${route.path}" fill="none" stroke="${palette.edge[edge.kind]}" stroke-width="${style.width}"${dash} marker-end="url(#end-${edge.kind})"/></g>`,
  ];
}

/** An edge's title, over the cards: where a plan leaves it no room it is rather on a card than under it. */
function drawLabel(edge: Edge, routes: Routes, palette: Palette): string[] {
  const route = routes.get(edgeId(edge));
  if (!route || !edge.title) return [];
  const [x, y] = route.middle;
  const label = fitText(shortName(edge.title), 140, 10);
  const width = textWidth(label, 10) + 8;
  return [
    `<rect x="${n(x - width / 2)}" y="${n(y - 8)}" width="${n(width)}" height="15" rx="3" fill="${palette.background}" fill-opacity="0.9"/><text x="${n(x)}" y="${n(y + 3)}" text-anchor="middle" font-size="10" fill="${palette.edge[edge.kind]}">${escape(label)}</text>`,
  ];
}

function drawCard(id: NodeId, [x, y]: Position, lane: LaneId, plan: Plan, input: DrawInput, palette: Palette): string {
  const service = input.catalog.get(plan.nodes[id]?.service ?? '');
  const colour = palette.lane[lane];
  const title = shortName(titleOf(plan, id));
  const name = service?.shortName ?? `Unknown: ${plan.nodes[id]?.service ?? ''}`;
  const cost = input.cost ? costLine(id, input.cost) : undefined;
  const icon = service ? input.icons[service.icon] : undefined;
  const room = cardWidth - 56 - 10;
  return [
    `<g class="node" data-node="${escape(id)}" transform="translate(${n(x)} ${n(y)})"><title>${escape(`${title} (${service?.name ?? name})`)}</title>`,
    `<rect width="${cardWidth}" height="${cardHeight}" rx="8" fill="${palette.card}" stroke="${service ? palette.cardBorder : palette.severity.error}" stroke-width="1"${service ? '' : ' stroke-dasharray="4 3"'}/>`,
    `<path d="M8 0H6A6 6 0 0 0 0 8V${cardHeight - 8}A6 6 0 0 0 6 ${cardHeight}H8Z" fill="${colour}"/>`,
    icon
      ? `<g transform="translate(20 ${cardHeight / 2 - 12})" fill="none" stroke="${colour}" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round">${icon.map(drawElement).join('')}</g>`
      : '',
    cardText(fitText(title, room, 13, 'medium'), `y="${cost ? 22 : 28}" font-size="13" font-weight="500" fill="${palette.text}"`),
    cardText(fitText(name, room, 11), `y="${cost ? 38 : 45}" font-size="11" fill="${palette.muted}"`),
    cost ? `<text x="56" y="54" font-size="11" fill="${palette.text}">${escape(cost)}</text>` : '',
    '</g>',
  ].join('');
}

/** A line on a card. One that is drawn with a font nobody has measured ends at the card's border, however wide it comes out. */
function cardText(line: string, attributes: string): string {
  return `<text x="56" ${attributes}${isMeasured(line) ? '' : ' clip-path="url(#card-text)"'}>${escape(line)}</text>`;
}

function drawElement([tag, attributes]: Icon[number]): string {
  return `<${tag} ${Object.entries(attributes)
    .filter(([name]) => name !== 'key')
    .map(([name, value]) => `${name}="${escape(value)}"`)
    .join(' ')}/>`;
}

/** What a node costs a month, as its card says it. */
export function costLine(id: NodeId, cost: Cost): string {
  const node = cost.nodes[id];
  if (!node) return 'cost unknown';
  if (node.unknown.length > 0) return node.likely > 0 ? `over ${money(node.likely)} ${cost.currency} a month` : 'cost unknown';
  if (node.free) return 'no charge of its own';
  return `${money(node.likely)} ${cost.currency} a month`;
}

const ranks: readonly Severity[] = ['error', 'warning', 'info'];

/** A mark on each node and edge that findings name: the worst severity's shape, and the findings' numbers. */
function drawMarks(findings: readonly Finding[], plan: Plan, routes: Routes, palette: Palette): string[] {
  const byPlace = new Map<string, Finding[]>();
  const put = (place: string, finding: Finding) => byPlace.set(place, [...(byPlace.get(place) ?? []), finding]);
  for (const finding of findings) {
    for (const id of finding.nodes) put(`node ${id}`, finding);
    // a finding that names an edge is marked there; its nodes are only named
    for (const id of finding.edges) put(`edge ${id}`, finding);
  }
  const titled = new Set(plan.edges.flatMap((edge) => (edge.title ? [edgeId(edge)] : [])));
  return [...byPlace].flatMap(([place, here]) => {
    const [type, id = ''] = place.split(' ');
    const open = here.filter(({ waived }) => !waived);
    const worst = ranks.find((severity) => open.some((finding) => finding.severity === severity));
    const numbers = numbersOf(here.map(({ number }) => number));
    if (type === 'node') {
      const at = plan.layout[id];
      return at && plan.nodes[id] ? [drawMark({ right: at[0] + cardWidth + 6, y: at[1] }, worst, numbers, palette)] : [];
    }
    const route = routes.get(id);
    if (!route) return [];
    const [x, y] = route.middle;
    // above the edge's title, if it has one
    return [drawMark({ middle: x, y: titled.has(id) ? y - 17 : y }, worst, numbers, palette)];
  });
}

/** "3", "3 · 7", "3 · 7 +2": the first two numbers and how many more. */
export function numbersOf(numbers: readonly number[]): string {
  const sorted = [...numbers].sort((a, b) => a - b);
  const first = sorted.slice(0, 2).join(' · ');
  return sorted.length > 2 ? `${first} +${sorted.length - 2}` : first;
}

/** A pill with a shape for the severity: an octagon, a triangle, a circle, or a ring for waived. */
function drawMark(
  at: { readonly y: number } & ({ readonly right: number } | { readonly middle: number }),
  severity: Severity | undefined,
  numbers: string,
  palette: Palette,
): string {
  const colour = palette.severity[severity ?? 'waived'];
  const width = textWidth(numbers, 10, 'medium') + 24;
  const x = 'right' in at ? at.right - width : at.middle - width / 2;
  const { y } = at;
  const shape =
    severity === 'error'
      ? `<path d="M${n(x + 7.5)} ${n(y - 4.5)}h4l2.5 2.5v4l-2.5 2.5h-4l-2.5-2.5v-4z" fill="#fff"/>`
      : severity === 'warning'
        ? `<path d="M${n(x + 9.5)} ${n(y - 5)}l5 9h-10z" fill="#fff"/>`
        : severity === 'info'
          ? `<circle cx="${n(x + 9.5)}" cy="${n(y)}" r="4" fill="#fff"/>`
          : `<circle cx="${n(x + 9.5)}" cy="${n(y)}" r="3.25" fill="none" stroke="#fff" stroke-width="1.5"/>`;
  return `<g class="mark"><rect x="${n(x)}" y="${n(y - 9)}" width="${n(width)}" height="18" rx="9" fill="${colour}"/>${shape}<text x="${n(x + 18)}" y="${n(y + 3.5)}" font-size="10" font-weight="500" fill="#fff">${escape(numbers)}</text></g>`;
}

/** What text in fonts that nobody has measured is cut off at; a note is as high as its lines. */
const clips = [
  { id: 'card-text', width: cardWidth - 4, height: cardHeight },
  { id: 'note-text', width: noteWidth - 4, height: 100_000 },
] as const;

function definitions(palette: Palette, plan: Plan, parts: readonly string[]): string {
  const kinds = [...new Set(plan.edges.map(({ kind }) => kind))].sort();
  const markers = kinds.map((kind) => {
    const { path, filled } = endMarks[edgeStyles[kind].end];
    const paint = filled ? `fill="${palette.edge[kind]}"` : `fill="none" stroke="${palette.edge[kind]}" stroke-width="1.5"`;
    return `<marker id="end-${kind}" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="10" markerHeight="10" markerUnits="userSpaceOnUse" orient="auto"><path d="${path}" ${paint}/></marker>`;
  });
  const used = clips.filter((clip) => parts.some((part) => part.includes(`url(#${clip.id})`)));
  const paths = used.map(({ id, width, height }) => `<clipPath id="${id}"><rect width="${width}" height="${height}"/></clipPath>`);
  return `<defs>${markers.join('')}${paths.join('')}</defs>`;
}

/** A number with at most one decimal. */
function n(value: number): string {
  return String(Math.round(value * 10) / 10);
}
