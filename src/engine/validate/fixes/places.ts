import { edgeId, type PlanEdit } from '../../plan';
import type { Finding } from '../finding';
import type { Fix } from '../rule';

/**
 * The nodes and edges that a finding and its fix are about.
 * @returns nothing for a fix that changes more than those places, since other fixes of the rule may make the same change
 */
export function placesOf({ nodes, edges }: Finding, { edits }: Fix): readonly string[] | undefined {
  const places = new Set([...nodes, ...edges]);
  for (const edit of edits) {
    const own = placesOfEdit(edit);
    if (!own) return undefined;
    for (const place of own) places.add(place);
  }
  return places.size === 0 ? undefined : [...places];
}

function placesOfEdit(edit: PlanEdit): readonly string[] | undefined {
  switch (edit.type) {
    case 'remove-nodes':
      return edit.ids;
    case 'change-node':
    case 'set-usage':
    case 'set-settings':
    case 'swap-service':
      return [edit.id];
    case 'add-edge':
    case 'change-edge':
      return [edgeId(edit.edge)];
    case 'remove-edges':
      return edit.edges.map(edgeId);
    default:
      return undefined;
  }
}
