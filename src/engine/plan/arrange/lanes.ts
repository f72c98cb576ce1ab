import type { Position } from '../model';
import type { Stage } from '../vocabulary';
import { cardHeight, cardWidth } from './place';

/**
 * The lanes of a drawing, in their order. They follow the flow of a pipeline, so that most edges lead on to a later lane: compute and tracking of
 * runs and models are after the training that uses them, although the guide names them before it.
 */
export const lanes = [
  { id: 'sources', title: 'Sources', stages: ['source'] },
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
  { id: 'consumers', title: 'Consumers', stages: ['consumption'] },
  { id: 'foundation', title: 'Foundation', stages: ['foundation'] },
] as const satisfies readonly { id: string; title: string; stages: readonly Stage[] }[];
export type LaneId = (typeof lanes)[number]['id'];
export const laneIds: readonly LaneId[] = lanes.map(({ id }) => id);

const laneByStage = new Map<Stage, LaneId>(lanes.flatMap((lane) => lane.stages.map((stage) => [stage, lane.id] as const)));

/** The lane of a stage. A node without a stage (its service is not in the catalog) goes to orchestration. */
export function laneOf(stage: Stage | undefined): LaneId {
  return (stage && laneByStage.get(stage)) ?? 'orchestration';
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
