import type {
  Amount,
  Context,
  Edge,
  Exports,
  Group,
  GroupId,
  NodeId,
  Note,
  NoteId,
  PacketPlan,
  Plan,
  PlanNode,
  Position,
  Revision,
  ServiceId,
  UsageValue,
  Waiver,
} from '../model';
import type { Placing } from '../arrange/place';
import type { SettingValue } from '../schema';
import type { Direction } from '../vocabulary';
import type { PlanChange } from '../change';
import type { EdgeRef } from '../edge-id';
import type { Draft } from './draft';

/*
 * All changes to a plan, as data: the renderer applies edits and keeps the plans before them for undo, a fix is a list of edits, and a
 * list of edits can cross between the processes.
 */

export type PlanEdit =
  | { readonly type: 'add-node'; readonly id: NodeId; readonly node: PlanNode; readonly place: Placing }
  /** Removes nodes with their edges, positions and waivers; `heal` joins their sources to their targets. */
  | { readonly type: 'remove-nodes'; readonly ids: readonly NodeId[]; readonly heal: boolean }
  /** Sets keys of a node; `undefined` removes a key. */
  | { readonly type: 'change-node'; readonly id: NodeId; readonly set: Partial<PlanNode> }
  /** Sets usage fields of a node; `undefined` removes a field. */
  | { readonly type: 'set-usage'; readonly id: NodeId; readonly set: Readonly<Record<string, UsageValue | undefined>> }
  /** Sets settings of a node; `undefined` removes a setting. */
  | { readonly type: 'set-settings'; readonly id: NodeId; readonly set: Readonly<Record<string, SettingValue | undefined>> }
  /** Replaces the service and, with it, the whole usage; edges are kept. */
  | { readonly type: 'swap-service'; readonly id: NodeId; readonly service: ServiceId; readonly usage: PlanNode['usage'] }
  | { readonly type: 'rename-id'; readonly from: NodeId; readonly to: NodeId }
  /** Puts the nodes in an order; unnamed ones come last, in their old order. */
  | { readonly type: 'order-nodes'; readonly order: readonly NodeId[] }
  | { readonly type: 'add-edge'; readonly edge: Edge }
  | { readonly type: 'remove-edges'; readonly edges: readonly EdgeRef[] }
  | { readonly type: 'change-edge'; readonly edge: EdgeRef; readonly set: Partial<Edge> }
  | { readonly type: 'move-nodes'; readonly to: Readonly<Record<NodeId, Position>> }
  /** Pins nodes, so that tidying does not move them, or unpins them. */
  | { readonly type: 'pin-nodes'; readonly ids: readonly NodeId[]; readonly pinned: boolean }
  /** Groups nodes; those that were in another group leave it. */
  | { readonly type: 'add-group'; readonly id: GroupId; readonly group: Group }
  /** Removes groups and keeps their nodes. */
  | { readonly type: 'remove-groups'; readonly ids: readonly GroupId[] }
  | { readonly type: 'change-group'; readonly id: GroupId; readonly set: { readonly title?: string | undefined } }
  /** Puts nodes into an existing group, or removes them from theirs. */
  | { readonly type: 'group-nodes'; readonly ids: readonly NodeId[]; readonly group: GroupId | undefined }
  | { readonly type: 'add-note'; readonly id: NoteId; readonly note: Note }
  | { readonly type: 'change-note'; readonly id: NoteId; readonly set: Partial<Note> }
  | { readonly type: 'move-notes'; readonly to: Readonly<Record<NoteId, Position>> }
  | { readonly type: 'remove-notes'; readonly ids: readonly NoteId[] }
  /** Sets the context's keys; `undefined` removes a key. */
  | { readonly type: 'set-context'; readonly set: Partial<Context> }
  | { readonly type: 'set-needs'; readonly set: Partial<NonNullable<Context['needs']>> }
  | { readonly type: 'set-assumption'; readonly name: string; readonly value: Amount | undefined }
  | {
      readonly type: 'set-plan';
      readonly set: {
        readonly name?: string;
        readonly summary?: string | undefined;
        readonly direction?: Direction | undefined;
        readonly exports?: Exports | undefined;
        readonly packet?: PacketPlan | undefined;
        readonly revisions?: readonly Revision[] | undefined;
      };
    }
  | { readonly type: 'add-waiver'; readonly waiver: Waiver }
  | { readonly type: 'remove-waiver'; readonly at: number }
  /** Makes the changes of an edited text, and keeps the text. */
  | { readonly type: 'write-text'; readonly change: PlanChange };

export type EditType = PlanEdit['type'];

/**
 * Implementation of one type of edit. It returns the new plan, or the plan itself when nothing changes, and changes only the copies of
 * the draft.
 */
export type Apply<T extends EditType> = (plan: Plan, edit: Extract<PlanEdit, { type: T }>, draft: Draft) => Plan;
