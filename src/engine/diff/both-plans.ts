import type { DrawnChange, DrawnChanges } from '../draw';
import { cardHeight, cardWidth, compareEdges, edgeId, type Plan, type Position } from '../plan';
import type { Change, PlanDiff } from './change';
import { placesOf } from './drawn-places';

/** Two plans as one drawing. */
export interface BothPlans {
  /** The plan after, with the nodes, edges and notes that were removed. */
  readonly plan: Plan;
  readonly changes: DrawnChanges;
}

/**
 * Puts what was removed back into the plan after, so that one drawing shows both. A removed node lies where it was, or near its neighbours
 * if another one lies there now. Groups and waivers are as in the plan after.
 */
export function bothPlans(diff: PlanDiff, after: Plan): BothPlans {
  const { before, changes } = diff;
  const placeOf = placesOf(diff);
  const goneNodes = Object.keys(before.nodes).filter((id) => !after.nodes[id]);
  const goneNotes = Object.keys(before.notes).filter((id) => !after.notes[id]);
  const nodes = { ...after.nodes, ...pick(before.nodes, goneNodes) };
  const marks = {
    nodes: marksOf(changes, 'node', goneNodes),
    notes: marksOf(changes, 'note', goneNotes),
    edges: new Map<string, DrawnChange>(),
  };
  // an edge whose kind or end changed is one edge
  const formerEdges = new Set(
    changes.flatMap((change) => (change.part === 'edge' && change.kind !== 'removed' ? (placeOf(change).before?.id ?? []) : [])),
  );
  const known = new Set(after.edges.map(edgeId));
  const goneEdges = before.edges.filter(
    (edge) => !known.has(edgeId(edge)) && !formerEdges.has(edgeId(edge)) && nodes[edge.from] && nodes[edge.to],
  );
  for (const change of changes) if (change.part === 'edge' && change.kind !== 'removed') marks.edges.set(change.id, markOf(change));
  for (const edge of goneEdges) marks.edges.set(edgeId(edge), 'removed');
  return {
    plan: {
      ...after,
      nodes,
      edges: [...after.edges, ...goneEdges].sort(compareEdges),
      notes: { ...after.notes, ...pick(before.notes, goneNotes) },
      layout: { ...after.layout, ...freePlaces(before.layout, goneNodes, after) },
    },
    changes: marks,
  };
}

/** Both plans, each with the marks of its own changes, to be drawn side by side. */
export function sideBySide(diff: PlanDiff, after: Plan): { readonly before: BothPlans; readonly after: BothPlans } {
  const placeOf = placesOf(diff);
  const marksIn = (side: 'before' | 'after'): DrawnChanges => {
    const marks = { node: new Map<string, DrawnChange>(), edge: new Map<string, DrawnChange>(), note: new Map<string, DrawnChange>() };
    for (const change of diff.changes) {
      const place = change.part === 'waiver' ? undefined : placeOf(change)[side];
      if (place && place.type !== 'group') marks[place.type].set(place.id, markOf(change));
    }
    return { nodes: marks.node, edges: marks.edge, notes: marks.note };
  };
  return { before: { plan: diff.before, changes: marksIn('before') }, after: { plan: after, changes: marksIn('after') } };
}

function marksOf(changes: readonly Change[], part: Change['part'], gone: readonly string[]): Map<string, DrawnChange> {
  const kept = changes.filter((change) => change.part === part && change.kind !== 'removed');
  return new Map([...kept.map((change) => [change.id, markOf(change)] as const), ...gone.map((id) => [id, 'removed'] as const)]);
}

function markOf({ kind }: Change): DrawnChange {
  return kind === 'renamed' ? 'changed' : kind;
}

function pick<T>(map: Readonly<Record<string, T>>, keys: readonly string[]): Record<string, T> {
  return Object.fromEntries(Object.entries(map).filter(([key]) => keys.includes(key)));
}

/** Former places at which no card of the plan after lies. A plan that is placed by itself has none. */
function freePlaces(former: Plan['layout'], ids: readonly string[], { layout, nodes }: Plan): Plan['layout'] {
  const taken = Object.entries(layout).flatMap(([id, place]) => (nodes[id] ? [place] : []));
  const lieApart = ([x, y]: Position) => taken.every(([left, top]) => Math.abs(x - left) >= cardWidth || Math.abs(y - top) >= cardHeight);
  return taken.length === 0 && Object.keys(nodes).length > 0
    ? {}
    : Object.fromEntries(ids.flatMap((id) => (former[id] && lieApart(former[id]) ? [[id, former[id]] as const] : [])));
}
