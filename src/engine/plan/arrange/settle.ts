import type { NodeId, NoteId, Plan, Position } from '../model';
import type { PlanEdit } from '../edits/edit';
import { findPlaces, type FoundPlaces } from './find-places';
import type { LaneId } from './lanes';

/** The lane of a node in a plan. */
export type LaneIn = (plan: Plan, node: NodeId) => LaneId;

/**
 * The plan after some edits, with free places for what they added and for nodes whose lane they changed. So nothing lies on anything
 * else, whatever added it: a drop, a paste, a fix or a swap.
 * @param before the plan before the edits
 * @param after has a place for every node that the edits added
 */
export function settle(before: Plan, after: Plan, edits: readonly PlanEdit[], laneIn: LaneIn): Plan {
  const nodes: Record<NodeId, Position> = {};
  const notes: Record<NoteId, Position> = {};
  for (const edit of edits) {
    if (edit.type === 'add-note') {
      const note = before.notes[edit.id] ? undefined : after.notes[edit.id];
      if (note) notes[edit.id] = [note.at[0], note.at[1]];
    } else if (edit.type === 'add-node' || edit.type === 'swap-service' || edit.type === 'change-node') {
      const at = after.layout[edit.id];
      if (at && after.nodes[edit.id] && !Object.hasOwn(nodes, edit.id) && needsPlace(before, after, edit.id, laneIn)) nodes[edit.id] = at;
    }
  }
  if (Object.keys(nodes).length + Object.keys(notes).length === 0) return after;
  return withPlaces(
    after,
    findPlaces(after, (id) => laneIn(after, id), { nodes, notes }),
  );
}

/** True for a new node, and for one in another lane than before that was not moved there. */
function needsPlace(before: Plan, after: Plan, id: NodeId, laneIn: LaneIn): boolean {
  if (!before.nodes[id]) return true;
  const [was, is] = [before.layout[id], after.layout[id]];
  return was?.[0] === is?.[0] && was?.[1] === is?.[1] && laneIn(before, id) !== laneIn(after, id);
}

/** The plan with places that were found. */
export function withPlaces(plan: Plan, { nodes, notes }: FoundPlaces): Plan {
  return {
    ...plan,
    layout: { ...plan.layout, ...nodes },
    notes: Object.keys(notes).length === 0 ? plan.notes : moved(plan.notes, notes),
  };
}

function moved(notes: Plan['notes'], to: FoundPlaces['notes']): Plan['notes'] {
  return Object.fromEntries(Object.entries(notes).map(([id, note]) => [id, to[id] ? { ...note, at: [to[id][0], to[id][1]] } : note]));
}
