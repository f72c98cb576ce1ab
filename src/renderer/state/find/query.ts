import { englishMarks, list, type NumberMarks } from '#engine/format';
import { edgeKinds, readNumber, stages, type EdgeKind, type Stage } from '#engine/plan';

/** Values of the filter `is:`. */
export const states = ['error', 'warning', 'advice', 'waived', 'unconnected', 'pinned', 'preview', 'deprecated', 'retired'] as const;
export type State = (typeof states)[number];

type Comparison = '>' | '>=' | '<' | '<=' | '=';

/** One condition on a node. */
export type Test =
  /** `alike`: also words with typing errors or other spaces. */
  | { readonly field: 'words'; readonly text: string; readonly alike?: true }
  | { readonly field: 'service' | 'owner' | 'note' | 'region'; readonly text: string }
  | { readonly field: 'stage'; readonly any: ReadonlySet<Stage> }
  | { readonly field: 'kind'; readonly any: ReadonlySet<EdgeKind> }
  | { readonly field: 'cost'; readonly is: 'unknown' | 'free' }
  | { readonly field: 'cost'; readonly comparison: Comparison; readonly amount: number }
  | { readonly field: 'is'; readonly state: State }
  | { readonly field: 'finding'; readonly number: number };

export type Term = Test & { readonly negated: boolean };

/** A query from the find bar: a node must meet every condition. */
export interface Query {
  readonly terms: readonly Term[];
  /** Problems of the query, in sentences. A query with problems finds nothing. */
  readonly problems: readonly string[];
  /** Possible continuations of a filter that was only begun. */
  readonly hint: string | undefined;
}

/** The filters, with the values after their colon. */
export const filters = ['service', 'stage', 'owner', 'note', 'region', 'kind', 'cost', 'is', 'finding'] as const;
type Filter = (typeof filters)[number];

/** Parses a query. A word is searched for as text, `filter:value` tests a field, and `-` before either negates it. */
export function parseQuery(text: string, marks: NumberMarks = englishMarks): Query {
  const terms: Term[] = [];
  const problems: string[] = [];
  let hint: string | undefined;
  for (const { negated, filter, value } of tokensOf(text)) {
    if (filter === undefined) {
      if (value !== '' && value !== '-') terms.push({ field: 'words', text: value, negated });
    } else if (!isFilter(filter)) {
      problems.push(
        `There is no filter “${filter}:”; there are ${filters.map((one) => `${one}:`).join(', ')}. Quotes look for it as words.`,
      );
    } else if (value === '') {
      hint = hints[filter];
    } else {
      const test = readTest(filter, value, marks);
      if (typeof test === 'string') problems.push(test);
      else terms.push({ ...test, negated });
    }
  }
  return { terms, problems, hint };
}

const hints: Readonly<Record<Filter, string>> = {
  service: 'service: a part of a service’s name',
  stage: `stage: ${list(stages.map(({ id }) => id))}`,
  owner: 'owner: a part of an owner’s name',
  note: 'note: words of a note',
  region: 'region: a part of a region’s name',
  kind: `kind: ${list(edgeKinds.map(({ id }) => id))}`,
  cost: 'cost: >500, <=20, unknown or free',
  is: `is: ${list(states)}`,
  finding: 'finding: the number of a finding, such as 7',
};

interface Token {
  readonly negated: boolean;
  readonly filter: string | undefined;
  readonly value: string;
}

/** Splits a query into words and `filter:value`, either of them possibly in quotes; an open quote extends to the end. */
function tokensOf(text: string): Token[] {
  // first a filter without a value, otherwise the next token would be taken for a word
  return [...text.matchAll(/(-?)(\p{L}+):(?=\s|$)|(-?)(?:(\p{L}+):)?(?:"([^"]*)"?|([^\s"]+))/gu)].map((match) => ({
    negated: (match[1] ?? match[3]) === '-',
    filter: (match[2] ?? match[4])?.toLowerCase(),
    value: (match[5] ?? match[6] ?? '').trim().toLowerCase(),
  }));
}

function isFilter(word: string): word is Filter {
  return (filters as readonly string[]).includes(word);
}

/** The test of a filter, or the problem with its value. */
function readTest(filter: Filter, value: string, marks: NumberMarks): Test | string {
  switch (filter) {
    case 'service':
    case 'owner':
    case 'note':
    case 'region':
      return { field: filter, text: value };
    case 'stage': {
      const any = stages.filter((one) => [one.id, one.title, one.short].some((name) => name.toLowerCase().includes(value)));
      if (any.length > 0) return { field: 'stage', any: new Set(any.map(({ id }) => id)) };
      return `stage: has no “${value}”; there are ${list(stages.map(({ id }) => id))}.`;
    }
    case 'kind': {
      const any = edgeKinds.filter((one) => [one.id, one.title].some((name) => name.toLowerCase().includes(value)));
      if (any.length > 0) return { field: 'kind', any: new Set(any.map(({ id }) => id)) };
      return `kind: has no “${value}”; there are ${list(edgeKinds.map(({ id }) => id))}.`;
    }
    case 'cost':
      return readCost(value, marks);
    case 'is': {
      const state = states.find((one) => one === value) ?? alike[value];
      if (state !== undefined) return { field: 'is', state };
      // a beginning is still being typed
      const begun = states.find((one) => one.startsWith(value));
      if (begun !== undefined) return { field: 'is', state: begun };
      return `is: has no “${value}”; there are ${list(states)}.`;
    }
    case 'finding': {
      if (/^\d{1,6}$/.test(value)) return { field: 'finding', number: Number(value) };
      return `finding: wants the number of a finding, such as finding:7, not “${value}”.`;
    }
  }
}

const alike: Readonly<Record<string, State>> = { errors: 'error', warnings: 'warning', info: 'advice', orphan: 'unconnected' };

function readCost(value: string, marks: NumberMarks): Test | string {
  if (value === 'unknown' || value === 'free') return { field: 'cost', is: value };
  const [, comparison, amount = '', thousands] = /^(>=|<=|>|<|=)?(.*?)(k)?$/.exec(value) ?? [];
  if (!/\p{Nd}/u.test(amount)) return `cost: wants a comparison such as cost:>500, or unknown or free, not \u201c${value}\u201d.`;
  const read = readNumber(amount, marks);
  if ('reason' in read) return `cost: ${read.reason}.`;
  return {
    field: 'cost',
    comparison: (comparison as Comparison | undefined) ?? '=', // the pattern allows no other
    amount: read.value * (thousands === undefined ? 1 : 1000),
  };
}
