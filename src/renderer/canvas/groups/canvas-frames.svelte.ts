import type { useSvelteFlow } from '@xyflow/svelte';
import { frameOf, groupTitleOf, type GroupId, type Position } from '#engine/plan';
import { blockIdOf } from '../../state/drawn-ids';
import type { Groups } from '../../state/groups.svelte';
import type { PlanEditor } from '../../state/plan-editor.svelte';
import type { Selection } from '../../state/selection.svelte';
import type { Moves } from '../interaction/moves';
import type { CanvasNodes } from '../nodes/canvas-nodes.svelte';
import type { TitleEditor } from '../nodes/title-editor.svelte';
import type { CanvasView } from '../view/canvas-view.svelte';
import type { VisibleArea } from '../view/visible-area.svelte';
import type { DrawnNode } from './drawn';
import { newGroupId, type NewGroup } from './new-group.svelte';

/** The frame around the nodes of an open group. */
export interface Frame {
  /** `undefined` while the group asks for its title and is not in the plan yet. */
  readonly group: GroupId | undefined;
  readonly title: string;
  readonly box: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
  readonly selected: boolean;
}

interface Sources {
  readonly editor: PlanEditor;
  readonly groups: Groups;
  readonly selection: Selection;
  readonly view: CanvasView;
  readonly visible: VisibleArea;
  readonly nodes: CanvasNodes;
  readonly titles: TitleEditor;
  readonly newGroup: NewGroup;
  readonly moves: Moves;
  readonly flow: Pick<ReturnType<typeof useSvelteFlow<DrawnNode>>, 'updateNode'>;
}

/** The frames of open groups. They follow dragged cards, and move their cards when they are dragged by their title. */
export class CanvasFrames {
  /** The group that is dragged by its title, and the distance so far. */
  #carried = $state.raw<{ readonly group: GroupId; readonly by: Position } | undefined>(undefined);

  constructor(private readonly of: Sources) {}

  readonly all: readonly Frame[] = $derived.by(() => {
    const { editor, groups, selection, nodes, titles, newGroup } = this.of;
    const isAsked = titles.editing === newGroupId;
    if (Object.keys(editor.plan.groups).length === 0 && !isAsked) return [];
    const { layout } = editor.placed;
    const live = nodes.dragged.size === 0 ? layout : { ...layout, ...Object.fromEntries(nodes.dragged) };
    const whole = new Set(groups.wholeIn(selection.nodes));
    const there = Object.entries(editor.plan.groups).flatMap(([id, group]): Frame[] => {
      // a group that asks for its title keeps the frame that asks
      if (groups.collapsed.has(id) || (isAsked && newGroup.is(group))) return [];
      const carried = this.#carried?.group === id ? this.#carried.by : undefined;
      const box = frameOf(group, carried ? layout : live);
      const [x, y] = carried ?? [0, 0];
      const title = groupTitleOf(editor.plan, id);
      return box ? [{ group: id, title, box: { ...box, x: box.x + x, y: box.y + y }, selected: whole.has(id) }] : [];
    });
    const asked = isAsked ? frameOf({ nodes: [...newGroup.nodes] }, layout) : undefined;
    return asked ? [...there, { group: undefined, title: 'Group', box: asked, selected: true }] : there;
  });

  /** Selects the nodes of a group. @param adds extends the selection, or takes the nodes out of it */
  select(group: GroupId, adds: boolean): void {
    const { groups, selection, view } = this.of;
    const members = groups.membersOf(blockIdOf(group));
    if (adds) selection.toggle(...members);
    else selection.select(members);
    view.focus();
  }

  collapse(group: GroupId): void {
    const { groups, selection } = this.of;
    groups.collapse([group]);
    selection.select(groups.membersOf(blockIdOf(group)));
  }

  /** Drags a group by its title. @param by distance from the start of the drag */
  drag(group: GroupId, by: Position): void {
    this.#carry(group, by, true);
  }

  /** Drops a group, or ends the drag with nothing moved. */
  drop(group: GroupId, by: Position): void {
    this.#carry(group, [0, 0], false);
    if (by[0] === 0 && by[1] === 0) return;
    const members = this.of.groups.membersOf(blockIdOf(group));
    this.of.moves.carry(members, by);
    this.of.selection.select(members);
  }

  /** Moves the drawn cards of a group with its frame. */
  #carry(group: GroupId, by: Position, dragging: boolean): void {
    const { groups, visible, nodes, flow } = this.of;
    this.#carried = dragging ? { group, by } : undefined;
    for (const id of groups.membersOf(blockIdOf(group))) {
      const at = visible.layout[id];
      if (at && nodes.given.has(id)) flow.updateNode(id, { position: { x: at[0] + by[0], y: at[1] + by[1] }, dragging });
    }
  }
}
