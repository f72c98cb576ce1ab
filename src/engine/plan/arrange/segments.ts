import { isVertical, lastOf, type Line } from './line';

/** Width of a strip of the drawing in which stretches are looked for together. */
const strip = 4;

/** A stretch of a line. */
export interface Segment {
  readonly line: Line;
  readonly index: number;
}

/** Finds stretches of one orientation by their place across. */
export class Segments {
  readonly #strips = new Map<number, Segment[]>();

  constructor(lines: readonly Line[], vertical: boolean) {
    for (const line of lines)
      for (let index = 1; index <= lastOf(line); index += 1) if (isVertical(line, index) === vertical) this.add({ line, index });
  }

  add(segment: Segment): void {
    const key = Math.floor((segment.line.at[segment.index] as number) / strip);
    const list = this.#strips.get(key);
    if (list) list.push(segment);
    else this.#strips.set(key, [segment]);
  }

  /** Takes a stretch out before it moves. */
  remove({ line, index }: Segment): void {
    const list = this.#strips.get(Math.floor((line.at[index] as number) / strip));
    const at = list?.findIndex((one) => one.line === line && one.index === index) ?? -1;
    if (list && at >= 0) list.splice(at, 1);
  }

  /**
   * Looks at the stretches that lie between two places across and reach into a span along them.
   * @param visit is called with each; it returns true to look no further
   * @returns the number of stretches that were compared
   */
  visit(low: number, high: number, from: number, to: number, visit: (segment: Segment) => boolean): number {
    let compared = 0;
    for (let key = Math.floor(low / strip); key <= Math.floor(high / strip); key += 1) {
      const list = this.#strips.get(key);
      if (!list) continue;
      for (const segment of list) {
        compared += 1;
        const { at } = segment.line;
        const own = at[segment.index] as number;
        if (own <= low || own >= high) continue;
        const [a, b] = [at[segment.index - 1] as number, at[segment.index + 1] as number];
        if (Math.min(a, b) < to && Math.max(a, b) > from && visit(segment)) return compared;
      }
    }
    return compared;
  }
}
