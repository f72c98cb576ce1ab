import { findPlaces, settle, bandsOf, type Bands, type LaneId, type Plan, type PlanEdit, type Position } from '#engine/plan';
import type { CatalogView } from './catalog-view.svelte';

/* The place finder of the engine, with the lanes of the catalog. */

/** The lanes as they lie in the drawing of a plan. @param plan has a place for every node */
export function lanesIn(plan: Plan, catalog: CatalogView): Bands {
  const cards = Object.entries(plan.nodes).flatMap(([id, node]) => {
    const at = plan.layout[id];
    return at ? [{ id, lane: catalog.laneOf(node), at }] : [];
  });
  return bandsOf(cards, plan.direction);
}

/** The free place in a lane for a new card that is nearest to a wished one. @param plan has a place for every node */
export function freePlaceIn(plan: Plan, catalog: CatalogView, lane: LaneId, wished: Position): Position {
  const free = ''; // no node has this id
  const found = findPlaces(plan, (node) => catalog.laneOf(plan.nodes[node]), { nodes: { [free]: wished }, lanes: { [free]: lane } });
  return found.nodes[free] ?? wished;
}

/** The free place for a new note that is nearest to a wished one. */
export function freeNote(plan: Plan, wished: Position): [number, number] {
  const found = findPlaces(plan, () => 'orchestration', { notes: { '': wished } });
  const [x, y] = found.notes[''] ?? wished;
  return [x, y];
}

/** The plan after edits, with free places for what they added. */
export function settled(catalog: CatalogView): (before: Plan, after: Plan, edits: readonly PlanEdit[]) => Plan {
  return (before, after, edits) => settle(before, after, edits, (plan, id) => catalog.laneOf(plan.nodes[id]));
}
