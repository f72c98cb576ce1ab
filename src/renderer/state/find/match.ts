import type { EdgeKind, Stage } from '#engine/plan';
import { isLike } from '../../wording/tolerant-search';
import type { Query, State, Term, Test } from './query';

/** Facts about a node that a query can ask for. Texts are in lower case. */
export interface NodeFacts {
  readonly id: string;
  readonly title: string;
  /** Current and former names of its service. */
  readonly service: string;
  readonly stage: Stage | undefined;
  readonly owner: string;
  readonly note: string;
  readonly region: string;
  /** Kinds of the edges that start or end at it. */
  readonly kinds: ReadonlySet<EdgeKind>;
  /** Known monthly cost; `undefined` before the first answer. */
  readonly cost: { readonly known: number; readonly complete: boolean; readonly free: boolean } | undefined;
  readonly states: ReadonlySet<State>;
  /** Numbers of the findings about it and its edges. */
  readonly findings: ReadonlySet<number>;
}

/** Ids of the nodes that match a query: first those whose titles are or contain its words, otherwise in the given order. */
export function hitsOf(query: Query, nodes: readonly NodeFacts[]): readonly string[] {
  if (query.terms.length === 0 || query.problems.length > 0) return [];
  const words = query.terms.flatMap((term) => (term.field === 'words' && !term.negated ? [term.text] : []));
  // a word that is spelt like this nowhere is taken for words like it
  const terms = query.terms.map((term): Term =>
    term.field === 'words' && !term.negated && !nodes.some((node) => passes(term, node)) ? { ...term, alike: true } : term,
  );
  const hits = nodes.filter((node) => terms.every((term) => holds(term, node)));
  if (words.length === 0) return hits.map(({ id }) => id);
  return hits
    .map(({ id, title }) => ({ id, rank: titleRank(title, words) }))
    .sort((a, b) => b.rank - a.rank)
    .map(({ id }) => id);
}

function textsOf({ title, id, service }: NodeFacts): readonly string[] {
  return [title, id.toLowerCase(), ...service.split('\n')];
}

function titleRank(title: string, words: readonly string[]): number {
  if (title === words.join(' ')) return 3;
  if (words.every((word) => title.split(/[^\p{L}\p{N}]+/u).includes(word))) return 2;
  return words.every((word) => title.includes(word)) ? 1 : 0;
}

function holds(term: Term, node: NodeFacts): boolean {
  return passes(term, node) !== term.negated;
}

function passes(test: Test, node: NodeFacts): boolean {
  switch (test.field) {
    case 'words':
      return textsOf(node).some((text) => (test.alike ? isLike(text, test.text) : text.includes(test.text)));
    case 'service':
    case 'owner':
    case 'note':
    case 'region':
      return node[test.field].includes(test.text);
    case 'stage':
      return node.stage !== undefined && test.any.has(node.stage);
    case 'kind':
      return [...test.any].some((kind) => node.kinds.has(kind));
    case 'cost':
      return node.cost !== undefined && costs(test, node.cost);
    case 'is':
      return node.states.has(test.state);
    case 'finding':
      return node.findings.has(test.number);
  }
}

/** A partly known cost is a lower bound: “more than” can be certain, “less than” cannot. */
function costs(test: Extract<Test, { field: 'cost' }>, cost: NonNullable<NodeFacts['cost']>): boolean {
  if ('is' in test) return test.is === 'free' ? cost.free : !cost.complete;
  const { known, complete } = cost;
  switch (test.comparison) {
    case '>':
      return known > test.amount;
    case '>=':
      return known >= test.amount;
    case '<':
      return complete && known < test.amount;
    case '<=':
      return complete && known <= test.amount;
    case '=':
      // as it is shown: without cents
      return complete && Math.round(known) === Math.round(test.amount);
  }
}
