import type { Edge } from '../model';
import { countBelow } from './card-index';

/** What edges that run together have in common: the kind, and one end or the other. */
export interface Strand {
  readonly from: string;
  readonly to: string;
  readonly both: string;
}

export function strandOf({ kind, from, to }: Edge): Strand {
  return { from: `${kind} ${from}`, to: `${kind} ${to}`, both: `${kind} ${from} ${to}` };
}

/** What passes through a gap between two columns, to be asked how crowded a stretch of it is. */
export class Channel {
  readonly #all = new Spans();
  readonly #fromOneNode = new Map<string, Spans>();
  readonly #toOneNode = new Map<string, Spans>();
  readonly #twins = new Map<string, Spans>();

  add(strand: Strand, top: number, bottom: number): void {
    this.#all.add(top, bottom);
    spansOf(this.#fromOneNode, strand.from).add(top, bottom);
    spansOf(this.#toOneNode, strand.to).add(top, bottom);
    spansOf(this.#twins, strand.both).add(top, bottom);
  }

  /** How many pass a stretch that an edge would have to share it with; those that it runs together with do not count. */
  othersBeside({ from, to, both }: Strand, top: number, bottom: number): number {
    const count = (spans: Spans | undefined) => spans?.overlapping(top, bottom) ?? 0;
    const together = count(this.#fromOneNode.get(from)) + count(this.#toOneNode.get(to)) - count(this.#twins.get(both));
    return count(this.#all) - together;
  }
}

/** Whether two edges look like one where they are in the same gap. */
export function runTogether(a: Edge, b: Edge): boolean {
  return a.kind === b.kind && (a.from === b.from || a.to === b.to);
}

/** Stretches along a line. */
class Spans {
  readonly #tops: number[] = [];
  readonly #bottoms: number[] = [];

  add(top: number, bottom: number): void {
    this.#tops.splice(countBelow(this.#tops, top, false), 0, top);
    this.#bottoms.splice(countBelow(this.#bottoms, bottom, false), 0, bottom);
  }

  overlapping(top: number, bottom: number): number {
    // all but those that end above it and those that begin below it
    return countBelow(this.#tops, bottom, true) - countBelow(this.#bottoms, top, false);
  }
}

function spansOf(byKey: Map<string, Spans>, key: string): Spans {
  const spans = byKey.get(key) ?? new Spans();
  byKey.set(key, spans);
  return spans;
}
