import { facet, Reads, ReadsByNode, recording, type Changes, type GraphEdge, type LiveGraph, type LiveNode } from '../../catalog';
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
  /** The same, with lists that hold one node, and the edges that start there or some of them. */
  readonly inputAt: (node: LiveNode, edges?: readonly GraphEdge[]) => RuleInput;
  /** For rules that keep values of their own: a new graph. */
  readonly opaque: () => RuleInput;
}

/** One rule, and what it finds in a plan that changes. */
export class LiveRule {
  #reads = new Reads();
  /** For a rule with a scope: what it read at each node. */
  #readsByNode = new ReadsByNode();
  /** For a rule with a scope: services in stages at which it finds nothing, whatever else holds of a node. */
  #quiet = new Set<string>();
  /** For a rule about edges: those that started at a node when it was last checked. */
  #edgesAt = new Map<LiveNode, readonly GraphEdge[]>();
  /** Findings by the node that they are about, for a rule with a scope. */
  #byNode = new Map<LiveNode, readonly LiveDraft[]>();
  #drafts: readonly LiveDraft[] = [];
  /** True if the rule has no scope or has failed: it is then checked as a whole. */
  #isWhole: boolean;

  constructor(readonly rule: Rule) {
    this.#isWhole = rule.scope === undefined;
  }

  /** Checks the whole plan. */
  check(live: LiveInput): Difference {
    const { scope, isOpaque } = this.rule;
    const before = [...this.#all()];
    this.#byNode = new Map();
    this.#drafts = [];
    this.#isWhole = scope === undefined || isOpaque === true || !this.#checkNodes(scope, live, before);
    return this.#isWhole ? this.#whole(live, before) : differenceOf(before, [...this.#all()]);
  }

  /** Checks again what some changes touch. */
  update(changes: Changes<LiveNode>, live: LiveInput): Difference {
    const { scope, isOpaque } = this.rule;
    if (this.#isWhole || !scope) return isOpaque || this.#reads.isTouched(changes) ? this.check(live) : none;
    if (this.#readsByNode.isTouchedAsAWhole(changes)) return this.check(live);
    return this.#part(changes, scope, live);
  }

  #whole({ input, opaque }: LiveInput, before: readonly LiveDraft[]): Difference {
    this.#reads = new Reads();
    this.#byNode = new Map();
    const { drafts } = this.rule.isOpaque ? draftsOf(this.rule, opaque()) : recording(this.#reads, () => draftsOf(this.rule, input));
    const difference = exchanged(before, drafts);
    this.#drafts = difference.now;
    return difference;
  }

  /** Checks every node by itself. @returns false if the rule fails at one */
  #checkNodes(scope: Scope, live: LiveInput, before: readonly LiveDraft[]): boolean {
    this.#readsByNode = new ReadsByNode();
    this.#quiet = new Set();
    this.#edgesAt = new Map();
    const known = new Map<string, LiveDraft[]>();
    for (const draft of before) {
      const id = nodeOf(draft.finding);
      const list = known.get(id);
      if (list) list.push(draft);
      else known.set(id, [draft]);
    }
    for (const node of live.graph.live) {
      const drafts = this.#at(node, scope, live);
      if (!drafts) return false;
      if (drafts.length > 0) this.#byNode.set(node, exchanged(known.get(node.id) ?? [], drafts).now);
    }
    return true;
  }

  #part(changes: Changes<LiveNode>, scope: Scope, live: LiveInput): Difference {
    const gone: LiveDraft[] = [];
    const come: LiveDraft[] = [];
    for (const node of changes.removed) {
      gone.push(...(this.#byNode.get(node) ?? []));
      this.#byNode.delete(node);
      this.#edgesAt.delete(node);
    }
    const touched = new Set(this.#readsByNode.touched(changes));
    // where only edges came or went, those that stayed need no check
    const joined = new Map<LiveNode, readonly GraphEdge[]>();
    if (scope.each === 'edge')
      for (const [node, facets] of changes.nodes) {
        if ((facets & facet.out) === 0 || touched.has(node)) continue;
        const edges = this.#newEdges(node);
        if (edges) joined.set(node, edges);
        else touched.add(node);
      }
    for (const node of [...touched, ...joined.keys()]) {
      const before = this.#byNode.get(node) ?? [];
      const edges = joined.get(node);
      const kept = edges ? this.#ofOldEdges(node, before, edges) : [];
      const drafts = this.#at(node, scope, live, edges);
      if (!drafts) {
        const { gone: more, come: fresh } = this.check(live);
        return { gone: [...gone, ...more], come: fresh };
      }
      if (drafts.length === 0 && before.length === kept.length) continue;
      const difference = exchanged(before, drafts, kept);
      gone.push(...difference.gone);
      come.push(...difference.come);
      if (difference.now.length > 0) this.#byNode.set(node, difference.now);
      else this.#byNode.delete(node);
    }
    return { gone, come };
  }

  /**
   * What the rule finds at one node; `undefined` if it fails. Where it found nothing and had asked for no more than service and stage, other
   * nodes of that service and stage need not be asked.
   * @param edges the edges to check; without it all that start at the node
   */
  #at(node: LiveNode, { each }: Scope, live: LiveInput, edges?: readonly GraphEdge[]): readonly Draft[] | undefined {
    const isOfEdges = each === 'edge';
    if (isOfEdges) this.#edgesAt.set(node, node.now.out);
    const facets = edges ? this.#readsByNode.ownOf(node) : ofKind;
    const { service, stage } = node.now.node;
    const kind = stage === undefined ? service : `${service} ${stage}`;
    if ((isOfEdges && (edges ?? node.now.out).length === 0) || this.#quiet.has(kind)) {
      this.#readsByNode.addOwn(node, facets);
      return nothing;
    }
    const input = live.inputAt(node, edges);
    const isQuiet = ({ drafts }: { readonly drafts: readonly Draft[] }) =>
      !isOfEdges && drafts.length === 0 && this.#readsByNode.hasStayed && (this.#readsByNode.ownOf(node) & ~ofKind) === 0;
    const { drafts, hasFailed } = this.#readsByNode.noting(
      node,
      facets,
      () => {
        const result = draftsOf(this.rule, input);
        if (isQuiet(result)) this.#quiet.add(kind);
        return result;
      },
      () => this.#quiet.has(kind),
    );
    if (hasFailed) return undefined;
    for (const { finding } of drafts)
      if (nodeOf(finding) !== node.id)
        throw new Error(`The rule "${this.rule.meta.id}" found something at a node that it was not asked about.`);
    return drafts;
  }

  /** The edges that have come to start at a node; `undefined` if one of them could be taken for another. */
  #newEdges(node: LiveNode): readonly GraphEdge[] | undefined {
    const before = new Set(this.#edgesAt.get(node));
    const come: GraphEdge[] = [];
    const stay = new Set<string>();
    for (const edge of node.now.out) {
      if (before.has(edge)) stay.add(edge.id);
      else come.push(edge);
    }
    const ids = new Set(come.map(({ id }) => id));
    const isClear = ids.size === come.length && come.every(({ id }) => !stay.has(id)) && stay.size + come.length === node.now.out.length;
    return isClear ? come : undefined;
  }

  /** The findings about edges of a node that are still there and were checked before. */
  #ofOldEdges(node: LiveNode, before: readonly LiveDraft[], come: readonly GraphEdge[]): readonly LiveDraft[] {
    if (before.length === 0) return [];
    const ids = new Set(node.now.out.map(({ id }) => id));
    for (const { id } of come) ids.delete(id);
    return before.filter(({ finding }) => ids.has(finding.edges[0] ?? ''));
  }

  *#all(): Iterable<LiveDraft> {
    yield* this.#drafts;
    for (const drafts of this.#byNode.values()) yield* drafts;
  }
}

const ofKind = facet.service | facet.stage;
const nothing: readonly Draft[] = [];

function differenceOf(before: readonly LiveDraft[], now: readonly LiveDraft[]): Difference {
  const [old, all] = [new Set(before), new Set(now)];
  return { gone: before.filter((draft) => !all.has(draft)), come: now.filter((draft) => !old.has(draft)) };
}

/** The node that a finding is about: the first that it names, or the start of its edge. */
function nodeOf({ nodes, edges }: Finding): string {
  return nodes[0] ?? (edges[0] === undefined ? '' : edgeEnds(edges[0]).from);
}

/** Puts findings in the place of others, except for those that are kept; those that are the same as before keep their objects. */
function exchanged(
  before: readonly LiveDraft[],
  drafts: readonly Draft[],
  kept: readonly LiveDraft[] = [],
): Difference & { readonly now: readonly LiveDraft[] } {
  tellApart(drafts);
  const known = new Map(before.map((draft) => [draft.finding.key, draft]));
  for (const { finding } of kept) known.delete(finding.key);
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
  return { gone: [...known.values()], come, now: kept.length > 0 ? [...kept, ...now] : now };
}
