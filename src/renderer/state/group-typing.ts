import { freshKey, type GroupId, type NodeId } from '#engine/plan';
import type { PlanEditor } from './plan-editor.svelte';

/** The group that a text refers to: a new one of that title, an existing one, or none. */
export type GroupMeant =
  { readonly type: 'new'; readonly title: string } | { readonly type: 'group'; readonly id: GroupId } | { readonly type: 'none' };

/** The gesture of typing a group: cancelling it takes back the typed text. */
export const groupGesture = 'group';

/** Puts nodes into the group typed so far. Each letter starts again from the plan before the first letter. */
export function typeGroup(editor: PlanEditor, nodes: readonly NodeId[], meant: GroupMeant): void {
  editor.cancelGesture(groupGesture);
  const step = { gesture: groupGesture };
  if (meant.type === 'new') {
    const id = freshKey(editor.plan.groups, meant.title, 'group');
    editor.edit(`Group as “${meant.title}”`, [{ type: 'add-group', id, group: { title: meant.title, nodes: [...nodes] } }], step);
  } else
    editor.edit('Change the group', [{ type: 'group-nodes', ids: [...nodes], group: meant.type === 'group' ? meant.id : undefined }], step);
}
