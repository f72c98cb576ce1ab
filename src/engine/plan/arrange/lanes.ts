import type { Position, NodeId } from '../model';
import type { Stage } from '../vocabulary';
import { cardHeight, cardWidth } from './place';

/**
 * The lanes of a drawing, from top to bottom. They follow the way through a pipeline, so that most edges lead down: compute and
 * tracking of runs and models stand below the training that uses them, although the guide names them before it.
 */
export const lanes = [
  { id: 'experimentation', title: 'Experimentation', stages: ['experimentation'] },
  { id: 'orchestration', title: 'Orchestration', stages: ['orchestration'] },
  { id: 'data-transfer', title: 'Data transfer', stages: ['data-transfer'] },
  { id: 'data-transformation', title: 'Data transformation', stages: ['data-transformation'] },
  { id: 'data-versions', title: 'Data versions', stages: ['data-versioning'] },
  { id: 'training', title: 'Training', stages: ['training'] },
  { id: 'compute', title: 'Compute', stages: ['compute'] },
  { id: 'tracking', title: 'Tracking', stages: ['tracking-experiments', 'model-registry'] },
  { id: 'deployment', title: 'Deployment', stages: ['deployment-batch', 'deployment-realtime'] },
  { id: 'monitoring', title: 'Monitoring', stages: ['monitoring'] },
] as const satisfies readonly { id: string; title: string; stages: readonly Stage[] }[];
export type LaneId = (typeof lanes)[number]['id'];

const laneByStage = new Map<Stage, LaneId>(lanes.flatMap((lane) => lane.stages.map((stage) => [stage, lane.id] as const)));

/** The lane of a stage. What has no stage (a service that the catalog does not know) goes with orchestration. */
export function laneOf(stage: Stage | undefined): LaneId {
  return (stage && laneByStage.get(stage)) ?? 'orchestration';
}

/** A lane as it lies in a drawing. */
export interface Band {
  readonly lane: LaneId;
  readonly title: string;
  readonly top: number;
  readonly bottom: number;
  /** Nodes that stand outside of it, since another lane's nodes are in between. */
  readonly strays: readonly NodeId[];
}

/** Room between a band's edge and the cards in it. */
export const bandPadding = 20;

/**
 * The bands that lanes take, from where their nodes are. Where nodes of two lanes are mixed, a band goes where most of its nodes are
 * and the others are strays.
 */
export function bandsOf(nodes: readonly { readonly id: NodeId; readonly lane: LaneId; readonly at: Position }[]): Band[] {
  const byLane = new Map<LaneId, { readonly id: NodeId; readonly y: number }[]>();
  for (const { id, lane, at } of nodes) {
    const list = byLane.get(lane);
    if (list) list.push({ id, y: at[1] });
    else byLane.set(lane, [{ id, y: at[1] }]);
  }
  const present = lanes.flatMap((lane) => {
    const members = byLane.get(lane.id);
    if (!members) return [];
    const ys = members.map(({ y }) => y).sort((a, b) => a - b);
    return [{ lane, members, first: ys[0] ?? 0, last: ys.at(-1) ?? 0, middle: ys[Math.floor(ys.length / 2)] ?? 0 }];
  });
  const ordered = [...present].sort((a, b) => a.middle - b.middle);
  const bands: Band[] = [];
  let floor = -Infinity;
  ordered.forEach((one, at) => {
    const next = ordered[at + 1];
    const wishedTop = one.first - bandPadding;
    const wishedBottom = one.last + cardHeight + bandPadding;
    const top = Math.max(wishedTop, floor);
    // meets its neighbour half way; a neighbour that is mixed in starts below this lane's middle
    const border = next ? Math.max((one.last + cardHeight + next.first) / 2, one.middle + cardHeight + bandPadding / 2) : Infinity;
    const bottom = Math.max(Math.min(wishedBottom, border), top + cardHeight);
    bands.push({
      lane: one.lane.id,
      title: one.lane.title,
      top,
      bottom,
      strays: one.members.filter(({ y }) => y + cardHeight / 2 < top || y + cardHeight / 2 > bottom).map(({ id }) => id),
    });
    floor = bottom;
  });
  return bands;
}

/** The rectangle around some cards, or `undefined` of none. */
export function boundsOf(
  positions: readonly Position[],
): { readonly x: number; readonly y: number; readonly width: number; readonly height: number } | undefined {
  if (positions.length === 0) return undefined;
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [x, y] of positions) {
    left = Math.min(left, x);
    top = Math.min(top, y);
    right = Math.max(right, x + cardWidth);
    bottom = Math.max(bottom, y + cardHeight);
  }
  return { x: left, y: top, width: right - left, height: bottom - top };
}
