import type { Catalog } from '../catalog';
import {
  bandPadding,
  cardHeight,
  cardWidth,
  edgeId,
  edgeStyles,
  endMarks,
  noteWidth,
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
import type { Finding } from '../validate';
import { cardBaselines, cardIcon, cardStripe, cardText, cardWords } from './card-words';
import { drawChangeLegend, drawChanges, faint, type DrawnChanges } from './draw-changes';
import { drawLegend } from './draw-legend';
import { drawFrames, drawNotes, linesOfNote } from './draw-groups';
import { drawMarks } from './draw-marks';
import { escape } from './escape';
import { n } from './number';
import { paper, type Palette } from './palette';
import { bandReach, planGeometry, type Box, type PlacedBand } from './plan-geometry';
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
  /** With changes, what changed carries a sign, and what was removed is faint. */
  readonly changes?: DrawnChanges;
  /** With a cost, nodes show their monthly cost. */
  readonly cost?: Cost;
  readonly palette?: Palette;
  /** Draws stages as lanes; true by default. */
  readonly lanes?: boolean;
}

export interface Drawing {
  /** A complete SVG document. */
  readonly svg: string;
  /** Size in the plan's units, one of which is a CSS pixel at full size. */
  readonly width: number;
  readonly height: number;
  /** Where the point 0, 0 of the plan lies in the picture. */
  readonly origin: { readonly x: number; readonly y: number };
  /** Where the things of the plan lie in the picture. */
  readonly boxes: DrawnBoxes;
}

/** Boxes by the ids of things, in the picture's units. An edge has a box around its middle, where its title is. */
export interface DrawnBoxes {
  readonly nodes: ReadonlyMap<string, Box>;
  readonly edges: ReadonlyMap<string, Box>;
  readonly groups: ReadonlyMap<string, Box>;
  readonly notes: ReadonlyMap<string, Box>;
}

const margin = 24;
/** Height of a lane's name, which lies in the padding of its band. */
const laneNameSize = 11;
/** Between the drawing and its legend. */
const legendGap = 8;
const fonts = "Roboto, 'Segoe UI', 'Helvetica Neue', Arial, sans-serif";

/**
 * Draws a plan as SVG. The one drawing for SVG, PNG, PDF and print: pure, so the same plan gives the same text. Nodes without a place get
 * one as in a tidied plan.
 */
export function drawPlan(input: DrawInput): Drawing {
  const { catalog, palette = paper, lanes: withLanes = true } = input;
  const { plan, nodes, edges, routes, bands, bounds, goesRight, ...pieces } = planGeometry(input.plan, catalog, linesOfNote, withLanes);
  const frames = drawFrames(pieces.frames, palette);
  const notes = drawNotes(pieces.notes, plan, palette);
  // bands and marks on corners reach beyond the cards
  const left = margin + (goesRight && withLanes ? bandPadding + 8 : 0);
  // as do arcs over a row
  const top = margin + bandPadding;
  const width = bounds.width + left + margin + (goesRight && withLanes ? bandPadding + 8 : 12);
  const legend = drawLegend(plan, bounds.width, palette);
  const signs = input.changes ? drawChangeLegend(input.changes, palette) : { svg: '', height: 0 };
  const below = bounds.height + bandPadding + legendGap;
  const legendHeight = legend.height + signs.height;
  const height = bounds.height + top + margin + bandPadding + (legendHeight > 0 ? legendHeight + legendGap : 0);
  const parts = [
    ...bands.map((band) => drawBand(band, palette, goesRight)),
    ...frames.map(({ svg }) => svg),
    ...edges.flatMap((edge) => drawEdge(edge, routes, plan, palette).map((svg) => faint(svg, input.changes?.edges.get(edgeId(edge))))),
    ...nodes.map(({ id, at, lane }) => faint(drawCard(id, at, lane, plan, input, palette), input.changes?.nodes.get(id))),
    ...edges.flatMap((edge) => drawLabel(edge, routes, palette)),
    ...notes.map(({ svg, id }) => faint(svg, input.changes?.notes.get(id))),
    ...(input.findings ? drawMarks(input.findings, plan, routes, palette) : []),
    ...(input.changes ? drawChanges(input.changes, plan, routes, palette) : []),
  ];
  const title = escape(shortName(plan.name));
  const svg = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${n(width)}" height="${n(height)}" viewBox="0 0 ${n(width)} ${n(height)}" role="img" aria-label="${title}" font-family="${fonts}">`,
    `<title>${title}</title>`,
    definitions(palette, plan, parts),
    `<rect width="${n(width)}" height="${n(height)}" fill="${palette.background}"/>`,
    `<g transform="translate(${n(left - bounds.x)} ${n(top - bounds.y)})">`,
    ...parts,
    ...(legend.height > 0 ? [`<g transform="translate(${n(bounds.x)} ${n(bounds.y + below)})">${legend.svg}</g>`] : []),
    ...(signs.height > 0 ? [`<g transform="translate(${n(bounds.x)} ${n(bounds.y + below + legend.height)})">${signs.svg}</g>`] : []),
    '</g>',
    '</svg>',
  ].join('\n');
  const inPicture = ({ x, y, ...size }: Box): Box => ({ x: x + left - bounds.x, y: y + top - bounds.y, ...size });
  const placed = (things: readonly { readonly id: string; readonly box: Box }[]) =>
    new Map(things.map(({ id, box }) => [id, inPicture(box)]));
  const boxes = {
    nodes: placed(nodes.map(({ id, at: [x, y] }) => ({ id, box: { x, y, width: cardWidth, height: cardHeight } }))),
    edges: placed(
      [...routes].map(
        ([
          id,
          {
            middle: [x, y],
          },
        ]) => ({ id, box: { x: x - 40, y: y - 20, width: 80, height: 40 } }),
      ),
    ),
    groups: placed(pieces.frames),
    notes: placed(pieces.notes),
  };
  return { svg: `${svg}\n`, width, height, origin: { x: left - bounds.x, y: top - bounds.y }, boxes };
}

/** A lane: a band across the drawing, with its name in the corner where no card is. */
function drawBand({ band, box, isShaded }: PlacedBand, palette: Palette, goesRight: boolean): string {
  const stripe = goesRight ? { width: box.width, height: 4 } : { width: 4, height: box.height };
  const label = fitText(band.title, box.width - 16, laneNameSize, 'medium');
  const start = `x="${n(box.x)}" y="${n(box.y)}"`;
  return [
    `<g class="lane" data-lane="${band.lane}"><rect ${start} width="${n(box.width)}" height="${n(box.height)}" fill="${isShaded ? palette.band : palette.bandAlternate}"/>`,
    `<rect ${start} width="${n(stripe.width)}" height="${n(stripe.height)}" fill="${palette.lane[band.lane]}"/>`,
    `<text x="${n(box.x + bandReach)}" y="${n(box.y + bandPadding - 6)}" font-size="${laneNameSize}" font-weight="500" fill="${palette.muted}">${escape(label)}</text></g>`,
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

/** An edge's title, drawn over the cards: if there is no room, it is better on a card than under it. */
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
  const fits = (line: string) => textWidth(line, cardText.small) <= cardText.room;
  const { title, name, service, isKnown, cost, icon: iconName } = cardWords(id, plan, input.catalog, input.cost, fits);
  const colour = palette.lane[lane];
  const icon = iconName === undefined ? undefined : input.icons[iconName];
  const at = cardBaselines(cost !== undefined);
  return [
    `<g class="node" data-node="${escape(id)}" transform="translate(${n(x)} ${n(y)})"><title>${escape(`${title} (${service})`)}</title>`,
    `<rect width="${cardWidth}" height="${cardHeight}" rx="8" fill="${palette.card}" stroke="${isKnown ? palette.cardBorder : palette.severity.error}" stroke-width="1"${isKnown ? '' : ' stroke-dasharray="4 3"'}/>`,
    `<path d="${cardStripe}" fill="${colour}"/>`,
    icon
      ? `<g transform="translate(${cardIcon.x} ${cardIcon.y})" fill="none" stroke="${colour}" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round">${icon.map(drawElement).join('')}</g>`
      : '',
    cardLine(fitText(title, cardText.room, 13, 'medium'), `y="${at.title}" font-size="13" font-weight="500" fill="${palette.text}"`),
    cardLine(fitText(name, cardText.room, 11), `y="${at.name}" font-size="11" fill="${palette.muted}"`),
    cost ? `<text x="${cardText.x}" y="${at.cost}" font-size="11" fill="${palette.text}">${escape(cost)}</text>` : '',
    '</g>',
  ].join('');
}

/** A line on a card. Text in a font of unknown width ends at the card's border, however wide it is. */
function cardLine(line: string, attributes: string): string {
  return `<text x="${cardText.x}" ${attributes}${isMeasured(line) ? '' : ' clip-path="url(#card-text)"'}>${escape(line)}</text>`;
}

function drawElement([tag, attributes]: Icon[number]): string {
  return `<${tag} ${Object.entries(attributes)
    .filter(([name]) => name !== 'key')
    .map(([name, value]) => `${name}="${escape(value)}"`)
    .join(' ')}/>`;
}

/** Clips for text in fonts without known widths; a note is as high as its lines. */
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
