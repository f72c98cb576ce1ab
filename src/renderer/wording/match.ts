/** A text to search, and the weight of a match in it. */
export type WeightedText = readonly [text: string, weight: number];

/** The search text, as words. */
export function wordsOf(query: string): readonly string[] {
  return query.toLowerCase().split(/\s+/).filter(Boolean);
}

/**
 * Score of a match; 0 for no match. Every word must be in one of the texts: the text itself counts most,
 * then whole words, then the beginnings of words, then parts.
 */
export function matchRank(texts: readonly WeightedText[], words: readonly string[]): number {
  let total = 0;
  for (const word of words) {
    let best = 0;
    for (const [text, weight] of texts) best = Math.max(best, weight * closeness(text.toLowerCase(), word));
    if (best === 0) return 0;
    total += best;
  }
  const whole = words.join(' ');
  // a full name is a strong match, but a synonym of one thing does not rank above the name of another
  if (texts.some(([text]) => text.toLowerCase() === whole)) total *= 1.2;
  return total;
}

function closeness(text: string, word: string): number {
  if (text === word) return 4;
  let best = 0;
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    const starts = !isLetter(text[at - 1]);
    const ends = !isLetter(text[at + word.length]);
    best = Math.max(best, starts && ends ? 3 : starts ? 2 : 1);
  }
  return best;
}

function isLetter(character: string | undefined): boolean {
  return character !== undefined && /[\p{L}\p{N}]/u.test(character);
}

/** Matching items, best first; equal matches keep their order. An empty search matches all. */
export function ranked<Item>(
  items: readonly Item[],
  query: string,
  texts: (item: Item) => readonly WeightedText[],
  /** Factor for the rank of an item. */
  worth: (item: Item) => number = () => 1,
): readonly Item[] {
  const words = wordsOf(query);
  if (words.length === 0) return items;
  return items
    .map((item) => ({ item, rank: matchRank(texts(item), words) * worth(item) }))
    .filter(({ rank }) => rank > 0)
    .sort((a, b) => b.rank - a.rank)
    .map(({ item }) => item);
}
