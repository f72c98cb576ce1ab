import { cardText, cardWords, noteLines, placeMarks, planGeometry, type CardWords, type PlacedMark, type PlanGeometry } from '../../draw';
import { cardHeight, cardWidth, edgeId, noteFontSize, type Edge, type LaneId, type NodeId } from '../../plan';
import type { Box } from '../display-list';
import type { DrawingInput } from '../input';
import type { Look } from '../look';
import type { Texts } from '../texts';
import { cloudsOf, type Cloud } from './clouds';
import { iconPaths, routePoints, type IconPath, type RoutePoint } from './paths';

/** A node of the drawing. */
export interface DrawnNode {
  readonly id: NodeId;
  readonly lane: LaneId;
  readonly box: Box;
  readonly words: CardWords;
  readonly icon: readonly IconPath[];
}

/** An edge of the drawing, with both of its ends. */
export interface DrawnEdge {
  readonly id: string;
  readonly edge: Edge;
  readonly path: string;
  readonly points: readonly RoutePoint[];
  readonly middle: readonly [number, number];
  readonly bounds: Box;
}

/** A plan ready to be drawn, whole or in pieces: computed once for all of its sheets. */
export interface PlanDrawing extends Pick<PlanGeometry, 'plan' | 'frames' | 'notes' | 'bands' | 'bounds' | 'goesRight'> {
  readonly nodes: ReadonlyMap<NodeId, DrawnNode>;
  readonly edges: readonly DrawnEdge[];
  readonly marks: readonly PlacedMark[];
  /** Around what changed; none in a drawing without changes. */
  readonly clouds: readonly Cloud[];
  /** The state since which it changed, in words. */
  readonly since: string | undefined;
  readonly texts: Texts;
  readonly look: Look;
}

export function planDrawing(input: DrawingInput, texts: Texts, look: Look): PlanDrawing {
  const { catalog, icons, findings = [], cost } = input;
  const geometry = planGeometry(input.plan, catalog, (note) => noteLines(note, (line, width) => texts.lines(line, width, noteFontSize)));
  const { plan, routes } = geometry;
  const fits = (line: string) => texts.width(line, cardText.small) <= cardText.room;
  const paths = new Map<string, readonly IconPath[]>();
  const iconOf = (name: string | undefined) => {
    const icon = name === undefined ? undefined : icons[name];
    if (name === undefined || !icon) return [];
    const known = paths.get(name) ?? iconPaths(icon);
    paths.set(name, known);
    return known;
  };
  const nodes = geometry.nodes.map(({ id, at: [x, y], lane }): [NodeId, DrawnNode] => {
    const words = cardWords(id, plan, catalog, cost, fits);
    return [id, { id, lane, box: { x, y, width: cardWidth, height: cardHeight }, words, icon: iconOf(words.icon) }];
  });
  const edges = geometry.edges.flatMap((edge): DrawnEdge[] => {
    const id = edgeId(edge);
    const route = routes.get(id);
    if (!route || !plan.nodes[edge.from] || !plan.nodes[edge.to]) return [];
    const points = routePoints(route.path);
    return [{ id, edge, path: route.path, points, middle: route.middle, bounds: boundsOfPoints(points) }];
  });
  const { frames, notes, bands, bounds, goesRight } = geometry;
  const marks = placeMarks(findings, plan, routes);
  const drawing = { plan, frames, notes, bands, bounds, goesRight, nodes: new Map(nodes), edges, marks, texts, look };
  const clouds = cloudsOf(input.changes?.list ?? [], drawing);
  return { ...drawing, clouds, since: clouds.length > 0 ? input.changes?.since : undefined };
}

function boundsOfPoints(points: readonly RoutePoint[]): Box {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { at, corner } of points)
    for (const [x, y] of corner ? [at, corner] : [at]) {
      [left, top] = [Math.min(left, x), Math.min(top, y)];
      [right, bottom] = [Math.max(right, x), Math.max(bottom, y)];
    }
  return { x: left, y: top, width: right - left, height: bottom - top };
}
