/** A line of a list with a search field: an item that can be chosen, or the heading of the group that follows. */
export type Line<Item> =
  { readonly heading: string; readonly group: string } | { readonly item: Item; readonly at: number; readonly group: string | undefined };

/** Adjacent lines of one group. */
export interface Run<Item> {
  readonly group: string | undefined;
  readonly lines: readonly { readonly line: Line<Item>; readonly index: number }[];
}

/** The items in their order, with a heading before each group. @param groupOf title of an item's group */
export function linesOf<Item>(items: readonly Item[], groupOf: ((item: Item) => string) | undefined): readonly Line<Item>[] {
  const lines: Line<Item>[] = [];
  let last: string | undefined;
  items.forEach((item, at) => {
    const title = groupOf?.(item);
    if (title !== undefined && title !== last) lines.push({ heading: title, group: title });
    last = title;
    lines.push({ item, at, group: title });
  });
  return lines;
}

/** The lines to draw, by group. */
export function runsOf<Item>(lines: readonly Line<Item>[], isDrawn: (line: Line<Item>, index: number) => boolean): readonly Run<Item>[] {
  const runs: { group: string | undefined; lines: { line: Line<Item>; index: number }[] }[] = [];
  lines.forEach((line, index) => {
    if (!isDrawn(line, index)) return;
    const run = runs.at(-1);
    if (run && run.group === line.group) run.lines.push({ line, index });
    else runs.push({ group: line.group, lines: [{ line, index }] });
  });
  return runs;
}

/**
 * The index of the item that a key moves to. Single steps wrap around at the ends.
 * @param count of items
 * @param page number of items that the page keys move by
 * @returns `undefined` if the key does not move; the index may be beyond the ends
 */
export function itemByKey(key: string, active: number, count: number, page: number): number | undefined {
  switch (key) {
    case 'ArrowDown':
      return active + 1 === count ? 0 : active + 1;
    case 'ArrowUp':
      return active === 0 ? count - 1 : active - 1;
    case 'PageDown':
      return active + page;
    case 'PageUp':
      return active - page;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return undefined;
  }
}
