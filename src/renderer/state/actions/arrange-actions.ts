import { counted } from '#engine/format';
import type { NodeId } from '#engine/plan';
import type { ActionParts } from './action-parts';
import { alignments, arrangeSelection, type Alignment } from './align';

/** Aligns and distributes cards. */
export class ArrangeActions {
  constructor(private readonly parts: ActionParts) {}

  /** True if there are enough of them. @param count of the cards to arrange */
  isPossible(alignment: Alignment, count = this.parts.selection.nodes.size): boolean {
    return count >= rowOf(alignment).least;
  }

  /** @param nodes the selected ones unless given */
  run(alignment: Alignment, nodes: readonly NodeId[] = [...this.parts.selection.nodes]): void {
    const { editor, groups, messages } = this.parts;
    const { title } = rowOf(alignment);
    const to = arrangeSelection(alignment, editor.placed, nodes, groups.collapsed);
    if (editor.edit(title, [{ type: 'move-nodes', to }])) messages.announce(`${title}: ${counted(Object.keys(to).length, 'card')} moved.`);
  }
}

function rowOf(alignment: Alignment): (typeof alignments)[number] {
  return alignments.find(({ id }) => id === alignment) ?? alignments[0];
}
