import { createContext } from 'svelte';
import { list } from '#engine/format';
import { flowOrder, groupsByNode, sameKeys, type Plan, type Stage } from '#engine/plan';
import { shownGroupTitleOf, shownTitleOf } from '../wording/shown';
import type { CatalogView } from './catalog-view.svelte';

/** Nodes in order, with their stages. */
interface Staged {
  readonly nodes: Plan['nodes'];
  readonly stages: readonly (Stage | undefined)[];
}

/** The reading order of the plan, along the flow: for the outline, the screen reader and the hits of a search. */
export class PlanFlow {
  // a change of layout keeps nodes and edges, and so the order
  readonly #nodes = $derived.by(() => this.plan().nodes);
  readonly #edges = $derived.by(() => this.plan().edges);
  /** The same object while nodes and stages are the same: a title does not change the order. */
  readonly #staged: Staged = $derived.by(() => {
    const now = { nodes: this.#nodes, stages: Object.values(this.#nodes).map((node) => this.catalog.stageOf(node)) };
    return this.#wasStaged && isStagedAlike(this.#wasStaged, now) ? this.#wasStaged : (this.#wasStaged = now);
  });
  #wasStaged: Staged | undefined;

  readonly order: readonly string[] = $derived.by(() => {
    const { nodes } = this.#staged;
    return flowOrder({ nodes, edges: this.#edges }, (id) => this.catalog.stageOf(nodes[id])).order;
  });
  readonly #places = $derived(new Map(this.order.map((id, at) => [id, at])));

  constructor(
    private readonly plan: () => Plan,
    private readonly catalog: CatalogView,
  ) {}

  readonly #before = $derived.by(() => this.#neighbours('to', 'from'));
  readonly #after = $derived.by(() => this.#neighbours('from', 'to'));

  /** Number of a node's step in the flow, from 1. */
  stepOf(id: string): number {
    return (this.#places.get(id) ?? -1) + 1;
  }

  /** Place of a node, in words: "step 3 of 9, after Copy, before Train, in the group Ingest". */
  whereIs(id: string): string {
    const beside = (how: string, ids: readonly string[] = []) => (ids.length === 0 ? '' : `, ${how} ${this.#names(ids)}`);
    return `step ${this.stepOf(id)} of ${this.order.length}${beside('after', this.#before.get(id))}${beside('before', this.#after.get(id))}${this.#inGroup(id)}`;
  }

  readonly #groups = $derived.by(() => this.plan().groups);
  readonly #groupOf = $derived(groupsByNode(this.#groups));

  #inGroup(id: string): string {
    const group = this.#groupOf.get(id);
    return group === undefined ? '' : `, in the group ${shownGroupTitleOf({ groups: this.#groups }, group)}`;
  }

  #neighbours(of: 'from' | 'to', other: 'from' | 'to'): ReadonlyMap<string, readonly string[]> {
    const found = new Map<string, Set<string>>();
    for (const edge of this.#edges) {
      if (edge.kind === 'runs-on' || edge.kind === 'telemetry') continue; // these edges last all the time, so they are no steps of the flow
      const beside = found.get(edge[of]);
      if (beside) beside.add(edge[other]);
      else found.set(edge[of], new Set([edge[other]]));
    }
    return new Map([...found].map(([id, beside]) => [id, [...beside]]));
  }

  #names(ids: readonly string[]): string {
    return list(
      ids.map((id) => shownTitleOf({ nodes: this.#nodes }, id)),
      'and',
      4,
    );
  }
}

function isStagedAlike(before: Staged, now: Staged): boolean {
  return sameKeys(before.nodes, now.nodes) && before.stages.every((stage, at) => stage === now.stages[at]);
}

export const [getPlanFlow, setPlanFlow] = createContext<PlanFlow>();
