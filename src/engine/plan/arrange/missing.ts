import { compareEdges } from '../edge-order';
import type { NodeId, Plan, Position } from '../model';
import { arrange } from './arrange';
import { findPlaces } from './find-places';
import type { StageOf } from './lane-graph';
import { laneOf } from './lanes';
import { directionOf, shapeOf, turned } from './upright';

/** Positions for the nodes that have none; those that have one stay. A plan without any is laid out as a whole. */
export function arrangeMissing(plan: Plan, stageOf: StageOf): Plan {
  const missing = Object.keys(plan.nodes).filter((id) => !plan.layout[id]);
  if (missing.length === 0) return plan;
  const whole = arrange(plan, stageOf);
  if (missing.length === Object.keys(plan.nodes).length) return { ...plan, layout: { ...plan.layout, ...whole } };
  const direction = directionOf(plan);
  const { stepY } = shapeOf(direction);
  const neighbours = neighboursOf(plan);
  const wishes: Record<NodeId, Position> = {};
  for (const id of missing) {
    // beside a neighbour that has a place, else at its place in a tidy plan
    const anchor = neighbours.get(id)?.find(({ other }) => plan.layout[other] ?? wishes[other]);
    const beside = anchor && (plan.layout[anchor.other] ?? wishes[anchor.other]);
    if (!beside) wishes[id] = whole[id] ?? [0, 0];
    else {
      const [x, y] = turned(beside, direction);
      wishes[id] = turned([x, y + (anchor.leads ? -1 : 1) * stepY], direction);
    }
  }
  const found = findPlaces(plan, (id) => laneOf(plan.nodes[id]?.stage ?? stageOf(id)), { nodes: wishes, mayMakeRoom: false });
  return { ...plan, layout: { ...plan.layout, ...found.nodes } };
}

interface Neighbour {
  readonly other: NodeId;
  /** An edge leads to it, not only from it. */
  readonly leads: boolean;
}

/** Neighbours of each node, in the order of the edges. */
function neighboursOf(plan: Pick<Plan, 'edges'>): ReadonlyMap<NodeId, readonly Neighbour[]> {
  const led = new Set(plan.edges.map(({ from, to }) => `${from}/${to}`));
  const found = new Map<NodeId, Neighbour[]>();
  const add = (id: NodeId, other: NodeId) => {
    const list = found.get(id);
    const neighbour = { other, leads: led.has(`${id}/${other}`) };
    if (list) list.push(neighbour);
    else found.set(id, [neighbour]);
  };
  for (const { from, to } of [...plan.edges].sort(compareEdges)) {
    add(from, to);
    if (from !== to) add(to, from);
  }
  return found;
}
