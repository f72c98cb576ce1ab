import { freshKey, type GroupId, type NodeId, type PlanEdit } from '#engine/plan';
import { counted, list } from '#engine/format';
import { shownGroupTitleOf } from '../../wording/shown';
import { titleGesture, type ActionParts } from './action-parts';

/** Makes, fills, collapses, renames and removes groups. */
export class GroupActions {
  constructor(private readonly parts: ActionParts) {}

  /** The group that the other selected nodes can join: the one of which all nodes are selected. */
  get toJoin(): GroupId | undefined {
    const { nodes } = this.parts.selection;
    return this.parts.groups.wholeIn(nodes).find((id) => (this.parts.editor.plan.groups[id]?.nodes.length ?? 0) < nodes.size);
  }

  /** The group whose nodes are the selection. */
  get whole(): GroupId | undefined {
    const { nodes, edges, notes } = this.parts.selection;
    if (edges.size + notes.size > 0) return undefined;
    return this.parts.groups.wholeIn(nodes).find((id) => this.parts.editor.plan.groups[id]?.nodes.length === nodes.size);
  }

  /** The group that is visibly selected; for an open group of one node, only the node is. */
  get seen(): GroupId | undefined {
    const id = this.whole;
    return id === undefined || this.parts.selection.node === undefined || this.parts.groups.collapsed.has(id) ? id : undefined;
  }

  /** Groups nodes under a title. */
  add(nodes: readonly NodeId[], title: string): void {
    const { plan } = this.parts.editor;
    const id = freshKey(plan.groups, title, 'group');
    this.parts.groups.open([id]); // a deleted group with the same id may have been collapsed
    if (
      !this.parts.editor.edit(`Group ${counted(nodes.length, 'node')} as “${title}”`, [
        { type: 'add-group', id, group: { title, nodes: [...nodes] } },
      ])
    )
      return;
    this.parts.selection.select(nodes);
    this.parts.messages.announce(`${counted(nodes.length, 'node')} grouped as ${title}.`);
  }

  /** Puts the selected nodes into a group. */
  join(group: GroupId): void {
    this.put([...this.parts.selection.nodes], group);
  }

  /** Puts nodes into an existing group, or takes them out of theirs. */
  put(nodes: readonly NodeId[], group: GroupId | undefined): void {
    const { editor, selection, messages, groups } = this.parts;
    const from = groups.holding(new Set(nodes));
    const members = new Set(group === undefined ? [] : editor.plan.groups[group]?.nodes);
    const ids = nodes.filter((id) => !members.has(id));
    const what =
      group === undefined
        ? `Take ${counted(ids.length, 'node')} out of ${counted(from.length, 'group')}`
        : `Put ${counted(ids.length, 'node')} into “${shownGroupTitleOf(editor.plan, group)}”`;
    if (!editor.edit(what, [{ type: 'group-nodes', ids, group }])) return;
    groups.openParted(selection.nodes);
    messages.announce(`${what}: done.`);
  }

  /** Removes the groups of which all nodes are selected, and takes the other selected nodes out of theirs. */
  ungroup(): void {
    const { editor, selection, messages, groups } = this.parts;
    const whole = groups.wholeIn(selection.nodes);
    const title = whole[0] === undefined ? '' : shownGroupTitleOf(editor.plan, whole[0]);
    const inside = new Set(groups.holding(selection.nodes).flatMap((id) => editor.plan.groups[id]?.nodes ?? []));
    const ids = [...selection.nodes].filter((id) => inside.has(id));
    const what =
      whole.length === 0
        ? `Take ${counted(ids.length, 'node')} out of ${counted(groups.holding(selection.nodes).length, 'group')}`
        : whole.length === 1
          ? `Ungroup “${title}”`
          : `Ungroup ${counted(whole.length, 'group')}`;
    const edits: PlanEdit[] = [
      { type: 'remove-groups', ids: whole },
      { type: 'group-nodes', ids, group: undefined },
    ];
    if (editor.edit(what, edits)) messages.announce(`${what}: done.`);
  }

  /** Collapses the groups of the selection, or opens them if all are collapsed. Either way all of their nodes are then selected. */
  toggle(): void {
    const { editor, selection, messages, port, groups } = this.parts;
    const ids = groups.holding(selection.nodes);
    const closing = ids.some((id) => !groups.collapsed.has(id));
    const nodes = ids.flatMap((id) => editor.plan.groups[id]?.nodes ?? []);
    if (closing) groups.collapse(ids);
    else groups.open(ids);
    selection.select(nodes);
    port.focus([...selection.nodes][0]); // the tab stop
    const titles = list(ids.map((id) => shownGroupTitleOf(editor.plan, id)));
    messages.announce(`${titles} ${closing ? 'collapsed' : 'opened'}.`);
  }

  /** @param isDone true at the end of typing; until then the edits are one step */
  rename(id: GroupId, title: string, isDone: boolean): void {
    const what = title === '' ? "Take a group's title away" : `Rename the group to “${title}”`;
    const set = { title: title === '' ? undefined : title };
    this.parts.editor.edit(what, [{ type: 'change-group', id, set }], titleGesture);
    if (isDone) this.parts.editor.endGesture();
  }
}
