import type { NodeId, PlanNode, Stage } from '../../plan';
import type { GraphEdge, GraphNode } from '../graph';
import { remembers } from '../once-per';
import type { Service } from '../service';
import type { Usage } from '../usage';
import { everyFacet, facet, lists, noteList, noteNode, noteTrace, recording, Trace } from './reads';

/** The state of a node, read without a note. */
export interface NodeState {
  at: number;
  node: PlanNode;
  title: string;
  service: Service | undefined;
  stage: Stage | undefined;
  region: string | undefined;
  in: readonly GraphEdge[];
  out: readonly GraphEdge[];
  /** Unset until it is needed. */
  usage: Usage | undefined;
}

/** A node of a plan that changes: one object for as long as its id stays in the plan. What is read of it is noted. */
export class LiveNode implements GraphNode {
  #made: Map<unknown, { readonly state: number; readonly value: unknown; readonly trace: Trace }> | undefined;
  /** True once it has left the plan; an equal id that comes back is another node. */
  isGone = false;
  #statements: { readonly of: PlanNode; readonly view: PlanNode } | undefined;

  constructor(
    readonly id: NodeId,
    readonly slot: number,
    readonly now: NodeState,
    /** Counts the states of the plan. */
    private readonly clock: { readonly state: number },
  ) {}

  get at(): number {
    noteList(lists.nodes);
    return this.now.at;
  }

  /** The node as the plan states it; reads are noted key by key. */
  get node(): PlanNode {
    const { node } = this.now;
    if (this.#statements?.of !== node) this.#statements = { of: node, view: new Proxy(node, new Statements(this)) };
    return this.#statements.view;
  }

  get title(): string {
    noteNode(this, facet.title);
    return this.now.title;
  }

  get service(): Service | undefined {
    noteNode(this, facet.service);
    return this.now.service;
  }

  get stage(): Stage | undefined {
    noteNode(this, facet.stage);
    return this.now.stage;
  }

  get region(): string | undefined {
    noteNode(this, facet.region);
    return this.now.region;
  }

  get in(): readonly GraphEdge[] {
    noteNode(this, facet.in);
    return this.now.in;
  }

  get out(): readonly GraphEdge[] {
    noteNode(this, facet.out);
    return this.now.out;
  }

  /** Keeps what follows from the node while the plan stays in one state; all that was read for it is noted for everybody who asks. */
  [remembers]<T>(make: (of: GraphNode) => T): T {
    const { state } = this.clock;
    this.#made ??= new Map();
    let one = this.#made.get(make);
    if (one?.state !== state) {
      const trace = new Trace();
      one = { state, value: recording(trace, () => make(this)), trace };
      this.#made.set(make, one);
    }
    noteTrace(one.trace);
    return one.value as T; // made by the same function
  }
}

const facetOfKey: Readonly<Record<string, number>> = {
  title: facet.title,
  service: facet.service,
  stage: facet.stage,
  region: facet.region,
  usage: facet.stated,
  note: facet.note,
};

function facetsOf(key: string | symbol): number {
  return typeof key === 'string' && Object.hasOwn(facetOfKey, key) ? (facetOfKey[key] as number) : facet.rest;
}

/** Notes what is read of the statements about a node. A class, since a plan has thousands of these. */
class Statements implements ProxyHandler<PlanNode> {
  constructor(private readonly of: LiveNode) {}

  get(target: PlanNode, key: string | symbol): unknown {
    noteNode(this.of, facetsOf(key));
    return target[key as keyof PlanNode];
  }

  has(target: PlanNode, key: string | symbol): boolean {
    noteNode(this.of, facetsOf(key));
    return key in target;
  }

  getOwnPropertyDescriptor(target: PlanNode, key: string | symbol): PropertyDescriptor | undefined {
    noteNode(this.of, facetsOf(key));
    return Reflect.getOwnPropertyDescriptor(target, key);
  }

  ownKeys(target: PlanNode): (string | symbol)[] {
    noteNode(this.of, everyFacet);
    return Reflect.ownKeys(target);
  }
}

/** The facets in which two statements about a node differ. */
export function statedDifference(before: PlanNode, after: PlanNode): number {
  let facets = 0;
  const one: Readonly<Record<string, unknown>> = before;
  const other: Readonly<Record<string, unknown>> = after;
  for (const key of new Set([...Object.keys(one), ...Object.keys(other)])) if (!Object.is(one[key], other[key])) facets |= facetsOf(key);
  return facets;
}
