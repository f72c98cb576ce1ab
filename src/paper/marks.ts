import type { DisplayList, Mark } from '#engine/packet';

/** All marks, also those inside of others, in the order in which they are drawn. */
export function* everyMark(marks: readonly Mark[]): Generator<Mark> {
  for (const mark of marks) {
    yield mark;
    if ('marks' in mark) yield* everyMark(mark.marks);
  }
}

/** Names of the targets of links, of letters and digits alone, by the targets' ids. Their order is that of their bytes. */
export function targetNames({ sheets }: Pick<DisplayList, 'sheets'>): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const { marks } of sheets)
    for (const mark of everyMark(marks))
      if (mark.kind === 'target' && !names.has(mark.id)) names.set(mark.id, `t${String(names.size).padStart(7, '0')}`);
  return names;
}
