import type { Group, NodeId } from '#engine/plan';
import { blockIdOf } from '../../state/drawn-ids';
import { groupGesture, typeGroup } from '../../state/group-typing';
import type { PlanActions } from '../../state/plan-actions.svelte';
import type { PlanEditor } from '../../state/plan-editor.svelte';

/** Id under which the frame of a group is drawn while it asks for its first title. */
export const newGroupId = blockIdOf('');

/** A group that is being made: its nodes get a frame that asks for its title. */
export class NewGroup {
  /** The nodes to be grouped. */
  nodes = $state.raw<readonly NodeId[]>([]);

  constructor(
    private readonly editor: PlanEditor,
    private readonly actions: PlanActions,
  ) {}

  /** Updates the title while the user types. */
  type(title: string): void {
    typeGroup(this.editor, this.nodes, { type: 'new', title });
  }

  make(title: string): void {
    this.editor.cancelGesture(groupGesture);
    this.actions.groups.add(this.nodes, title);
  }

  /** True for this group in the plan, where it is while its title is typed: the group with the same nodes. */
  is(group: Group): boolean {
    return group.nodes.length === this.nodes.length && group.nodes.every((id) => this.nodes.includes(id));
  }
}
