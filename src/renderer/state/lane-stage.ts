import { bandsOf, cardHeight, laneOf, type NodeId, type Plan, type Position, type Stage } from '#engine/plan';
import type { CatalogView } from './catalog-view.svelte';

/** What cards that are dropped in another lane become. */
export interface Restaging {
  /** Nodes that take the stage of the lane they were dropped in. */
  readonly taken: readonly { readonly id: NodeId; readonly stage: Stage; readonly title: string }[];
  /** Nodes whose service is not for that lane. */
  readonly kept: readonly { readonly id: NodeId; readonly title: string }[];
}

/**
 * What lane cards are dropped in, by the bands of those that stay.
 * @param plan has a place for every node
 */
export function stagesByPlace(plan: Plan, catalog: CatalogView, to: Readonly<Record<NodeId, Position>>): Restaging {
  const staying = Object.entries(plan.nodes).flatMap(([id, node]) => {
    const at = plan.layout[id];
    return at && !Object.hasOwn(to, id) ? [{ id, lane: catalog.laneOf(node), at }] : [];
  });
  const bands = bandsOf(staying);
  const taken: Restaging['taken'][number][] = [];
  const kept: Restaging['kept'][number][] = [];
  for (const [id, [, y]] of Object.entries(to)) {
    const node = plan.nodes[id];
    const middle = y + cardHeight / 2;
    const band = bands.find(({ top, bottom }) => middle > top && middle < bottom);
    if (!node || !band || band.lane === catalog.laneOf(node)) continue;
    const stage = catalog.get(node.service)?.stages.find((one) => laneOf(one) === band.lane);
    if (stage) taken.push({ id, stage, title: band.title });
    else kept.push({ id, title: band.title });
  }
  return { taken, kept };
}
