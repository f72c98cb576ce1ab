import type { GroupId, NodeId, Plan, Position } from '#engine/plan';
import { blockIdOf } from '../../state/drawn-ids';
import { blocksByNode, shownLayout } from '../../state/shown-plan';

/**
 * New places of the drawn elements when nodes move: cards, and the blocks whose place changes. A node inside a block is not drawn.
 * @param to the new places of the nodes that move
 */
export function ghostPlaces(
  { layout, groups }: Pick<Plan, 'layout' | 'groups'>,
  collapsed: ReadonlySet<GroupId>,
  to: Readonly<Record<NodeId, Position>>,
): readonly (readonly [id: string, at: Position])[] {
  const blocks = blocksByNode(groups, collapsed);
  const cards = Object.entries(to).filter(([id]) => !blocks.has(id));
  if (collapsed.size === 0) return cards;
  const before = shownLayout(layout, groups, collapsed);
  const after = shownLayout({ ...layout, ...to }, groups, collapsed);
  const moved = [...collapsed].flatMap((group) => {
    const id = blockIdOf(group);
    const [was, at] = [before[id], after[id]];
    return at && (was?.[0] !== at[0] || was[1] !== at[1]) ? [[id, at] as const] : [];
  });
  return [...cards, ...moved];
}
