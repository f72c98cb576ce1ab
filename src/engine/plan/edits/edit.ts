import type {
  Amount,
  Context,
  Edge,
  Group,
  GroupId,
  NodeId,
  Note,
  NoteId,
  Plan,
  PlanNode,
  Position,
  ServiceId,
  UsageValue,
  Waiver,
} from '../model';
import type { Draft } from './draft';

/*
 * Everything that can be done to a plan, as data: the renderer applies edits and keeps the plans before them for undo, a fix
 * is a list of edits, and a list of edits can cross between the processes.
 */

/** Where a new node goes: a place, or beside another node where there is room. */
export type Placing = { readonly at: Position } | { readonly beside: NodeId; readonly side: 'before' | 'after' } | 'free';

/** The end points and kind that name an edge. */
export type EdgeRef = Pick<Edge, 'from' | 'to' | 'kind'>;

export type PlanEdit =
  | { readonly type: 'add-node'; readonly id: NodeId; readonly node: PlanNode; readonly place: Placing }
  /** Removes nodes with their edges, positions and waivers; `heal` joins what led in to what led out. */
  | { readonly type: 'remove-nodes'; readonly ids: readonly NodeId[]; readonly heal: boolean }
  /** Sets keys of a node; `undefined` takes a key away. */
  | { readonly type: 'change-node'; readonly id: NodeId; readonly set: Partial<PlanNode> }
  /** Sets usage fields of a node; `undefined` takes a field away. */
  | { readonly type: 'set-usage'; readonly id: NodeId; readonly set: Readonly<Record<string, UsageValue | undefined>> }
  /** Replaces the service and, with it, the whole usage; edges are kept. */
  | { readonly type: 'swap-service'; readonly id: NodeId; readonly service: ServiceId; readonly usage: PlanNode['usage'] }
  | { readonly type: 'rename-id'; readonly from: NodeId; readonly to: NodeId }
  /** Puts the nodes in an order; those that it does not name come last, as they were. */
  | { readonly type: 'order-nodes'; readonly order: readonly NodeId[] }
  | { readonly type: 'add-edge'; readonly edge: Edge }
  | { readonly type: 'remove-edges'; readonly edges: readonly EdgeRef[] }
  | { readonly type: 'change-edge'; readonly edge: EdgeRef; readonly set: Partial<Edge> }
  | { readonly type: 'move-nodes'; readonly to: Readonly<Record<NodeId, Position>> }
  /** Keeps nodes where they are when the plan is tidied, or lets go of them. */
  | { readonly type: 'pin-nodes'; readonly ids: readonly NodeId[]; readonly pinned: boolean }
  /** Groups nodes; those that stood in another group leave it. */
  | { readonly type: 'add-group'; readonly id: GroupId; readonly group: Group }
  /** Takes groups away and leaves their nodes. */
  | { readonly type: 'remove-groups'; readonly ids: readonly GroupId[] }
  | { readonly type: 'change-group'; readonly id: GroupId; readonly set: { readonly title?: string | undefined } }
  /** Puts nodes into a group that is there, or takes them out of theirs. */
  | { readonly type: 'group-nodes'; readonly ids: readonly NodeId[]; readonly group: GroupId | undefined }
  | { readonly type: 'add-note'; readonly id: NoteId; readonly note: Note }
  | { readonly type: 'change-note'; readonly id: NoteId; readonly set: Partial<Note> }
  | { readonly type: 'move-notes'; readonly to: Readonly<Record<NoteId, Position>> }
  | { readonly type: 'remove-notes'; readonly ids: readonly NoteId[] }
  /** Sets the context's keys; `undefined` takes a key away. */
  | { readonly type: 'set-context'; readonly set: Partial<Context> }
  | { readonly type: 'set-needs'; readonly set: Partial<NonNullable<Context['needs']>> }
  | { readonly type: 'set-assumption'; readonly name: string; readonly value: Amount | undefined }
  | { readonly type: 'set-plan'; readonly set: { readonly name?: string; readonly summary?: string | undefined } }
  | { readonly type: 'add-waiver'; readonly waiver: Waiver }
  | { readonly type: 'remove-waiver'; readonly at: number };

export type EditType = PlanEdit['type'];

/**
 * How one type of edit is done. It returns the new plan, or the plan itself when there is nothing to do, and changes nothing but the copies of the
 * draft.
 */
export type Apply<T extends EditType> = (plan: Plan, edit: Extract<PlanEdit, { type: T }>, draft: Draft) => Plan;
