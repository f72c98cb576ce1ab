import { freshId, type NodeId, type PlanEdit, type Position, type Stage } from '#engine/plan';
import type { Service } from '#engine/catalog';
import { shownTitleOf } from '../../wording/shown';
import { ask } from '../ask';
import { stageAt } from '../lane-stage';
import { nodeFor } from '../new-node';
import { titleGesture, type ActionParts } from './action-parts';
import type { BeforeSwap, DecisionActions } from './decision-actions';
import type { HistoryActions } from './history-actions';

/** Adds, swaps and renames nodes. */
export class NodeActions {
  constructor(
    private readonly parts: ActionParts,
    private readonly history: HistoryActions,
    private readonly decisions: DecisionActions,
  ) {}

  /**
   * Adds a node of a service in the lane of its stage: where it was dropped, else after the selected node, else in the centre of the view.
   * It gets the focus.
   */
  add(service: Service, stage?: Stage, at?: Position): void {
    const { editor, selection, messages, port, catalog } = this.parts;
    const id = freshId(editor.plan, service.shortName);
    const wished = at ?? port.actions?.center();
    const beside = selection.node;
    const here = at && stageAt(editor.placed, catalog, service, at);
    const other = here ?? stage;
    const edit: PlanEdit = {
      type: 'add-node',
      id,
      node: nodeFor(editor.plan, service, other === service.stages[0] ? undefined : other),
      place: at ? { at } : beside !== undefined ? { beside, side: 'after' } : wished ? { at: wished } : 'free',
    };
    editor.edit(`Add ${service.shortName}`, [edit]);
    selection.showChanged([id]);
    port.focus(id);
    messages.announce(`${service.shortName} added.`);
  }

  /** Adds a node with its edges. It gets the focus, so that the next one can follow at once. */
  place({ id, edits, label }: { readonly id: NodeId; readonly edits: readonly PlanEdit[]; readonly label: string }): void {
    const { editor, selection, messages, port } = this.parts;
    if (!editor.edit(label, edits)) return;
    selection.showChanged([id]);
    port.focus(id);
    messages.announce(`${label}: done.`);
  }

  /** Swaps the service of a node; edges that are no longer possible are removed. */
  async swap(node: NodeId, to: Service): Promise<void> {
    const { editor, selection, messages, port } = this.parts;
    try {
      await editor.flush();
      const { evaluation, plan } = editor;
      const before: BeforeSwap = { service: plan.nodes[node]?.service ?? '', evaluation };
      const edits = await ask('swapEdits', { revision: editor.revision, node, to: to.id });
      if (!edits) messages.notYet();
      else if (editor.edit(`Swap for ${to.shortName}`, edits)) {
        selection.showChanged([node]);
        port.focus(node);
        const { askReason } = this.parts;
        this.history.done(
          `“${shownTitleOf(editor.plan, node)}” is ${to.name} now.`,
          askReason && {
            title: 'Record the decision…',
            run: () => void this.decisions.record(node, before).then(() => askReason(node)),
          },
        );
      }
    } catch (error) {
      messages.fail(error);
    }
  }

  /** @param isDone true at the end of typing; until then the edits are one step */
  rename(id: NodeId, title: string, isDone: boolean): void {
    const what = title === '' ? 'Take a title away' : `Rename to “${title}”`;
    const set = { title: title === '' ? undefined : title };
    this.parts.editor.edit(what, [{ type: 'change-node', id, set }], titleGesture);
    if (isDone) this.parts.editor.endGesture();
  }
}
