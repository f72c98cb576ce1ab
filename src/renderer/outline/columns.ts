/** The outline's columns. Nodes are in the plan's order, their step, or sorted by another column. */
export const columns = [
  { id: 'step', title: 'Step' },
  { id: 'title', title: 'Title' },
  { id: 'service', title: 'Service' },
  { id: 'findings', title: 'Findings' },
  { id: 'cost', title: 'A month' },
  { id: 'connects', title: 'Connects to' },
  { id: 'group', title: 'Group' },
  { id: 'stage', title: 'Stage' },
  { id: 'owner', title: 'Owner' },
  { id: 'region', title: 'Region' },
  { id: 'definition', title: 'Definition' },
] as const;
export type Column = (typeof columns)[number];
export type ColumnId = Column['id'];

/** The column by which nodes are sorted within their lane. */
export interface Sorting {
  readonly by: ColumnId;
  readonly down: boolean;
}

/** The order of the plan. */
export const asPlanned: Sorting = { by: 'step', down: false };

const typedInto: ReadonlySet<ColumnId> = new Set(['title', 'group', 'owner', 'region']);

/** True if cells of the column are edited in place. */
export function isTypedInto(column: ColumnId): boolean {
  return typedInto.has(column);
}

/**
 * The columns that fit, the most important first. Groups and definitions have a column where some node has them.
 * @param width of the outline, in pixels
 */
export function columnsThatFit(width: number, hasGroups: boolean, hasDefinitions: boolean): readonly Column[] {
  const group = hasGroups ? 90 : 0;
  const all = columns.filter(
    ({ id }) => (id !== 'group' || hasGroups) && (id !== 'definition' || (hasDefinitions && width > 1000 + group)),
  );
  if (width > 860 + group) return all;
  if (width <= 560) return all.slice(0, 4);
  return all.slice(0, hasGroups && width > 660 ? 7 : 6);
}
