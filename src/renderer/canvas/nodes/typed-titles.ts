import { groupOfBlock } from '../../state/drawn-ids';
import { groupGesture } from '../../state/group-typing';
import type { PlanActions } from '../../state/plan-actions.svelte';
import type { PlanEditor } from '../../state/plan-editor.svelte';
import type { NewGroup } from '../groups/new-group.svelte';
import type { TitleTyped } from './title-editor.svelte';

/** Callbacks for titles edited on the canvas: of a card, a group, or a new group. @param leave is called when editing ends */
export function typedTitles(actions: PlanActions, editor: PlanEditor, newGroup: NewGroup, leave: () => void): TitleTyped {
  const type = (id: string, title: string, isDone: boolean): void => {
    const group = groupOfBlock(id);
    if (group === undefined) actions.nodes.rename(id, title, isDone);
    else if (group !== '') actions.groups.rename(group, title, isDone);
    else if (isDone) newGroup.make(title || 'Group');
    else newGroup.type(title || 'Group');
  };
  return {
    type: (id, title) => type(id, title, false),
    rename: (id, title) => {
      type(id, title, true);
      leave();
    },
    cancel: () => ['title', groupGesture].forEach((gesture) => editor.cancelGesture(gesture)),
  };
}
