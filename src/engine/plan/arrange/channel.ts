import { countBelow } from './card-index';

/** Edges that have room beside each other, what each of them costs, and what each further one costs, in the plan's units of detour. */
const roomy = 4;
const company = 12;
const crowding = 40;

/** Edges that pass through a gap between two columns; answers how crowded a stretch of it is. */
export class Channel {
  readonly #tops: number[] = [];
  readonly #bottoms: number[] = [];

  add(top: number, bottom: number): void {
    this.#tops.splice(countBelow(this.#tops, top, false), 0, top);
    this.#bottoms.splice(countBelow(this.#bottoms, bottom, false), 0, bottom);
  }

  /** Number of edges on a stretch. */
  beside(top: number, bottom: number): number {
    // all but those that end above it and those that begin below it
    return countBelow(this.#tops, bottom, true) - countBelow(this.#bottoms, top, false);
  }

  /** The detour that an edge takes rather than share a stretch with those that are there. */
  cost(top: number, bottom: number): number {
    const others = this.beside(top, bottom);
    return others * company + Math.max(0, others - roomy) * crowding;
  }
}
