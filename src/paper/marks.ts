import type { Mark } from '#engine/packet';

/** All marks, also those inside of others, in the order in which they are drawn. */
export function* everyMark(marks: readonly Mark[]): Generator<Mark> {
  for (const mark of marks) {
    yield mark;
    if ('marks' in mark) yield* everyMark(mark.marks);
  }
}
