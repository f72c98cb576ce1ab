import { cardHeight, cardWidth, countCrossings, gapX, gapY, laneOf, lanes, tidy, tidyTask, type Plan, type Position } from '#engine/plan';
import { catalog } from '#resources';
import { hostilePlan, joinedPlan } from './plans';

/* Comparison with ELK: plans to tidy, our tidying, and the quality of a layout. */

export interface Measured {
  readonly layout: Readonly<Record<string, Position>>;
  /** The middle one of some tries. */
  readonly ms: number;
}

/** A plan to tidy: copies of the shipped ones joined with each other, or edges of any kind between any nodes. */
export function planOf(kind: 'joined' | 'random', nodes: number): Plan {
  return kind === 'joined' ? joinedPlan(nodes) : hostilePlan(nodes);
}

export function tidied(plan: Plan): Measured {
  const stageOf = (id: string) => catalog.stageOf(plan.nodes[id]?.service ?? '');
  const times: number[] = [];
  let layout: Measured['layout'] = {};
  for (let at = 0; at < 5; at += 1) {
    const before = performance.now();
    layout = tidy(tidyTask(plan, stageOf, Object.keys(plan.nodes))).to;
    times.push(performance.now() - before);
  }
  times.sort((a, b) => a - b);
  return { layout, ms: times[Math.floor(times.length / 2)] ?? 0 };
}

export function crossings(plan: Plan, layout: Measured['layout']): number {
  return countCrossings(plan.edges, layout);
}

/** The graph as ELK takes it: our cards and gaps, and each lane a partition. */
export function graphOf(plan: Plan): object {
  const order = lanes.map(({ id }) => id);
  const lane = (id: string) => order.indexOf(laneOf(plan.nodes[id]?.stage ?? catalog.stageOf(plan.nodes[id]?.service ?? '')));
  const edges = plan.edges.filter(({ from, to }) => from !== to && from in plan.nodes && to in plan.nodes);
  return {
    id: 'root',
    layoutOptions: {
      'elk.algorithm': 'layered',
      'elk.direction': 'DOWN',
      'elk.partitioning.activate': 'true',
      'elk.spacing.nodeNode': String(gapX),
      'elk.layered.spacing.nodeNodeBetweenLayers': String(gapY),
    },
    children: Object.keys(plan.nodes).map((id) => ({
      id,
      width: cardWidth,
      height: cardHeight,
      layoutOptions: { 'elk.partitioning.partition': String(lane(id)) },
    })),
    edges: edges.map(({ from, to }, at) => ({ id: `e${at}`, sources: [from], targets: [to] })),
  };
}

/** Width and height of a layout, in cards. */
export function shapeOf(layout: Measured['layout']): string {
  const [xs, ys] = [Object.values(layout).map(([x]) => x), Object.values(layout).map(([, y]) => y)];
  const across = (Math.max(...xs) - Math.min(...xs)) / (cardWidth + gapX) + 1;
  const down = (Math.max(...ys) - Math.min(...ys)) / (cardHeight + gapY) + 1;
  return `${Math.round(across)} × ${Math.round(down)}`;
}
