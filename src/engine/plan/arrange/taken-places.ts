import type { Placing } from '../edits/edit';
import type { NodeId, Plan, Position } from '../model';
import { CardIndex } from './card-index';
import { cardHeight, cardWidth, freeFrom, gapY, grid, snapped } from './place';

const nobody: ReadonlySet<NodeId> = new Set();

const known = new WeakMap<Plan['nodes'], WeakMap<Plan['layout'], TakenPlaces>>();

/** The places of a plan's nodes, for whoever asks again and again about one plan. Nothing is to be added to them. */
export function takenIn(plan: Plan): Pick<TakenPlaces, 'isFree' | 'freeNear'> {
  const byLayout = known.get(plan.nodes) ?? new WeakMap<Plan['layout'], TakenPlaces>();
  known.set(plan.nodes, byLayout);
  const taken = byLayout.get(plan.layout) ?? new TakenPlaces(plan);
  byLayout.set(plan.layout, taken);
  return taken;
}

/** The nearest free place at or right of a wished one, then left of it, row by row. */
export function freePlace(plan: Plan, wished: Position): Position {
  return takenIn(plan).freeNear(wished);
}

/** The places of a plan's nodes, for whoever places many nodes one after another. */
export class TakenPlaces {
  readonly #cards: CardIndex;
  #left = Infinity;
  #lowest = -Infinity;

  constructor(plan: Pick<Plan, 'nodes' | 'layout'>) {
    const taken = Object.entries(plan.layout).filter(([id]) => plan.nodes[id]);
    this.#cards = new CardIndex(Object.fromEntries(taken));
    for (const [, at] of taken) this.#reach(at);
  }

  /** Counts one more node's place as taken. */
  add(id: NodeId, at: Position): void {
    this.#cards.add(id, at);
    this.#reach(at);
  }

  /** A position for a new node that no other node covers. @param layout where the node is that it goes beside */
  placeFor(place: Placing, layout: Plan['layout']): Position {
    if (typeof place === 'object' && 'at' in place) return snapped(place.at);
    const anchor = place === 'free' ? undefined : layout[place.beside];
    if (!anchor || place === 'free') return this.freeNear(this.#belowAll());
    const step = place.side === 'after' ? cardHeight + gapY : -(cardHeight + gapY);
    return this.freeNear([anchor[0], anchor[1] + step]);
  }

  /** The nearest free place, as `freeFrom` finds it. */
  freeNear(wished: Position): Position {
    return freeFrom(wished, (at) => this.isFree(at));
  }

  /** Whether a card at a position would cover no other. */
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
