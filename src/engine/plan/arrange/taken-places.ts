import type { NodeId, Plan, Position } from '../model';
import { CardIndex } from './card-index';
import { cardHeight, cardWidth, freeFrom, gapY, grid, snapped, type Placing } from './place';
import { directionOf, shapeOf, turned } from './upright';

const nobody: ReadonlySet<NodeId> = new Set();

/** The places of a plan's nodes, for callers that place many nodes one after another. */
export class TakenPlaces {
  readonly #cards: CardIndex;
  #left = Infinity;
  #lowest = -Infinity;

  readonly #direction;

  constructor(plan: Pick<Plan, 'nodes' | 'layout' | 'direction'>) {
    this.#direction = directionOf(plan);
    const taken = Object.entries(plan.layout).filter(([id]) => plan.nodes[id]);
    this.#cards = new CardIndex(Object.fromEntries(taken));
    for (const [, at] of taken) this.#reach(at);
  }

  /** Marks one more node's place as taken. */
  add(id: NodeId, at: Position): void {
    this.#cards.add(id, at);
    this.#reach(at);
  }

  /** A position for a new node that no other node covers. @param layout positions of the nodes, for a place beside one */
  placeFor(place: Placing, layout: Plan['layout']): Position {
    if (typeof place === 'object' && 'at' in place) return snapped(place.at);
    const anchor = place === 'free' ? undefined : layout[place.beside];
    if (!anchor || place === 'free') return this.freeNear(this.#belowAll());
    const step = turned([0, shapeOf(this.#direction).stepY * (place.side === 'after' ? 1 : -1)], this.#direction);
    return this.freeNear([anchor[0] + step[0], anchor[1] + step[1]]);
  }

  /** The nearest free place, as `freeFrom` finds it. */
  freeNear(wished: Position): Position {
    return freeFrom(wished, (at) => this.isFree(at));
  }

  /** True if a card at a position would cover no other. */
  isFree([x, y]: Position): boolean {
    const box = { left: x - grid, right: x + cardWidth + grid, top: y - grid, bottom: y + cardHeight + grid };
    return !this.#cards.hits(box, nobody);
  }

  #belowAll(): Position {
    return this.#lowest === -Infinity ? [0, 0] : [this.#left, this.#lowest + cardHeight + gapY];
  }

  #reach([x, y]: Position): void {
    this.#left = Math.min(this.#left, x);
    this.#lowest = Math.max(this.#lowest, y);
  }
}
