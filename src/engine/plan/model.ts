import type { z } from 'zod';
import type {
  AmountSchema,
  ContextSchema,
  EdgeSchema,
  GroupSchema,
  NodeSchema,
  NoteSchema,
  UsageValueSchema,
  WaiverSchema,
} from './schema';

/*
 * The plan in memory. Its parts have the types that the file's schema gives them; the schema itself stays out of the window, which only edits.
 */

/** Words that every object in JavaScript knows: as a key they would be found where nothing is. */
export const reservedWords: readonly string[] = [...Object.getOwnPropertyNames(Object.prototype), 'prototype'];

/** Starts with a letter, so that a node's id is never taken for a number, and keys keep their order. */
export const idPattern = new RegExp(
  `^(?!(?:${reservedWords.filter((word) => /^[a-z]/i.test(word)).join('|')})$)[A-Za-z][A-Za-z0-9_-]{0,63}$`,
);
const ownKey = /^x-/;

/** Whether a key is one that users may add anywhere. */
export function isOwnKey(key: string): boolean {
  return ownKey.test(key);
}

/** A number, an amount with a unit, or a range of them. */
export type Amount = z.infer<typeof AmountSchema>;
/** What a node says of its use: an amount, a choice, or a reference to an assumption (`$runsPerMonth`). */
export type UsageValue = z.infer<typeof UsageValueSchema>;
export type NodeId = string;
export type ServiceId = string;
export type GroupId = string;
export type NoteId = string;
export type Context = Readonly<z.infer<typeof ContextSchema>>;
export type PlanNode = Readonly<z.infer<typeof NodeSchema>>;
export type Edge = Readonly<z.infer<typeof EdgeSchema>>;
export type Waiver = Readonly<z.infer<typeof WaiverSchema>>;
/** Nodes that are drawn in a frame. Groups hold no groups. */
export type Group = Readonly<z.infer<typeof GroupSchema>>;
/** A text on the drawing. What is said of one node is that node's own note. */
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
  /** The nodes of each are sorted and there, and no node is in two. */
  readonly groups: Readonly<Record<GroupId, Group>>;
  readonly notes: Readonly<Record<NoteId, Note>>;
  readonly layout: Readonly<Record<NodeId, Position>>;
  /** Nodes that stay where they are when the plan is tidied, sorted. */
  readonly pinned: readonly NodeId[];
  /** The user's own top-level keys, `x-…`. */
  readonly own: Readonly<Record<string, unknown>>;
}

/** A plan with nothing in it. */
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

/** The title that a node is called by: its own, or its id. */
export function titleOf(plan: Pick<Plan, 'nodes'>, nodeId: NodeId): string {
  return plan.nodes[nodeId]?.title ?? nodeId;
}

/** The title that a group is called by: its own, or its id. */
export function groupTitleOf(plan: Pick<Plan, 'groups'>, groupId: GroupId): string {
  return plan.groups[groupId]?.title ?? groupId;
}

/** The group that each node stands in; a node that stands in none is not there. */
export function groupsByNode(groups: Plan['groups']): ReadonlyMap<NodeId, GroupId> {
  return new Map(Object.entries(groups).flatMap(([id, group]) => group.nodes.map((node) => [node, id] as const)));
}
