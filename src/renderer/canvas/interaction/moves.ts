import type { NodeId, NoteId, Position } from '#engine/plan';
import { groupOfBlock, noteOfDrawn } from '../../state/drawn-ids';
import type { Groups } from '../../state/groups.svelte';
import type { Moved } from '../../state/plan-actions.svelte';
import type { PlanEditor } from '../../state/plan-editor.svelte';
import type { Selection } from '../../state/selection.svelte';

/** Where things of the plan come to stand when what is drawn of them is moved. */
export class Moves {
  constructor(
    private readonly editor: PlanEditor,
    private readonly groups: Groups,
    private readonly selection: Selection,
  ) {}

  shifted(ids: Iterable<NodeId>, [x, y]: Position): Record<NodeId, Position> {
    const { layout } = this.editor.placed;
    return Object.fromEntries([...ids].flatMap((id) => (layout[id] ? [[id, [layout[id][0] + x, layout[id][1] + y] as const]] : [])));
  }

  shiftedNotes(ids: Iterable<NoteId>, [x, y]: Position): Record<NoteId, Position> {
    const there = [...ids].flatMap((id) => (this.editor.plan.notes[id] ? [[id, this.editor.plan.notes[id].at] as const] : []));
    return Object.fromEntries(there.map(([id, at]) => [id, [at[0] + x, at[1] + y] as const]));
  }

  /** Everything that is selected, moved. */
  selected(by: Position): Moved {
    return { nodes: this.shifted(this.selection.nodes, by), notes: this.shiftedNotes(this.selection.notes, by) };
  }

  /** What was dragged, as what it stands for, with what is selected out of sight: it moves along. */
  dropped(moved: Readonly<Record<string, Position>>): Moved {
    const nodes: Record<NodeId, Position> = {};
    const notes: Record<NoteId, Position> = {};
    for (const [id, at] of Object.entries(moved)) {
      const note = noteOfDrawn(id);
      if (note !== undefined) notes[note] = at;
      else if (groupOfBlock(id) === undefined) nodes[id] = at;
      else Object.assign(nodes, this.shifted(this.groups.membersOf(id), this.#by(id, at)));
    }
    const [first] = Object.entries(moved);
    if (!first || !this.isSelected(first[0])) return { nodes, notes };
    const rest = this.selected(this.#by(...first));
    return { nodes: { ...rest.nodes, ...nodes }, notes: { ...rest.notes, ...notes } };
  }

  /** Whether what something that is drawn stands for is selected. */
  isSelected(id: string): boolean {
    const note = noteOfDrawn(id);
    return note === undefined ? this.groups.shownAs(this.selection.nodes).has(id) : this.selection.notes.has(note);
  }

  /** How far something is from where the plan has it. */
  #by(id: string, at: Position): Position {
    const note = noteOfDrawn(id);
    const from = (note === undefined ? this.groups.shown.layout[id] : this.editor.plan.notes[note]?.at) ?? at;
    return [at[0] - from[0], at[1] - from[1]];
  }
}
