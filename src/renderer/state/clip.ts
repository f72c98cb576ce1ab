import {
  emptyPlan,
  FreshKeys,
  type Amount,
  type NodeId,
  type NoteId,
  type Plan,
  type PlanEdit,
  type PlanNode,
  type Position,
} from '#engine/plan';

/*
 * Clips: parts of a plan that are plans themselves. Copying writes the text of a plan file, and any plan file can be pasted.
 */

/**
 * A clip of some nodes and notes, with the edges between the nodes, the assumptions they refer to, and the groups that are complete.
 * @param plan has a place for every node
 */
export function clipOf(plan: Plan, ids: Iterable<NodeId>, noteIds: Iterable<NoteId> = []): Plan {
  const chosen = new Set(ids);
  const chosenNotes = new Set(noteIds);
  const pick = <T>(map: Readonly<Record<NodeId, T>>) => Object.fromEntries(Object.entries(map).filter(([id]) => chosen.has(id)));
  const nodes = pick(plan.nodes);
  const named = new Set(Object.values(nodes).flatMap(assumptionsOf));
  return {
    ...emptyPlan(plan.name),
    nodes,
    edges: plan.edges.filter(({ from, to }) => chosen.has(from) && chosen.has(to)),
    groups: Object.fromEntries(Object.entries(plan.groups).filter(([, group]) => group.nodes.every((id) => chosen.has(id)))),
    notes: Object.fromEntries(Object.entries(plan.notes).filter(([id]) => chosenNotes.has(id))),
    layout: pick(plan.layout),
    assumptions: Object.fromEntries(Object.entries(plan.assumptions).filter(([name]) => named.has(name))),
  };
}

export interface Paste {
  readonly edits: readonly PlanEdit[];
  /** The new nodes, by their ids in the plan that they were pasted into. */
  readonly ids: readonly NodeId[];
  readonly notes: readonly NoteId[];
}

/**
 * Pastes a clip into a plan, a step beside its original place; where that is taken, the place finder goes on from there. Assumptions of the same name keep the value that they have in the plan.
 */
export function pasteEdits(plan: Plan, clip: Plan, step: Position): Paste {
  const names = new Map<NodeId, NodeId>();
  const edits: PlanEdit[] = missingAssumptions(plan, clip).map(([name, value]) => ({ type: 'set-assumption', name, value }));
  const nodeIds = new FreshKeys(plan.nodes);
  for (const [id, node] of Object.entries(clip.nodes)) {
    const fresh = nodeIds.next(id.replace(/-\d+$/, ''), 'node');
    names.set(id, fresh);
    const at = clip.layout[id];
    edits.push({ type: 'add-node', id: fresh, node, place: at ? { at: [at[0] + step[0], at[1] + step[1]] } : 'free' });
  }
  for (const edge of clip.edges) {
    const [from, to] = [names.get(edge.from), names.get(edge.to)];
    if (from !== undefined && to !== undefined) edits.push({ type: 'add-edge', edge: { ...edge, from, to } });
  }
  const groupIds = new FreshKeys(plan.groups);
  for (const [id, group] of Object.entries(clip.groups)) {
    const fresh = groupIds.next(id.replace(/-\d+$/, ''), 'group');
    edits.push({ type: 'add-group', id: fresh, group: { ...group, nodes: group.nodes.flatMap((node) => names.get(node) ?? []) } });
  }
  const noteIds = new FreshKeys(plan.notes);
  const noteNames = Object.entries(clip.notes).map(([id, note]) => {
    const fresh = noteIds.next(id.replace(/-\d+$/, ''), 'note');
    edits.push({ type: 'add-note', id: fresh, note: { ...note, at: [note.at[0] + step[0], note.at[1] + step[1]] } });
    return fresh;
  });
  return { edits, ids: [...names.values()], notes: noteNames };
}

function assumptionsOf({ usage = {} }: PlanNode): string[] {
  return Object.values(usage).flatMap((value) => (typeof value === 'string' && value.startsWith('$') ? [value.slice(1)] : []));
}

function missingAssumptions(plan: Plan, clip: Plan): (readonly [string, Amount])[] {
  return Object.entries(clip.assumptions).filter(([name]) => !Object.hasOwn(plan.assumptions, name));
}
