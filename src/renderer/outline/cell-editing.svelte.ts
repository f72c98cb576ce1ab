import { stages, type PlanNode, type Stage } from '#engine/plan';
import type { CatalogView } from '../state/catalog-view.svelte';
import { groupGesture, typeGroup } from '../state/group-typing';
import type { PlanActions } from '../state/plan-actions.svelte';
import type { PlanEditor } from '../state/plan-editor.svelte';
import type { ColumnId } from './columns';
import type { GroupChoice } from './group-choice';
import { cellText, type NodeRow, type Row } from './rows';

/** A cell that is edited in place. */
interface EditedCell {
  /** Key of its row. */
  readonly key: string;
  readonly column: ColumnId;
  /** Its text when the edit began. */
  readonly text: string;
  /** The letter that began the edit. */
  readonly typed: string | undefined;
}

/** The edited cell of the outline, and its effect on the plan. Every letter is committed. */
export class CellEditing {
  #cell = $state.raw<EditedCell | undefined>(undefined);

  constructor(
    private readonly editor: PlanEditor,
    private readonly actions: PlanActions,
    private readonly catalog: CatalogView,
  ) {}

  /** `undefined` while no cell is edited. */
  get cell(): EditedCell | undefined {
    return this.#cell;
  }

  isAt(row: NodeRow, column: ColumnId): boolean {
    return this.#cell?.key === row.key && this.#cell.column === column;
  }

  begin(row: Row | undefined, column: ColumnId, typed?: string): void {
    if (row?.type !== 'node') return;
    this.#cell = { key: row.key, column, text: typed ?? cellText(row, column), typed };
    if (typed !== undefined) this.type(row, typed);
  }

  /** Commits the text typed so far. */
  type(row: NodeRow, text: string): void {
    const column = this.#cell?.column;
    if (column === 'title') this.actions.nodes.rename(row.id, text.trim(), false);
    else if (column === 'owner' || column === 'region') this.#setText(row, column, text.trim());
  }

  commit(row: NodeRow, text: string): void {
    const column = this.#cell?.column;
    this.end();
    const value = text.trim();
    if (column !== undefined && value !== cellText(row, column)) {
      if (column === 'title') this.actions.nodes.rename(row.id, value, true);
      else if (column === 'owner' || column === 'region') this.#setText(row, column, value);
    }
    this.editor.endGesture();
  }

  /** Reverts the edit. */
  cancel(): void {
    this.end();
    for (const gesture of ['title', 'cell', groupGesture]) this.editor.cancelGesture(gesture);
  }

  /** Ends the edit; the cell shows its text again. */
  end(): void {
    this.#cell = undefined;
  }

  #setText(row: NodeRow, key: 'owner' | 'region', value: string): void {
    const what = key === 'owner' ? 'Change the owner' : 'Change the region';
    this.editor.edit(what, [{ type: 'change-node', id: row.id, set: { [key]: value === '' ? undefined : value } }], { gesture: 'cell' });
  }

  /** Moves the node into the group typed so far. */
  typeGroup(row: NodeRow, choice: GroupChoice): void {
    typeGroup(this.editor, [row.id], choice);
  }

  setGroup(row: NodeRow, choice: GroupChoice): void {
    this.end();
    this.editor.cancelGesture(groupGesture);
    if (choice.type === 'new') this.actions.groups.add([row.id], choice.title);
    else this.actions.groups.put([row.id], choice.type === 'group' ? choice.id : undefined);
  }

  setStage(row: NodeRow, stage: Stage | undefined): void {
    this.end();
    this.editor.edit('Change the stage', [{ type: 'change-node', id: row.id, set: { stage } }]);
  }

  /** Stages that a node can have: those of its service, and its own. */
  stagesOf(node: PlanNode): readonly { readonly id: Stage; readonly title: string }[] {
    const can = this.catalog.get(node.service)?.stages ?? [];
    return stages.filter(({ id }) => can.includes(id) || id === node.stage);
  }
}
