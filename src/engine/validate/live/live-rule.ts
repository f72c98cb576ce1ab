import { facet, lists, PartOfGraph, Reads, recording, type Changes, type LiveGraph, type LiveNode } from '../../catalog';
import { edgeEnds, same, type Plan } from '../../plan';
import type { Finding } from '../finding';
import type { Rule, RuleInput, Scope } from '../rule';
import { draftsOf, tellApart, type Draft } from '../validate';

/** One finding of a rule, without number and waiver. The same object while the finding stays as it is. */
export interface LiveDraft {
  readonly finding: Finding;
}

export interface Difference {
  readonly gone: readonly LiveDraft[];
  readonly come: readonly LiveDraft[];
}

const none: Difference = { gone: [], come: [] };

/** The plan for rules, as it is after a change. */
export interface LiveInput {
  readonly plan: Plan;
  readonly graph: LiveGraph;
  /** Reads are noted. */
  readonly input: RuleInput;
  /** For rules that keep values of their own: a new graph. */
  readonly opaque: () => RuleInput;
}

/** One rule, and what it finds in a plan that changes. */
export class LiveRule {
  #reads = new Reads();
  /** Findings by the node that they are about, for a rule with a scope. */
  #byNode = new Map<LiveNode, readonly LiveDraft[]>();
  #drafts: readonly LiveDraft[] = [];
  /** True once the rule has failed: it is then checked as a whole. */
  #isWhole: boolean;

  constructor(readonly rule: Rule) {
    this.#isWhole = rule.scope === undefined;
  }

  /** Checks the whole plan. */
  check(live: LiveInput): Difference {
    return this.#whole(live);
  }

  /** Checks again what some changes touch. */
  update(changes: Changes<LiveNode>, live: LiveInput): Difference {
    const { scope, isOpaque } = this.rule;
    if (isOpaque) return this.#whole(live);
    if (this.#isWhole || !scope) return this.#reads.isTouched(changes) ? this.#whole(live) : none;
    const { nodes: own, edges: ownEdges } = lists;
    // of its own lists only those nodes count that came or went
    const others = new Set(changes.keys);
    for (const key of changes.keys) if (/^(?:service|stage):/.test(key)) others.delete(key);
    const beside = Object.assign(Object.create(changes) as Changes<LiveNode>, { keys: others, lists: changes.lists & ~(own | ownEdges) });
    if (this.#reads.isTouchedAsAWhole(beside)) return this.#whole(live);
    return this.#part(changes, scope, live);
  }

  #whole({ graph, input, opaque }: LiveInput): Difference {
    this.#reads = new Reads();
    const { drafts, hasFailed } = this.rule.isOpaque
      ? draftsOf(this.rule, opaque())
      : recording(this.#reads, () => draftsOf(this.rule, input));
    this.#isWhole = this.rule.scope === undefined || hasFailed;
    const difference = exchanged([...this.#all()], drafts);
    this.#drafts = [];
    this.#byNode.clear();
    if (this.#isWhole) this.#drafts = difference.now;
    else
      for (const draft of difference.now) {
        const node = graph.find(nodeOf(draft.finding));
        if (!node) throw new Error(`The rule "${this.rule.meta.id}" has a scope, and a finding that names no node of the plan.`);
        this.#byNode.set(node, [...(this.#byNode.get(node) ?? []), draft]);
      }
    return difference;
  }

  #part(changes: Changes<LiveNode>, scope: Scope, live: LiveInput): Difference {
    const gone: LiveDraft[] = [];
    const come: LiveDraft[] = [];
    for (const node of changes.removed) {
      gone.push(...(this.#byNode.get(node) ?? []));
      this.#byNode.delete(node);
    }
    const nodes = this.#touched(changes, scope.within);
    if (nodes.length > 0) {
      const part = new PartOfGraph(live.graph, nodes);
      const { drafts, hasFailed } = recording(this.#reads, () => draftsOf(this.rule, { ...live.input, graph: part.asGraph }));
      if (hasFailed) {
        const { gone: more, come: fresh } = this.#whole(live);
        return { gone: [...gone, ...more], come: fresh };
      }
      const fresh = new Map<string, Draft[]>(nodes.map(({ id }) => [id, []]));
      for (const draft of drafts) {
        const own = fresh.get(nodeOf(draft.finding));
        if (!own) throw new Error(`The rule "${this.rule.meta.id}" found something at a node that it was not asked about.`);
        own.push(draft);
      }
      for (const node of nodes) {
        const difference = exchanged(this.#byNode.get(node) ?? [], fresh.get(node.id) ?? []);
        gone.push(...difference.gone);
        come.push(...difference.come);
        if (difference.now.length > 0) this.#byNode.set(node, difference.now);
        else this.#byNode.delete(node);
      }
    }
    return { gone, come };
  }

  /** The nodes that are to be checked again, in the plan's order: those at which something changed that the rule reads, and those near them. */
  #touched(changes: Changes<LiveNode>, within: number): readonly LiveNode[] {
    const near = new Set(changes.added);
    const joins = facet.service | facet.stage | facet.in | facet.out;
    for (const [node, facets] of changes.nodes) if ((facets & joins) !== 0 || this.#reads.hasRead(node, facets)) near.add(node);
    let last: readonly LiveNode[] = [...near];
    for (let step = 0; step < within; step += 1) {
      const next: LiveNode[] = [];
      const add = (node: LiveNode) => {
        if (near.has(node)) return;
        near.add(node);
        next.push(node);
      };
      for (const { now } of last) {
        for (const { from } of now.in) add(from as LiveNode); // all nodes of a live graph are
        for (const { to } of now.out) add(to as LiveNode);
      }
      last = next;
    }
    return [...near].sort((a, b) => a.now.at - b.now.at);
  }

  *#all(): Iterable<LiveDraft> {
    yield* this.#drafts;
    for (const drafts of this.#byNode.values()) yield* drafts;
  }
}

/** The node that a finding is about: the first that it names, or the start of its edge. */
function nodeOf({ nodes, edges }: Finding): string {
  return nodes[0] ?? (edges[0] === undefined ? '' : edgeEnds(edges[0]).from);
}

/** Puts findings in the place of others; those that are the same as before keep their objects. */
function exchanged(before: readonly LiveDraft[], drafts: readonly Draft[]): Difference & { readonly now: readonly LiveDraft[] } {
  tellApart(drafts);
  const known = new Map(before.map((draft) => [draft.finding.key, draft]));
  const come: LiveDraft[] = [];
  const now = drafts.map(({ finding }): LiveDraft => {
    const old = known.get(finding.key);
    if (old && same(old.finding, finding)) {
      known.delete(finding.key);
      return old;
    }
    const draft = { finding };
    come.push(draft);
    return draft;
  });
  return { gone: [...known.values()], come, now };
}
