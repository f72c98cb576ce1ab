import { snapped, type Placing } from '../arrange/place';
import { TakenPlaces } from '../arrange/taken-places';
import { compareEdges } from '../edge-order';
import { edgeId, type EdgeRef } from '../edge-id';
import type { Edge, Plan, Position } from '../model';

/**
 * The copies that one list of edits has made so far. They are not shared yet, so the next edit of the list may change them in place:
 * thousands of edits copy a map once, not thousands of times. The plan that the list began with is never changed.
 */
export class Draft {
  readonly #own = new WeakSet<object>();
  readonly #edgeIds = new WeakMap<readonly Edge[], Set<string>>();
  readonly #places = new WeakMap<Plan['layout'], TakenPlaces>();

  /** The map with a value under a key. */
  with<T>(map: Readonly<Record<string, T>>, key: string, value: T): Readonly<Record<string, T>> {
    // a computed key is the map's own, whatever its name
    if (!this.#own.has(map) || key === '__proto__') return this.#owned({ ...map, [key]: value });
    (map as Record<string, T>)[key] = value; // a copy of this draft
    return map;
  }

  /** The edges with one more, in order; the same array if it already has that edge. */
  withEdge(edges: readonly Edge[], edge: Edge): readonly Edge[] {
    if (this.hasEdge(edges, edge)) return edges;
    const list = this.#ownEdges(edges);
    list.splice(placeIn(list, edge), 0, edge);
    this.#idsOf(list).add(edgeId(edge));
    return list;
  }

  /** The edges with more of them, in order: if they were inserted one by one, each of thousands would move all that follow. */
  withAllEdges(edges: readonly Edge[], more: readonly Edge[]): readonly Edge[] {
    const ids = this.#idsOf(edges);
    const fresh: Edge[] = [];
    const seen = new Set<string>();
    for (const edge of more) {
      const id = edgeId(edge);
      if (ids.has(id) || seen.has(id)) continue;
      seen.add(id);
      fresh.push(edge);
    }
    if (fresh.length === 0) return edges;
    const list = this.#ownEdges(edges);
    for (const edge of fresh) list.push(edge);
    list.sort(compareEdges); // stable: behind those that are equal to it
    const known = this.#idsOf(list);
    for (const id of seen) known.add(id);
    return list;
  }

  /** The edges without those of some ids, duplicates too; the same array if none has such an id. */
  withoutEdges(edges: readonly Edge[], gone: readonly EdgeRef[]): readonly Edge[] {
    const there = gone.filter((edge) => this.hasEdge(edges, edge));
    const [only] = there;
    if (!only) return edges;
    const ids = new Set(there.map(edgeId));
    const kept = edges.filter(there.length === 1 ? (edge) => !sameEnds(edge, only) : (edge) => !ids.has(edgeId(edge)));
    this.#passOn(edges, kept, ids);
    return kept;
  }

  /** The edges without the one at an index; a duplicate of it stays. */
  withoutEdge(edges: readonly Edge[], at: number): readonly Edge[] {
    const edge = edges[at];
    if (!edge) return edges;
    const kept = edges.filter((_, index) => index !== at);
    this.#passOn(edges, kept, kept.some((other) => sameEnds(other, edge)) ? [] : [edgeId(edge)]);
    return kept;
  }

  /** True if an edge of this id is among some edges. */
  hasEdge(edges: readonly Edge[], edge: EdgeRef): boolean {
    return this.#idsOf(edges).has(edgeId(edge));
  }

  /** A position for a new node that no other node covers. */
  placeFor(plan: Plan, place: Placing): Position {
    if (typeof place === 'object' && 'at' in place) return snapped(place.at); // wherever other nodes are
    return this.#placesOf(plan).placeFor(place, plan.layout);
  }

  /** The plan with a new node at a position. */
  withNode(plan: Plan, id: string, node: Plan['nodes'][string], at: Position): Plan {
    // the taken places are computed only if somebody has already needed them
    const places = this.#own.has(plan.layout) ? this.#places.get(plan.layout) : undefined;
    places?.add(id, at);
    const layout = this.with(plan.layout, id, at);
    if (places) this.#places.set(layout, places);
    return { ...plan, nodes: this.with(plan.nodes, id, node), layout };
  }

  #placesOf(plan: Plan): TakenPlaces {
    if (!this.#own.has(plan.layout)) return new TakenPlaces(plan);
    const places = this.#places.get(plan.layout) ?? new TakenPlaces(plan);
    this.#places.set(plan.layout, places);
    return places;
  }

  #ownEdges(edges: readonly Edge[]): Edge[] {
    if (this.#own.has(edges)) return edges as Edge[]; // it is a copy of this draft
    return this.#owned([...edges].sort(compareEdges));
  }

  /** Copies the cached facts about a draft's edges to the edges that are left. */
  #passOn(edges: readonly Edge[], kept: readonly Edge[], gone: Iterable<string>): void {
    if (!this.#own.has(edges)) return;
    const ids = this.#idsOf(edges);
    for (const id of gone) ids.delete(id);
    this.#edgeIds.set(kept, ids);
    this.#own.add(kept);
  }

  #idsOf(edges: readonly Edge[]): Set<string> {
    const known = this.#edgeIds.get(edges);
    if (known) return known;
    const ids = new Set(edges.map(edgeId));
    this.#edgeIds.set(edges, ids);
    return ids;
  }

  #owned<T extends object>(copy: T): T {
    this.#own.add(copy);
    return copy;
  }
}

/** True if two edges have the same id. */
export function sameEnds(a: EdgeRef, b: EdgeRef): boolean {
  return a.from === b.from && a.to === b.to && a.kind === b.kind;
}

/** Index of an edge among sorted edges: behind those that are equal to it. */
function placeIn(edges: readonly Edge[], edge: Edge): number {
  let [low, high] = [0, edges.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (compareEdges(edges[middle] as Edge, edge) <= 0)
      low = middle + 1; // between the two ends
    else high = middle;
  }
  return low;
}
