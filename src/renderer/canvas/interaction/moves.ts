import type { NodeId, NoteId, Position } from '#engine/plan';
import { groupOfBlock, noteOfDrawn } from '../../state/drawn-ids';
import type { Groups } from '../../state/groups.svelte';
import type { Moved, PlanActions } from '../../state/plan-actions.svelte';
import type { PlanEditor } from '../../state/plan-editor.svelte';
import type { Selection } from '../../state/selection.svelte';

import type { DrawnSelection } from './drawn-selection.svelte';

/** Moves nodes, notes and blocks of the plan to their new positions; a block moves all of its nodes. */
export class Moves {
  constructor(
    private readonly editor: PlanEditor,
    private readonly groups: Groups,
    private readonly selection: Selection,
    private readonly chosen: DrawnSelection,
    private readonly actions: PlanActions,
  ) {}

  /** Moves the selection, as arrow keys do. */
  step(by: Position): void {
    this.actions.placing.move(this.#selected(by));
  }

  /** Drops dragged cards, blocks and notes at their new positions. */
  drop(moved: Readonly<Record<string, Position>>): void {
    const to = this.#dropped(moved);
    if (Object.keys(moved).some((id) => groupOfBlock(id) !== undefined)) this.actions.placing.carry(to);
    else this.actions.placing.drop(to);
  }

  /** Moves the nodes of a group that were dragged with its frame. */
  carry(members: readonly NodeId[], by: Position): void {
    this.actions.placing.carry({ nodes: this.#shifted(members, by), notes: {} });
  }

  #shifted(ids: Iterable<NodeId>, [x, y]: Position): Record<NodeId, Position> {
    const { layout } = this.editor.placed;
    return Object.fromEntries([...ids].flatMap((id) => (layout[id] ? [[id, [layout[id][0] + x, layout[id][1] + y] as const]] : [])));
  }

  #shiftedNotes(ids: Iterable<NoteId>, [x, y]: Position): Record<NoteId, Position> {
    const there = [...ids].flatMap((id) => (this.editor.plan.notes[id] ? [[id, this.editor.plan.notes[id].at] as const] : []));
    return Object.fromEntries(there.map(([id, at]) => [id, [at[0] + x, at[1] + y] as const]));
  }

  #selected(by: Position): Moved {
    return { nodes: this.#shifted(this.selection.nodes, by), notes: this.#shiftedNotes(this.selection.notes, by) };
  }

  /** The nodes and notes that were dragged, and the selected ones out of sight, which move along. */
  #dropped(moved: Readonly<Record<string, Position>>): Moved {
    const nodes: Record<NodeId, Position> = {};
    const notes: Record<NoteId, Position> = {};
    for (const [id, at] of Object.entries(moved)) {
      const note = noteOfDrawn(id);
      if (note !== undefined) notes[note] = at;
      else if (groupOfBlock(id) === undefined) nodes[id] = at;
      else Object.assign(nodes, this.#shifted(this.groups.membersOf(id), this.#by(id, at)));
    }
    const [first] = Object.entries(moved);
    if (!first || !this.chosen.has(first[0])) return { nodes, notes };
    const rest = this.#selected(this.#by(...first));
    return { nodes: { ...rest.nodes, ...nodes }, notes: { ...rest.notes, ...notes } };
  }

  /** Distance of an element from its position in the plan. */
  #by(id: string, at: Position): Position {
    const note = noteOfDrawn(id);
    const from = (note === undefined ? this.groups.shown.layout[id] : this.editor.plan.notes[note]?.at) ?? at;
    return [at[0] - from[0], at[1] - from[1]];
  }
}
