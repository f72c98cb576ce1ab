/*
 * The reads of a plan by a rule, a measure or a kept value while it is worked out. From that follows which changes of the plan leave it as
 * it is. Reads are noted, not declared, so that nobody has to keep a declaration in step with the code.
 */

/** What can change of a node, as bits. */
export const facet = {
  title: 1,
  service: 2,
  stage: 4,
  region: 8,
  /** Its usage as read, with what the plan implies and the catalog's defaults. */
  usage: 16,
  in: 32,
  out: 64,
  cost: 128,
  /** Its usage as the plan states it. */
  stated: 256,
  note: 512,
  /** Everything else that the plan states of it. */
  rest: 1024,
} as const;
export const everyFacet = 2047;

/** Whole lists of a plan, as bits. */
export const lists = {
  /** Which nodes there are, and their order. */
  nodes: 1,
  edges: 2,
  /** Every node with all that the plan states of it. */
  statements: 4,
  /** Everything. */
  all: 8,
} as const;

/** A node that lives as long as its id stays in the plan. */
export interface Slotted {
  /** A small number that no other node of the plan has. */
  readonly slot: number;
}

/** What one step from one state of a plan to the next has changed. */
export class Changes<N extends Slotted = Slotted> {
  /** Nodes that changed and stay, with the facets that differ. */
  readonly nodes = new Map<N, number>();
  readonly added: N[] = [];
  readonly removed: N[] = [];
  /** Named parts that differ, such as `plan:waivers`, `context:needs`, `service:azure-storage`. */
  readonly keys = new Set<string>();
  /** Whole lists that differ. */
  lists = 0;

  touch(node: N, facets: number): void {
    if (facets !== 0) this.nodes.set(node, (this.nodes.get(node) ?? 0) | facets);
  }

  get isEmpty(): boolean {
    return this.nodes.size === 0 && this.added.length === 0 && this.removed.length === 0 && this.keys.size === 0 && this.lists === 0;
  }
}

/** A value that follows from a plan, kept until something that it was made from changes. */
export interface Kept {
  /** True once the value no longer holds. It is decided when it is asked, by the changes of the present step. */
  readonly isStale: boolean;
}

/** Notes what is read. */
export interface Recorder {
  node(node: Slotted, facets: number): void;
  list(bits: number): void;
  key(key: string): void;
  kept(kept: Kept): void;
  /** All that was read for a value that is asked again. */
  trace(trace: Trace): void;
}

/** The reads for a small value that many ask for; they are noted for each of them. */
export class Trace implements Recorder {
  readonly #notes: ((to: Recorder) => void)[] = [];
  readonly #nodes: Slotted[] = [];
  readonly #facets: number[] = [];

  node(node: Slotted, facets: number): void {
    this.#nodes.push(node);
    this.#facets.push(facets);
  }

  list(bits: number): void {
    this.#notes.push((to) => to.list(bits));
  }

  key(key: string): void {
    this.#notes.push((to) => to.key(key));
  }

  kept(kept: Kept): void {
    this.#notes.push((to) => to.kept(kept));
  }

  trace(trace: Trace): void {
    this.#notes.push((to) => to.trace(trace));
  }

  noteFor(to: Recorder): void {
    this.#nodes.forEach((node, at) => to.node(node, this.#facets[at] as number)); // as many facets as nodes
    for (const note of this.#notes) note(to);
  }
}

/** Everything that was read in one run. */
export class Reads implements Recorder {
  readonly #traces = new WeakSet<Trace>();
  #facets = new Uint16Array(0);
  #lists = 0;
  readonly #keys = new Set<string>();
  readonly #kept = new Set<Kept>();

  node({ slot }: Slotted, facets: number): void {
    if (slot >= this.#facets.length) {
      const longer = new Uint16Array(Math.max(64, 2 * slot));
      longer.set(this.#facets);
      this.#facets = longer;
    }
    this.#facets[slot] = (this.#facets[slot] as number) | facets; // the line above makes room
  }

  list(bits: number): void {
    this.#lists |= bits;
  }

  key(key: string): void {
    this.#keys.add(key);
  }

  kept(kept: Kept): void {
    this.#kept.add(kept);
  }

  trace(trace: Trace): void {
    if (this.#traces.has(trace)) return;
    this.#traces.add(trace);
    trace.noteFor(this);
  }

  /** True if something other than single nodes that was read has changed. */
  isTouchedAsAWhole(changes: Changes): boolean {
    if ((this.#lists & changes.lists) !== 0 || ((this.#lists & lists.all) !== 0 && !changes.isEmpty)) return true;
    for (const key of changes.keys) if (this.#keys.has(key)) return true;
    for (const kept of this.#kept) if (kept.isStale) return true;
    return false;
  }

  /** True if something that was read has changed. */
  isTouched(changes: Changes): boolean {
    if (this.isTouchedAsAWhole(changes)) return true;
    for (const [node, facets] of changes.nodes) if (this.hasRead(node, facets)) return true;
    for (const node of changes.removed) if (this.hasRead(node, everyFacet)) return true;
    return false;
  }

  hasRead({ slot }: Slotted, facets: number): boolean {
    return ((this.#facets[slot] ?? 0) & facets) !== 0;
  }

  /** The named parts that were read. */
  names(): readonly string[] {
    return [...this.#keys];
  }

  get lists(): number {
    return this.#lists;
  }
}

let current: Recorder | undefined;

/** Does some work; all that it reads of a plan in the meantime is noted, and of the work around it nothing. */
export function recording<T>(reads: Recorder | undefined, work: () => T): T {
  const before = current;
  current = reads;
  try {
    return work();
  } finally {
    current = before;
  }
}

export function noteNode(node: Slotted, facets: number): void {
  if (current !== undefined) current.node(node, facets);
}

export function noteList(bits: number): void {
  if (current !== undefined) current.list(bits);
}

export function noteKey(key: string): void {
  if (current !== undefined) current.key(key);
}

export function noteKept(kept: Kept): void {
  if (current !== undefined) current.kept(kept);
}

export function noteTrace(trace: Trace): void {
  if (current !== undefined) current.trace(trace);
}
