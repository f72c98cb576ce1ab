import type { PlanGraph } from '../graph';
import type { PartsOf } from '../nodes-where';
import type { LiveNode } from './live-node';
import { noteKept, type Changes, type Kept } from './reads';
import { ReadsByNode } from './reads-by-node';
import { sameKept } from './same-kept';

/** The graph that it follows. */
interface Followed {
  readonly live: readonly LiveNode[];
  readonly changes: Changes<LiveNode> | undefined;
  readonly asGraph: PlanGraph;
}

/** Keeps the parts that nodes have of something, node by node, while the plan changes. */
export class KeptParts<T> {
  #reads = new ReadsByNode();
  /** Only of nodes that have some. */
  readonly #byNode = new Map<LiveNode, readonly T[]>();
  #last: Changes<LiveNode> | undefined;
  #now: Version<T>;

  constructor(
    private readonly graph: Followed,
    private readonly of: PartsOf<T>,
  ) {
    this.#last = graph.changes;
    this.#now = this.#whole();
  }

  /** The parts of all nodes, in the plan's order. */
  get all(): readonly T[] {
    this.follow();
    noteKept(this.#now);
    return (this.#now.parts ??= this.#joined());
  }

  /** Brings it in step with the last change of the plan. */
  follow(): void {
    const { changes } = this.graph;
    if (changes === undefined || changes === this.#last) return;
    this.#last = changes;
    if (this.#reads.isTouchedAsAWhole(changes)) {
      this.#reads = new ReadsByNode();
      const [before, parts] = [this.#now.parts ?? this.#joined(), this.#byNode];
      parts.clear();
      const now = this.#whole();
      now.parts = this.#joined();
      if (!sameKept(now.parts, before, 3)) this.#now = now;
      return;
    }
    let isOther = false;
    for (const node of changes.removed) if (this.#byNode.delete(node)) isOther = true;
    for (const node of this.#reads.touched(changes)) {
      const before = this.#byNode.get(node);
      this.#take(node);
      const now = this.#byNode.get(node);
      if (before !== now && !sameKept(before, now, 3)) isOther = true;
    }
    if (isOther) this.#now = this.#version();
  }

  #whole(): Version<T> {
    for (const node of this.graph.live) this.#take(node);
    return this.#version();
  }

  #version(): Version<T> {
    const version: Version<T> = new Version(() => {
      this.follow();
      return this.#now !== version;
    });
    return version;
  }

  #take(node: LiveNode): void {
    const parts = this.#reads.noting(node, 0, () => this.of(node, this.graph.asGraph));
    if (parts.length > 0) this.#byNode.set(node, parts);
    else this.#byNode.delete(node);
  }

  #joined(): readonly T[] {
    const joined: T[] = [];
    const { live } = this.graph;
    // few are put in order sooner than they are found among all
    const nodes = this.#byNode.size * 8 < live.length ? [...this.#byNode.keys()].sort((a, b) => a.now.at - b.now.at) : live;
    for (const node of nodes) {
      const parts = this.#byNode.get(node);
      if (parts) for (const part of parts) joined.push(part);
    }
    return joined;
  }
}

/** The parts as they are until one of them differs. */
class Version<T> implements Kept {
  parts: readonly T[] | undefined;

  constructor(private readonly isOver: () => boolean) {}

  get isStale(): boolean {
    return this.isOver();
  }
}
