import { crossesRegions, facet, lists, recording, type Changes, type GraphNode, type LiveGraph, type LiveNode } from '../../catalog';
import { scaleFactors, type Cost } from './cost';
import { costOfCharged } from './cost-plan';
import { LiveCharges } from './live-charges';
import { takenBy, type Taken } from './quantities';

/** What a node's own quantities follow from, and those of data that leaves a region at one of its neighbours. */
const own = facet.service | facet.region | facet.usage | facet.stated | facet.in | facet.out;
const beside = facet.service | facet.region | facet.usage | facet.stated | facet.title;
/** What the sums of a plan follow from besides quantities. */
const summed = facet.service | facet.stage | facet.region;

/** The cost of a plan that changes: quantities are worked out again at the nodes that a change touches, and sums if one of them differs. */
export class LiveCostPlan {
  readonly #taken = new Map<LiveNode, Taken>();
  /** What it is charged, by the multiple of today's load. */
  readonly #charges: ReadonlyMap<number, LiveCharges>;
  #cost: Cost;

  /** @param factors multiples of today's load; the usual ones by default */
  constructor(
    private readonly graph: LiveGraph,
    private readonly factors: readonly number[] = scaleFactors,
  ) {
    this.#charges = new Map([1, ...factors].map((factor) => [factor, new LiveCharges()]));
    this.#take(graph.live);
    this.#cost = this.#summed();
  }

  /** The same object while nothing of it changes. */
  get cost(): Cost {
    return this.#cost;
  }

  update(changes: Changes<LiveNode>): Cost {
    for (const node of changes.removed) {
      this.#taken.delete(node);
      for (const charges of this.#charges.values()) charges.take(node, undefined);
    }
    let isOther = this.#take(this.#touched(changes)) || (changes.lists & lists.nodes) !== 0;
    for (const facets of changes.nodes.values()) isOther ||= (facets & summed) !== 0;
    if (isOther) this.#cost = this.#summed();
    return this.#cost;
  }

  #touched(changes: Changes<LiveNode>): Iterable<LiveNode> {
    const touched = new Set(changes.added);
    return recording(undefined, () => {
      for (const [node, facets] of changes.nodes) {
        if (facets & own) touched.add(node);
        if (!(facets & beside)) continue;
        // an edge that stays in its region carries nothing that is charged; one may just have come to
        const isElsewhere = (facets & (facet.region | facet.service)) !== 0;
        for (const edge of node.now.in) if (isElsewhere || crossesRegions(edge)) touched.add(edge.from as LiveNode);
        for (const edge of node.now.out) if (isElsewhere || crossesRegions(edge)) touched.add(edge.to as LiveNode);
        if (node.now.in.some(crossesRegions) || node.now.out.some(crossesRegions)) touched.add(node);
      }
      return touched;
    });
  }

  /** @returns true if the quantities of one of the nodes differ from those of before */
  #take(nodes: Iterable<LiveNode>): boolean {
    return recording(undefined, () => {
      let isOther = false;
      for (const node of nodes) {
        const taken = takenBy(node, this.graph.asGraph);
        if (taken === this.#taken.get(node)) continue;
        this.#taken.set(node, taken);
        for (const [factor, charges] of this.#charges) charges.take(node, taken.at(factor));
        isOther = true;
      }
      return isOther;
    });
  }

  #summed(): Cost {
    const taken = this.graph.live.map((node) => this.#taken.get(node) as Taken); // one for each node
    return recording(undefined, () => {
      const chargedAt = (factor: number) => (this.#charges.get(factor) as LiveCharges).settled(); // there is one for each factor
      const today = chargedAt(1);
      const affected = (this.#charges.get(1) as LiveCharges).affected();
      const before = this.#cost as Cost | undefined; // none the first time
      const known = (node: GraphNode) => (affected.has(node as LiveNode) ? undefined : before?.nodes[node.id]);
      return costOfCharged(this.graph.asGraph, taken, (factor) => (factor === 1 ? today : chargedAt(factor)), this.factors, known);
    });
  }
}
