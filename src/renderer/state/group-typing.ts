import { freshKey, type GroupId, type NodeId } from '#engine/plan';
import type { PlanEditor } from './plan-editor.svelte';

/** The group that a text means: a new one of that title, one that is there, or none. */
export type GroupMeant =
  { readonly type: 'new'; readonly title: string } | { readonly type: 'group'; readonly id: GroupId } | { readonly type: 'none' };

/** The gesture that a group is typed in: whoever cancels it takes back what was typed. */
export const groupGesture = 'group';

/** Puts nodes into the group that is typed so far. With each letter it is worked out anew from the plan as it was before the first one. */
export function typeGroup(editor: PlanEditor, nodes: readonly NodeId[], meant: GroupMeant): void {
  editor.cancelGesture(groupGesture);
  const step = { gesture: groupGesture };
  if (meant.type === 'new') {
    const id = freshKey(editor.plan.groups, meant.title, 'group');
    editor.edit(`Group as “${meant.title}”`, [{ type: 'add-group', id, group: { title: meant.title, nodes: [...nodes] } }], step);
  } else
    editor.edit('Change the group', [{ type: 'group-nodes', ids: [...nodes], group: meant.type === 'group' ? meant.id : undefined }], step);
}
