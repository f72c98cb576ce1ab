import type { LiveNode } from './live-node';
import { everyFacet, Reads, recording, type Changes, type Kept, type Recorder, type Slotted, type Trace } from './reads';

/**
 * Records what is read for each node of a plan: facets of the node, facets of other nodes, named parts and kept values. Whole lists
 * count for all nodes together. From that follows for which nodes a change is to be looked at again.
 */
export class ReadsByNode implements Recorder {
  #own = new Uint16Array(64);
  /** For nodes that others have read: by slot, the facets and who read them. */
  readonly #others = new Map<number, { facets: number; readers: LiveNode | Set<LiveNode> }>();
  /** Who has read a named part or a kept value. */
  readonly #readersOf = new Map<string | Kept, Set<LiveNode>>();
  #whole = new Reads();
  /** The named parts and kept values that were read for the present node. */
  readonly #things = new Set<string | Kept>();
  #for: LiveNode | undefined;
  /** True if the reads of the present node are no more than its own service and stage. */
  #isOfKind = true;
  readonly #traces = new Set<Trace>();

  /**
   * Does some work for one node, and notes all that it reads.
   * @param facets of the node that count as read in any case
   * @param isForAll true if what follows holds for other nodes as well, so that named parts count as read for all of them
   */
  noting<T>(node: LiveNode, facets: number, work: () => T, isForAll?: (result: T) => boolean): T {
    this.#room(node.slot);
    this.#own[node.slot] = facets;
    this.#for = node;
    this.#isOfKind = true;
    this.#traces.clear();
    this.#things.clear();
    let forAll = true; // in case it fails
    try {
      const result = recording(this, work);
      forAll = isForAll?.(result) === true;
      return result;
    } finally {
      this.#for = undefined;
      for (const thing of this.#things) {
        if (!forAll) this.#addReader(thing, node);
        else if (typeof thing === 'string') this.#whole.key(thing);
        else this.#whole.kept(thing);
      }
    }
  }

  /** The facets of a node that were read for itself. */
  ownOf({ slot }: LiveNode): number {
    return this.#own[slot] ?? 0;
  }

  /** Notes facets of a node as read for itself. */
  addOwn({ slot }: LiveNode, facets: number): void {
    this.#room(slot);
    this.#own[slot] = facets;
  }

  /** True if for the last node nothing was read of other nodes. */
  get hasStayed(): boolean {
    return this.#isOfKind;
  }

  node(node: Slotted, facets: number): void {
    const reader = this.#for;
    if (reader === undefined) return;
    const { slot } = node;
    if (node === reader) {
      this.#own[slot] = (this.#own[slot] as number) | facets; // there is room since the start of the work
      return;
    }
    this.#isOfKind = false;
    const other = this.#others.get(slot);
    if (!other) {
      this.#others.set(slot, { facets, readers: reader });
      return;
    }
    other.facets |= facets;
    if (other.readers instanceof Set) other.readers.add(reader);
    else if (other.readers !== reader) other.readers = new Set([other.readers, reader]);
  }

  list(bits: number): void {
    this.#whole.list(bits);
  }

  key(key: string): void {
    this.#things.add(key);
  }

  kept(kept: Kept): void {
    this.#things.add(kept);
  }

  trace(trace: Trace): void {
    if (this.#traces.has(trace)) return;
    this.#traces.add(trace);
    trace.noteFor(this);
  }

  /** True if something other than nodes that was read has changed, so that every node is to be looked at again. */
  isTouchedAsAWhole(changes: Changes): boolean {
    return this.#whole.isTouchedAsAWhole(changes);
  }

  /** The nodes that are to be looked at again, in the plan's order; what was read of and for nodes that are gone is forgotten. */
  touched(changes: Changes<LiveNode>): readonly LiveNode[] {
    const touched = new Set(changes.added);
    for (const [node, facets] of changes.nodes) {
      if ((this.ownOf(node) & facets) !== 0) touched.add(node);
      this.#addReaders(node, facets, touched);
    }
    for (const node of changes.removed) {
      this.#addReaders(node, everyFacet, touched);
      this.#others.delete(node.slot);
      if (node.slot < this.#own.length) this.#own[node.slot] = 0;
    }
    for (const [thing, readers] of this.#readersOf) {
      if (typeof thing === 'string' ? !changes.keys.has(thing) : !thing.isStale) continue;
      this.#readersOf.delete(thing);
      for (const reader of readers) touched.add(reader);
    }
    return [...touched].filter(({ isGone }) => !isGone).sort((a, b) => a.now.at - b.now.at);
  }

  #addReader(thing: string | Kept, reader: LiveNode): void {
    const readers = this.#readersOf.get(thing);
    if (readers) readers.add(reader);
    else this.#readersOf.set(thing, new Set([reader]));
  }

  #addReaders({ slot }: LiveNode, facets: number, touched: Set<LiveNode>): void {
    const other = this.#others.get(slot);
    if (!other || (other.facets & facets) === 0) return;
    if (other.readers instanceof Set) for (const reader of other.readers) touched.add(reader);
    else touched.add(other.readers);
  }

  #room(slot: number): void {
    if (slot < this.#own.length) return;
    const longer = new Uint16Array(2 * slot);
    longer.set(this.#own);
    this.#own = longer;
  }
}
