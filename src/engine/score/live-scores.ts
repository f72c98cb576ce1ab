import { type Changes, facet, Keeper, lists, LiveGraph, noteKey, recording, remembers, type LiveNode, type PartUpdate } from '../catalog';
import type { Edge, NodeId, Plan, PlanNode } from '../plan';
import { barredEdges, retiredOn, type Fault, type MeasureInput } from './measure';
import { nodesOfOthers, scoresOf } from './score-plan';
import type { Scores } from './scores';
import type { Scoring } from './scoring';

/** What a node states; without a change of these it belongs to the same parts of the plan as before. */
const stated = facet.title | facet.service | facet.stage | facet.region | facet.stated | facet.note | facet.rest;

/** The scores of a plan that changes. Parts of a score that no change touches are kept. */
export class LiveScores {
  /** The plan without what belongs to others, and of that what works. */
  readonly #own: LiveGraph;
  readonly #working: LiveGraph;
  readonly #keeper = new Keeper();
  readonly #input: MeasureInput;
  #faults: readonly Fault[];
  #parts: { readonly own: Part; readonly working: Part };
  #scores: Scores;

  constructor(graph: LiveGraph, plan: Plan, faults: readonly Fault[], options: { readonly scoring: Scoring; readonly today: string }) {
    const { catalog, book } = graph;
    this.#faults = faults;
    const own = ownPart(graph, plan);
    this.#own = new LiveGraph(partOf(plan, own), catalog, book);
    const working = workingPart(this.#own, own, options.today);
    this.#working = new LiveGraph(partOf(plan, working), catalog, book);
    this.#parts = { own, working };
    const faultsNow = () => this.#faults;
    const input: MeasureInput = {
      scoring: options.scoring,
      today: options.today,
      graph: this.#own.asGraph,
      working: this.#working.asGraph,
      get findings() {
        noteKey('findings');
        return faultsNow();
      },
    };
    // what several measures ask is kept like the measures themselves
    const remember = (make: (of: MeasureInput) => unknown) => this.#keeper.keep(make, () => make(input));
    this.#input = Object.defineProperty(input, remembers, { value: remember });
    this.#scores = this.#scored();
  }

  get scores(): Scores {
    return this.#scores;
  }

  /**
   * @param changes what has changed in the plan
   * @param faults the findings of the plan as it is
   */
  update(graph: LiveGraph, plan: Plan, changes: Changes<LiveNode>, faults: readonly Fault[]): Scores {
    const [own, working] = this.#follow(graph, plan, changes);
    if (!areSameFaults(faults, this.#faults)) own.keys.add('findings');
    this.#faults = faults;
    this.#keeper.drop(own, working);
    return (this.#scores = this.#scored());
  }

  #follow(graph: LiveGraph, plan: Plan, changes: Changes<LiveNode>): [Changes, Changes] {
    const touched: NodeId[] = [];
    for (const [{ id }, facets] of changes.nodes) if (facets & stated) touched.push(id);
    const before = this.#parts;
    const own = ownPart(graph, plan, before.own);
    const isOther = (changes.lists & lists.nodes) !== 0;
    const ownChanges = this.#own.update(
      partOf(plan, own),
      stepOf(graph, plan, own, touched, isOther || own.without !== before.own.without),
    );
    const working = workingPart(this.#own, own, this.#input.today, before.working);
    this.#parts = { own, working };
    const isOtherWorking = isOther || working.without !== before.working.without;
    return [ownChanges, this.#working.update(partOf(plan, working), stepOf(graph, plan, working, touched, isOtherWorking))];
  }

  #scored(): Scores {
    const before = this.#scores as Scores | undefined; // none the first time
    const scores = scoresOf(this.#input, (name, work) => this.#keeper.keep(name, work));
    const isAsBefore = before && (Object.keys(scores) as (keyof Scores)[]).every((name) => scores[name] === before[name]);
    return isAsBefore ? before : scores;
  }
}

/** A part of a plan: the ids that are left out, and the edges that stay. */
interface Part {
  readonly without: ReadonlySet<NodeId>;
  readonly edges: readonly Edge[];
  /** What it follows from: it stays the same object while these do. */
  readonly from: readonly unknown[];
}

function stepOf(graph: LiveGraph, { nodes }: Plan, { without }: Part, touched: readonly NodeId[], areOthers: boolean): PartUpdate {
  if (!areOthers) return { nodes, touched };
  const ids: NodeId[] = [];
  for (const { id } of graph.live) if (!without.has(id)) ids.push(id);
  return { nodes, touched, ids };
}

function partOf(plan: Plan, { without, edges }: Part): Plan {
  let nodes: Plan['nodes'] | undefined = without.size === 0 ? plan.nodes : undefined;
  return {
    ...plan,
    edges,
    // few ask for all of them
    get nodes(): Readonly<Record<NodeId, PlanNode>> {
      return (nodes ??= Object.fromEntries(Object.entries(plan.nodes).filter(([id]) => !without.has(id))));
    },
  };
}

function ownPart(graph: LiveGraph, { edges }: Plan, before?: Part): Part {
  return recording(undefined, () => {
    const outside = nodesOfOthers(graph.asGraph);
    const from = [outside, edges];
    if (before && isSame(before.from, from)) return before;
    const without = before?.from[0] === outside ? before.without : new Set(outside.map(({ id }) => id));
    const stay = without.size === 0 ? edges : edges.filter((edge) => !without.has(edge.from) && !without.has(edge.to));
    return { without, edges: stay, from };
  });
}

/** Of a part, what is in support, and the edges along which something can pass. */
function workingPart(graph: LiveGraph, part: Part, today: string, before?: Part): Part {
  return recording(undefined, () => {
    const [retired, barred] = [retiredOn(today)(graph.asGraph), barredEdges(graph.asGraph)];
    const from = [part.without, part.edges, retired, barred];
    if (before && isSame(before.from, from)) return before;
    const gone = new Set(retired.map(({ id }) => id));
    const isBarred = new Set(barred.map(({ edge }) => edge));
    const edges =
      gone.size === 0 && isBarred.size === 0
        ? part.edges
        : part.edges.filter((edge) => !isBarred.has(edge) && !gone.has(edge.from) && !gone.has(edge.to));
    const isAsBefore = before?.from[0] === part.without && before.from[2] === retired;
    const without = isAsBefore ? before.without : gone.size === 0 ? part.without : new Set([...part.without, ...gone]);
    return { without, edges, from };
  });
}

/** True if two lists of findings are the same for scores, whatever their words and numbers. */
function areSameFaults(one: readonly Fault[], other: readonly Fault[]): boolean {
  if (one === other) return true;
  return (
    one.length === other.length &&
    one.every((fault, at) => {
      const { title, family, severity, nodes } = other[at] as Fault; // as many
      return (
        fault === other[at] ||
        (fault.title === title && fault.family === family && fault.severity === severity && isSame(fault.nodes, nodes))
      );
    })
  );
}

function isSame(one: readonly unknown[], other: readonly unknown[]): boolean {
  return one === other || (one.length === other.length && one.every((item, at) => item === other[at]));
}
