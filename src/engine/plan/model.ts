import type { z } from 'zod';
import type {
  AmountSchema,
  ContextSchema,
  EdgeSchema,
  ExportsSchema,
  GroupSchema,
  NodeSchema,
  NoteSchema,
  PacketSchema,
  RevisionSchema,
  UsageValueSchema,
  WaiverSchema,
} from './schema';
import type { PlanSource } from './source';
import { reservedWords, type Direction } from './vocabulary';

/*
 * The plan in memory. Its parts have the types that the file's schema gives them; the schema itself stays out of the window, which only edits.
 */

/** Starts with a letter, so that a node's id is never taken for a number, and keys keep their order. */
export const idPattern = new RegExp(
  `^(?!(?:${reservedWords.filter((word) => /^[a-z]/i.test(word)).join('|')})$)[A-Za-z][A-Za-z0-9_-]{0,63}$`,
);
const ownKey = /^x-/;

/** True if users may add the key anywhere. */
export function isOwnKey(key: string): boolean {
  return ownKey.test(key);
}

/** A number, an amount with a unit, or a range of them. */
export type Amount = z.infer<typeof AmountSchema>;
/** A value of a node's usage: an amount, a choice, or a reference to an assumption (`$runsPerMonth`). */
export type UsageValue = z.infer<typeof UsageValueSchema>;
export type NodeId = string;
export type ServiceId = string;
export type GroupId = string;
export type NoteId = string;
export type Context = Readonly<z.infer<typeof ContextSchema>>;
export type PlanNode = Readonly<z.infer<typeof NodeSchema>>;
export type Edge = Readonly<z.infer<typeof EdgeSchema>>;
/** What is exported, under which names, and where to. */
export type Exports = Readonly<z.infer<typeof ExportsSchema>>;
/** What the review packet holds, and on which paper. */
export type PacketPlan = Readonly<z.infer<typeof PacketSchema>>;
/** A state of the plan that was issued, with its figures of that day. */
export type Revision = Readonly<z.infer<typeof RevisionSchema>>;
export type Decision = NonNullable<PlanNode['decision']>;
export type Waiver = Readonly<z.infer<typeof WaiverSchema>>;
/** Nodes inside a frame. Groups hold no groups. */
export type Group = Readonly<z.infer<typeof GroupSchema>>;
/** A text on the drawing. Text about one node is that node's own note. */
export type Note = Readonly<z.infer<typeof NoteSchema>>;
export type Position = readonly [x: number, y: number];

/** A plan in memory: the file's content with its lists and maps filled in. Never changed in place. */
export interface Plan {
  readonly pipedraft: 1;
  readonly name: string;
  readonly summary?: string | undefined;
  readonly context: Context;
  readonly assumptions: Readonly<Record<string, Amount>>;
  readonly nodes: Readonly<Record<NodeId, PlanNode>>;
  readonly edges: readonly Edge[];
  readonly waivers: readonly Waiver[];
  readonly exports?: Exports | undefined;
  readonly packet?: PacketPlan | undefined;
  /** The oldest first. */
  readonly revisions?: readonly Revision[] | undefined;
  /** The nodes of each are sorted and exist, and no node is in two. */
  readonly groups: Readonly<Record<GroupId, Group>>;
  readonly notes: Readonly<Record<NoteId, Note>>;
  /** How the stages follow each other on the drawing; top to bottom if it is not named. */
  readonly direction?: Direction | undefined;
  readonly layout: Readonly<Record<NodeId, Position>>;
  /** Nodes that tidying does not move, sorted. */
  readonly pinned: readonly NodeId[];
  /** The user's own top-level keys, `x-…`. */
  readonly own: Readonly<Record<string, unknown>>;
  /** The text that a person wrote for it since its file was opened, if any: it is written over that text, not over the file's. */
  readonly source?: PlanSource | undefined;
}

/** An empty plan. */
export function emptyPlan(name: string): Plan {
  return {
    pipedraft: 1,
    name,
    context: {},
    assumptions: {},
    nodes: {},
    edges: [],
    waivers: [],
    groups: {},
    notes: {},
    layout: {},
    pinned: [],
    own: {},
  };
}

/** The title of a node: its own, or its id. */
export function titleOf(plan: Pick<Plan, 'nodes'>, nodeId: NodeId): string {
  return plan.nodes[nodeId]?.title ?? nodeId;
}

/** The title of a group: its own, or its id. */
export function groupTitleOf(plan: Pick<Plan, 'groups'>, groupId: GroupId): string {
  return plan.groups[groupId]?.title ?? groupId;
}

/** The group of each node; nodes without a group are missing. */
export function groupsByNode(groups: Plan['groups']): ReadonlyMap<NodeId, GroupId> {
  return new Map(Object.entries(groups).flatMap(([id, group]) => group.nodes.map((node) => [node, id] as const)));
}
