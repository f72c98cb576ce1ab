import { groupTitleOf, legible, shortName, shortText, titleOf, type GroupId, type NodeId, type Plan } from '#engine/plan';

/*
 * Names and texts of a plan can come from anybody. The window shows them as drawings, sheets and the command do: characters that command are escapes, and
 * a text is no longer than a person reads. Fields keep the value itself.
 */

/** A name of a plan, as it is shown: of a node, a group, an edge. */
export function shownName(name: string): string {
  return legible(shortName(name));
}

/** A sentence that may hold names of a plan, as it is shown. */
export function shownText(text: string): string {
  return legible(shortText(text));
}

/** The title of a node, or its id, as it is shown. */
export function shownTitleOf(plan: Pick<Plan, 'nodes'>, node: NodeId): string {
  return shownName(titleOf(plan, node));
}

/** The title of a group, or its id, as it is shown. */
export function shownGroupTitleOf(plan: Pick<Plan, 'groups'>, group: GroupId): string {
  return shownName(groupTitleOf(plan, group));
}
