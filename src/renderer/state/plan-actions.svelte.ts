import { createContext } from 'svelte';
import type { ActionParts } from './actions/action-parts';
import { ArrangeActions } from './actions/arrange-actions';
import { ClipboardActions } from './actions/clipboard-actions';
import { DecisionActions } from './actions/decision-actions';
import { EdgeActions } from './actions/edge-actions';
import { GroupActions } from './actions/group-actions';
import { HistoryActions } from './actions/history-actions';
import { NodeActions } from './actions/node-actions';
import { NoteActions } from './actions/note-actions';
import { PlacingActions } from './actions/placing-actions';
import { SelectionActions } from './actions/selection-actions';

export type { Moved } from './actions/placing-actions';

/** User actions on the plan, from mouse, keys or menus. Each is one undo step, selects its result, and announces it to screen readers. */
export class PlanActions {
  readonly decisions: DecisionActions;
  readonly nodes: NodeActions;
  readonly edges: EdgeActions;
  readonly placing: PlacingActions;
  readonly groups: GroupActions;
  readonly notes: NoteActions;
  readonly selection: SelectionActions;
  readonly arrange: ArrangeActions;
  readonly clipboard: ClipboardActions;
  readonly history: HistoryActions;

  constructor(parts: ActionParts) {
    this.history = new HistoryActions(parts);
    this.decisions = new DecisionActions(parts);
    this.nodes = new NodeActions(parts, this.history, this.decisions);
    this.edges = new EdgeActions(parts);
    this.placing = new PlacingActions(parts, this.history);
    this.groups = new GroupActions(parts);
    this.notes = new NoteActions(parts);
    this.selection = new SelectionActions(parts);
    this.arrange = new ArrangeActions(parts);
    this.clipboard = new ClipboardActions(parts);
  }
}

export const [getPlanActions, setPlanActions] = createContext<PlanActions>();
