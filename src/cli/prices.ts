import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { PriceBook, importPrices } from '#engine/catalog';
import { UserError } from '#engine/errors';
import type { Plan } from '#engine/plan';
import { bookOf, priceBook } from '#resources';
import type { Terminal } from './command';

/** What `--prices` is, for every command that costs plans. */
export const pricesOption = {
  type: 'string',
  value: 'FILE',
  help: 'prices to cost with: answers of the Azure Retail Prices API, or a CSV with meter, region and price; the rest is from the book that ships',
} as const;

/**
 * What each plan is costed with: the edition that it names where that ships, else the newest; with a file, the newest with the file's
 * prices for all plans. What the file has and lacks is told to the person.
 */
export async function booksFor(
  file: string | undefined,
  today: string,
  terminal: Pick<Terminal, 'talk'>,
): Promise<(plan: Plan) => PriceBook> {
  if (file === undefined) return ({ context }) => bookOf(context.priceBook);
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch {
    throw new UserError(`"${file}" cannot be read.`, 'Check the path that --prices names.');
  }
  const name = basename(file);
  const { book, rows, taken, skipped, isPart } = importPrices({
    text,
    name,
    base: priceBook.file,
    id: `${priceBook.id}-imported`,
    asOf: today,
  });
  terminal.talk(`${name}: ${rows} rows, prices for ${taken.length} meters taken, ${skipped.length} rows not used.`);
  for (const [because, number] of mostFrequent(skipped.map((row) => row.because))) terminal.talk(`  ${number} × ${because}`);
  if (isPart) terminal.talk('  The file is a part: more rows were not fetched.');
  const imported = new PriceBook(book);
  return () => imported;
}

function mostFrequent(words: readonly string[]): [string, number][] {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return [...counts].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)).slice(0, 8);
}
