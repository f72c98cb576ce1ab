import { ranked, wordsOf, type WeightedText } from '../wording/match';
import { search } from '../wording/tolerant-search';

/** A page that the help can show. */
export interface HelpEntry {
  /** `guide/cost`, `rules/known-service`, `services/azure-storage` or `keys`. */
  readonly id: string;
  readonly title: string;
  readonly group: 'Guide' | 'Reference' | 'Rules' | 'Services';
  /** Other words by which it is found. */
  readonly also?: readonly string[];
  /** All of its words. */
  readonly text: string;
}

/** A place in a text where a word of a query is. */
export interface Excerpt {
  readonly before: string;
  readonly match: string;
  readonly after: string;
}

/** The pages that match a query, the best first. A query of which nothing is found is compared with the titles, and may be misspelt. */
export function searchHelp(entries: readonly HelpEntry[], query: string): readonly HelpEntry[] {
  const named = ({ title, also = [] }: HelpEntry): WeightedText[] => [[title, 10], ...also.map((words) => [words, 6] as const)];
  const found = ranked(
    entries,
    query,
    (entry) => [...named(entry), [entry.text, 1]],
    ({ group }) => (group === 'Guide' ? 2 : group === 'Reference' ? 1.5 : 1),
  );
  return found.length > 0 ? found : search(entries, query, named);
}

/** The first place where a text has a word of a query; `undefined` if it has none. */
export function excerptOf(text: string, query: string, around = 46): Excerpt | undefined {
  const lower = text.toLowerCase();
  const places = wordsOf(query)
    .map((word) => ({ word, at: lower.indexOf(word) }))
    .filter(({ at }) => at >= 0)
    .sort((one, other) => other.word.length - one.word.length);
  const [first] = places;
  if (!first) return undefined;
  const end = first.at + first.word.length;
  const from = Math.max(0, first.at - around);
  const to = Math.min(text.length, end + around);
  const plain = (part: string) => part.replaceAll(/\s+/g, ' ');
  return {
    before: `${from > 0 ? '…' : ''}${plain(text.slice(from, first.at))}`,
    match: text.slice(first.at, end),
    after: `${plain(text.slice(end, to))}${to < text.length ? '…' : ''}`,
  };
}
