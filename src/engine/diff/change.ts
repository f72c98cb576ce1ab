import type { NodeId, Plan, Position } from '../plan';

/* What differs between two plans, as plain data that can cross between processes. */

/** The parts of a plan that are compared one by one, in the order in which they are listed. */
export const parts = ['plan', 'assumption', 'node', 'edge', 'group', 'note', 'waiver'] as const;
export type Part = (typeof parts)[number];

/** `moved`: only the drawing differs. `renamed`: it has another id; its keys may differ as well. */
export const changeKinds = ['added', 'removed', 'changed', 'renamed', 'moved'] as const;
export type ChangeKind = (typeof changeKinds)[number];

/** One key that differs. A value that is `undefined` is not stated on that side. */
export interface KeyChange {
  /** Keys from the top of the part to the value, such as `usage`, `runsPerMonth`. */
  readonly path: readonly string[];
  readonly before: unknown;
  readonly after: unknown;
}

/** One part of a plan that differs. */
export interface Change {
  readonly part: Part;
  readonly kind: ChangeKind;
  /**
   * Of a node, group, note or assumption its key, of an edge `from/to/kind`, of a waiver its rule with its places in brackets, of the plan nothing. In the plan after;
   * of what was removed, in the plan before.
   */
  readonly id: string;
  /** The id in the plan before, if it is another one. */
  readonly formerId?: string;
  /** Every key that differs, in the order of the file. Empty for what was added or removed. Ids in values are those of the plan after. */
  readonly keys: readonly KeyChange[];
  /** Positions of a node or note, if they differ; `undefined` for one that is placed by itself. */
  readonly moved?: { readonly before: Position | undefined; readonly after: Position | undefined };
}

/** Differences between two plans. */
export interface PlanDiff {
  /** In the order of `parts`; within a part in the order of the plan after, then what was removed in the order of the plan before. */
  readonly changes: readonly Change[];
  /** Ids of nodes that are the same node under another id: from the plan before to the plan after. */
  readonly renamed: Readonly<Record<NodeId, NodeId>>;
  /** True if the nodes that both plans have are in another order. Nothing but the file shows it. */
  readonly isReordered: boolean;
  /**
   * The plan before, with the ids that its nodes, groups, notes and assumptions have in the plan after. Evaluations of it and of the plan
   * after can be compared by id. What was removed keeps its id, unless the plan after gives that id to something else.
   */
  readonly before: Plan;
  /** The name that a part has in its own file, by its name in `before`; only where they differ. */
  readonly former: Readonly<Record<NamedPart, Readonly<Record<string, string>>>>;
}

/** Parts of a plan that are listed under names. */
export const namedParts = ['nodes', 'assumptions', 'groups', 'notes'] as const;
export type NamedPart = (typeof namedParts)[number];

/** True if the plans say the same, in the same places. */
export function isEmptyDiff({ changes, isReordered }: Pick<PlanDiff, 'changes' | 'isReordered'>): boolean {
  return changes.length === 0 && !isReordered;
}

/** The differences without those that only the drawing and the order of the file show. */
export function withoutMoves(diff: PlanDiff): PlanDiff {
  const changes = diff.changes.filter(({ kind }) => kind !== 'moved').map(({ moved: _, ...change }) => change);
  return { ...diff, changes, isReordered: false };
}
