import { edgeEnds, edgeId } from '../plan';
import type { Change, PlanDiff } from './change';

/** Something that a drawing shows. */
export interface DrawnPlace {
  readonly type: 'node' | 'edge' | 'group' | 'note';
  readonly id: string;
}

/** Where each plan shows a change, by the ids of `PlanDiff.before` and of the plan after. One that is left out does not show it. */
export interface DrawnPlaces {
  readonly before?: DrawnPlace;
  readonly after?: DrawnPlace;
}

/** Finds where changes of a comparison are drawn. */
export function placesOf({ before, former }: PlanDiff): (change: Change) => DrawnPlaces {
  const nodes = originals(Object.keys(before.nodes), former.nodes);
  const groups = originals(Object.keys(before.groups), former.groups);
  const notes = originals(Object.keys(before.notes), former.notes);
  const was = (id: string) => former.nodes[id] ?? id;
  const edges = new Map(before.edges.map((edge) => [edgeId({ ...edge, from: was(edge.from), to: was(edge.to) }), edgeId(edge)]));
  const formerEdge = (id: string) => edges.get(id) ?? renamedEdge(id, nodes);
  return (change) => {
    const { part, kind, id, formerId } = change;
    switch (part) {
      case 'node':
        return on('node', kind, id, (gone) => nodes.get(gone) ?? gone);
      case 'group':
        return on('group', kind, id, (gone) => groups.get(gone) ?? gone);
      case 'note':
        return on('note', kind, id, (gone) => notes.get(gone) ?? gone);
      case 'edge': {
        const places = on('edge', kind, id, formerEdge);
        return formerId === undefined ? places : { ...places, before: { type: 'edge', id: formerEdge(formerId) } };
      }
      case 'waiver': {
        const place = /\((.+?)(?:, |\)$)/.exec(id)?.[1];
        return place === undefined ? {} : on(place.includes('/') ? 'edge' : 'node', kind, place, (gone) => gone);
      }
      case 'plan':
      case 'assumption':
        return {};
    }
  };
}

function on(type: DrawnPlace['type'], kind: Change['kind'], id: string, former: (id: string) => string): DrawnPlaces {
  if (kind === 'added') return { after: { type, id } };
  return kind === 'removed' ? { before: { type, id: former(id) } } : { before: { type, id }, after: { type, id } };
}

/** The names of a comparison by the names that things had before. */
function originals(names: readonly string[], former: Readonly<Record<string, string>>): ReadonlyMap<string, string> {
  return new Map(names.map((name) => [former[name] ?? name, name]));
}

function renamedEdge(id: string, nodes: ReadonlyMap<string, string>): string {
  const { from, to, kind } = edgeEnds(id);
  return edgeId({ from: nodes.get(from) ?? from, to: nodes.get(to) ?? to, kind });
}
