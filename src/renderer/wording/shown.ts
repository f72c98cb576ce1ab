import { groupTitleOf, legible, shortName, shortText, titleOf, type GroupId, type NodeId, type Plan } from '#engine/plan';

/*
 * Names and texts of a plan can come from anybody. The window shows them as drawings, sheets and the command do: control characters are
 * escaped, and long texts are cut to a readable length. Fields keep the value itself.
 */

/** Display form of a name in a plan: of a node, a group, an edge. */
export function shownName(name: string): string {
  return legible(shortName(name));
}

/** Display form of a sentence that may contain names of a plan. */
export function shownText(text: string): string {
  return quoted(legible(shortText(text)));
}

/** Quotation marks as in the rest of the window: the engine's sentences have those of a file or a command line. */
export function quoted(text: string): string {
  return text.replace(/(^|[\s([{/—–-])"/g, '$1“').replaceAll('"', '”');
}

/** Display form of a node's title, or of its id. */
export function shownTitleOf(plan: Pick<Plan, 'nodes'>, node: NodeId): string {
  return shownName(titleOf(plan, node));
}

/** Display form of a group's title, or of its id. */
export function shownGroupTitleOf(plan: Pick<Plan, 'groups'>, group: GroupId): string {
  return shownName(groupTitleOf(plan, group));
}
