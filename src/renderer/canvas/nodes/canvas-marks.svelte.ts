import { blockIdOf } from '../../state/drawn-ids';
import type { Groups } from '../../state/groups.svelte';
import type { PlanEditor } from '../../state/plan-editor.svelte';
import { shownMarks } from '../groups/group-words';
import { marksOf, noMarks, type Marks } from './card-nodes';

/** Marks of cards, blocks and edges for their findings. */
export class CanvasMarks {
  #before = noMarks;
  /** The marks of the plan's nodes and edges. */
  readonly ofPlan: Marks = $derived.by(() => (this.#before = marksOf(this.editor.evaluation?.findings ?? [], this.#before)));
  /** The marks of the drawn elements: each collapsed group has one for its block. */
  readonly drawn: Marks = $derived.by(() =>
    shownMarks(this.ofPlan, [...this.groups.collapsed].map(blockIdOf), this.groups, this.groups.linesOfBlocks),
  );

  constructor(
    private readonly editor: PlanEditor,
    private readonly groups: Groups,
  ) {}
}
