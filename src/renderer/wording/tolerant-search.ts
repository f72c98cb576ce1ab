import { distance } from 'fastest-levenshtein';
import { matchRank, wordsOf, type WeightedText } from './match';

/*
 * A search that forgives: a typing error, a missing or an additional space, words that say nothing, and words of which nothing is found.
 * What is written as it is spelt is never replaced by something like it.
 */

/** Words that say nothing of what is looked for. */
const fillers: ReadonlySet<string> = new Set(
  'a an and any are as at by can do does for from get have how i in into is it me my need of on or our some that the this to use using via want we what when where which with'.split(
    ' ',
  ),
);

/**
 * Matching items, best first; equal matches keep their order. An empty search matches all. Of the words of the query, those count of which
 * something is found; items of which most words match are kept.
 */
export function search<Item>(
  items: readonly Item[],
  query: string,
  textsOf: (item: Item) => readonly WeightedText[],
  /** Factor for the rank of an item. */
  worth: (item: Item) => number = () => 1,
): readonly Item[] {
  const asked = wordsOf(query);
  if (asked.length === 0) return items;
  const telling = asked.filter((word) => !fillers.has(word));
  const searched = items.map((item) => ({ item, texts: textsOf(item).map(([text, weight]) => [text.toLowerCase(), weight] as const) }));
  const words = spelt(telling.length > 0 ? telling : asked, searched);
  const ranked = searched.map(({ item, texts }) => {
    const ranks = words.map((word) => rankOf(word, texts));
    const met = words.filter((_, at) => (ranks[at] ?? 0) > 0).length;
    // a name that is written in full is meant, however common its words are
    const whole = matchRank(texts, [asked.join(' ')]);
    return { item, met, rank: (whole * words.length + ranks.reduce((sum, rank) => sum + rank, 0)) * worth(item) };
  });
  const most = Math.max(0, ...ranked.map(({ met }) => met));
  // of a sentence, most has to be found: one common word in it is chance
  if (most === 0 || most * 2 < telling.length) return [];
  return ranked
    .filter(({ met }) => met === most)
    .sort((a, b) => b.rank - a.rank)
    .map(({ item }) => item);
}

/** Texts to search, in lower case. */
interface Searched {
  readonly texts: readonly WeightedText[];
}

/** A word of the query: as it is spelt, or the words of the texts that it is taken for, with how near they are. */
interface Word {
  readonly text: string;
  readonly takenFor?: ReadonlyMap<string, number>;
}

/** The words to look for. One that is found nowhere is joined with its neighbour, or taken for words like it. */
function spelt(words: readonly string[], searched: readonly Searched[]): readonly Word[] {
  const isThere = (word: string) => searched.some(({ texts }) => matchRank(texts, [word]) > 0);
  const result: Word[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] as string; // `at` is within
    const next = words[at + 1];
    const found = isThere(word);
    if (next !== undefined && isThere(word + next) && !isThere(`${word} ${next}`)) {
      result.push({ text: word + next });
      at += 1;
    } else if (found) result.push({ text: word });
    else {
      const takenFor = alike(word, searched);
      if (takenFor.size > 0) result.push({ text: word, takenFor });
    }
  }
  return result;
}

/** Words of the texts, and neighbouring words joined, that are like a word; only the nearest. */
function alike(word: string, searched: readonly Searched[]): ReadonlyMap<string, number> {
  const known = new Set(searched.flatMap(({ texts }) => texts.flatMap(([text]) => [...piecesOf(text)])));
  const most = tolerance(word);
  let nearest = most;
  const found = new Map<string, number>();
  for (const piece of known) {
    const far = errorsIn(word, piece, most);
    if (far > most) continue;
    nearest = Math.min(nearest, far);
    found.set(piece, far);
  }
  return new Map([...found].filter(([, far]) => far === nearest).map(([piece, far]) => [piece, 1 / (1 + far)]));
}

/** The typing errors in a word, if it is meant for another or for the beginning of it. */
function errorsIn(word: string, piece: string, most: number): number {
  if (Math.abs(piece.length - word.length) <= most) {
    const whole = isTransposed(word, piece) ? 1 : distance(word, piece);
    if (whole <= most) return whole;
  }
  // the rest of a longer word may not be typed yet
  return piece.length > word.length && word.length >= 5 ? distance(word, piece.slice(0, word.length)) + 0.5 : Infinity;
}

/** True if two words differ in two neighbouring letters that changed places: one slip of the fingers. */
function isTransposed(one: string, other: string): boolean {
  if (one.length !== other.length || one === other) return false;
  let at = 0;
  while (one[at] === other[at]) at += 1;
  return one[at] === other[at + 1] && one[at + 1] === other[at] && one.slice(at + 2) === other.slice(at + 2);
}

/** Typing errors that a word of this length may have. */
function tolerance({ length }: string): number {
  return length < 4 ? 0 : length < 7 ? 1 : 2;
}

/** True if a word is in a text, or is written in it with typing errors or other spaces. */
export function isLike(text: string, word: string): boolean {
  if (text.includes(word)) return true;
  const most = tolerance(word);
  return [...piecesOf(text)].some((piece) => errorsIn(word, piece, most) <= most);
}

const pieces = new Map<string, ReadonlySet<string>>();

/** The words of a text, and two or three neighbours joined; kept, since every letter of a query asks for them again. */
function piecesOf(text: string): ReadonlySet<string> {
  const known = pieces.get(text);
  if (known) return known;
  const words = text.split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  const made = new Set(words.flatMap((word, at) => [word, word + (words[at + 1] ?? ''), words.slice(at, at + 3).join('')]));
  if (pieces.size > 20_000) pieces.clear();
  pieces.set(text, made);
  return made;
}

function rankOf({ text, takenFor }: Word, texts: readonly WeightedText[]): number {
  if (!takenFor) return matchRank(texts, [text]);
  let best = 0;
  for (const [shown, weight] of texts)
    for (const piece of piecesOf(shown)) {
      const near = takenFor.get(piece);
      if (near !== undefined) best = Math.max(best, near * weight * 3);
    }
  return best;
}
