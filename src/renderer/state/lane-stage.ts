import { laneOf, shapeOf, turned, type Band, type LaneId, type NodeId, type Plan, type Position, type Stage } from '#engine/plan';
import type { Service } from '#engine/catalog';
import type { CatalogView } from './catalog-view.svelte';
import { lanesIn } from './free-places';

/** Effect of dropping cards in lanes. */
export interface Restaging {
  /** Nodes that take the stage of the lane they were dropped in. */
  readonly taken: readonly { readonly id: NodeId; readonly stage: Stage; readonly title: string }[];
  /** Nodes whose service does not fit that lane. */
  readonly kept: readonly { readonly id: NodeId; readonly title: string }[];
  /** The lane in which each card lies; those between lanes are missing. */
  readonly lanes: Readonly<Record<NodeId, LaneId>>;
}

/**
 * The lanes in which cards are dropped, by the bands of the cards that stay, and the stages that they take there.
 * @param plan has a place for every node
 */
export function stagesByPlace(plan: Plan, catalog: CatalogView, to: Readonly<Record<NodeId, Position>>): Restaging {
  const staying = { ...plan, nodes: Object.fromEntries(Object.entries(plan.nodes).filter(([id]) => !Object.hasOwn(to, id))) };
  const bands = lanesIn(staying, catalog).all;
  const taken: Restaging['taken'][number][] = [];
  const kept: Restaging['kept'][number][] = [];
  const lanes: Record<NodeId, LaneId> = {};
  for (const [id, at] of Object.entries(to)) {
    const node = plan.nodes[id];
    const band = bandAt(bands, plan, at);
    if (!node || !band) continue;
    lanes[id] = band.lane;
    if (band.lane === catalog.laneOf(node)) continue;
    const stage = stageIn(band.lane, catalog.get(node.service));
    if (stage) taken.push({ id, stage, title: band.title });
    else kept.push({ id, title: band.title });
  }
  return { taken, kept, lanes };
}

/** The stage that a service takes where it is dropped: that of the lane there, if it has it. @param plan has a place for every node */
export function stageAt(plan: Plan, catalog: CatalogView, service: Service, at: Position): Stage | undefined {
  const band = bandAt(lanesIn(plan, catalog).all, plan, at);
  return band && stageIn(band.lane, service);
}

/** The stage of a lane that a service has. */
export function stageIn(lane: LaneId, service: Service | undefined): Stage | undefined {
  return service?.stages.find((stage) => laneOf(stage) === lane);
}

/** The band in which the middle of a card lies. */
export function bandAt(bands: readonly Band[], { direction }: Pick<Plan, 'direction'>, at: Position): Band | undefined {
  const middle = turned(at, direction)[1] + shapeOf(direction).height / 2;
  return bands.find(({ start, end }) => middle > start && middle < end);
}
