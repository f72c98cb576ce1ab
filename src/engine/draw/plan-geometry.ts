import type { Catalog } from '../catalog';
import {
  arrangeMissing,
  bandPadding,
  bandsOf,
  boundsOf,
  cardHeight,
  cardWidth,
  directionOf,
  edgeId,
  frameOf,
  greatest,
  groupTitleOf,
  laneOf,
  least,
  noteLineHeight,
  notePadding,
  noteWidth,
  routeEdges,
  shortName,
  type Band,
  type Edge,
  type GroupId,
  type LaneId,
  type NodeId,
  type Note,
  type NoteId,
  type Plan,
  type Position,
  type Route,
} from '../plan';

/* What lies where in a drawing of a plan, in the units of its layout: the same for a drawing on one sheet and for one cut into several. */

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface PlacedNode {
  readonly id: NodeId;
  readonly at: Position;
  readonly lane: LaneId;
}

/** A lane across the drawing, and whether its band is the darker of two neighbours. */
export interface PlacedBand {
  readonly band: Band;
  readonly box: Box;
  readonly isShaded: boolean;
}

export interface PlanGeometry {
  /** The plan, with a place for every node. */
  readonly plan: Plan;
  readonly nodes: readonly PlacedNode[];
  /** Each edge once, also if the file has it twice; some may have no route. */
  readonly edges: readonly Edge[];
  readonly routes: ReadonlyMap<string, Route>;
  readonly frames: readonly { readonly id: GroupId; readonly title: string; readonly box: Box }[];
  readonly notes: readonly { readonly id: NoteId; readonly lines: readonly string[]; readonly box: Box }[];
  readonly bands: readonly PlacedBand[];
  /** Around cards, frames, notes and edges. */
  readonly bounds: Box;
  /** True if the stages go from left to right. */
  readonly goesRight: boolean;
}

/** Between an edge and the drawing's border. */
const edgeRoom = 4;
/** How far a band reaches beyond the cards of a drawing whose stages go down. */
export const bandReach = 12;

/**
 * The geometry of a plan's drawing. Nodes without a place get one as in a tidied plan.
 * @param linesOf the lines of a note, as the font that draws them breaks it
 */
export function planGeometry(given: Plan, catalog: Catalog, linesOf: (note: Note) => readonly string[], withLanes = true): PlanGeometry {
  const stageOf = (id: NodeId) => given.nodes[id]?.stage ?? catalog.stageOf(given.nodes[id]?.service ?? '');
  const plan = arrangeMissing(given, (id) => catalog.stageOf(given.nodes[id]?.service ?? ''));
  const nodes = Object.keys(plan.nodes).map((id) => ({ id, at: plan.layout[id] ?? ([0, 0] as Position), lane: laneOf(stageOf(id)) }));
  const routes = routeEdges(plan.edges, plan.layout, plan.direction);
  const frames = Object.entries(plan.groups).flatMap(([id, group]) => {
    const box = frameOf(group, plan.layout);
    return box ? [{ id, title: shortName(groupTitleOf(plan, id)), box }] : [];
  });
  const notes = Object.entries(plan.notes).map(([id, note]) => {
    const lines = linesOf(note);
    return { id, lines, box: { x: note.at[0], y: note.at[1], width: noteWidth, height: lines.length * noteLineHeight + 2 * notePadding } };
  });
  const cards = boundsOf(nodes.map(({ at }) => at));
  const boxes = [...(cards ? [cards] : []), ...[...frames, ...notes].map(({ box }) => box)];
  const bounds = spanning(around(boxes) ?? { x: 0, y: 0, width: cardWidth, height: cardHeight }, routes.values());
  const goesRight = directionOf(plan) === 'left-to-right';
  const bands = (withLanes ? bandsOf(nodes, plan.direction).all : []).map((band, at) => ({
    band,
    box: bandBox(band, bounds, goesRight),
    isShaded: at % 2 === 0,
  }));
  // a duplicate edge in the file is one line
  const edges = [...new Map(plan.edges.map((edge) => [edgeId(edge), edge])).values()];
  return { plan, nodes, edges, routes, frames, notes, bands, bounds, goesRight };
}

/** The box around some boxes; `undefined` around none. */
export function around(boxes: readonly Box[]): Box | undefined {
  if (boxes.length === 0) return undefined;
  const [x, y] = [least(boxes.map((box) => box.x)), least(boxes.map((box) => box.y))];
  const [right, bottom] = [greatest(boxes.map((box) => box.x + box.width)), greatest(boxes.map((box) => box.y + box.height))];
  return { x, y, width: right - x, height: bottom - y };
}

/** Bounds that hold the cards and the edges that run beside them. */
function spanning(cards: Box, routes: Iterable<Route>): Box {
  let [left, right] = [cards.x, cards.x + cards.width];
  for (const { extent } of routes) {
    left = Math.min(left, extent[0] - edgeRoom);
    right = Math.max(right, extent[1] + edgeRoom);
  }
  return { ...cards, x: left, width: right - left };
}

function bandBox({ start, end }: Band, bounds: Box, goesRight: boolean): Box {
  return goesRight
    ? { x: start, y: bounds.y - bandPadding, width: end - start, height: bounds.height + 2 * bandPadding }
    : { x: bounds.x - bandReach, y: start, width: bounds.width + 2 * bandReach, height: end - start };
}
