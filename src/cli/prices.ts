import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { PriceBook, importPrices } from '#engine/catalog';
import { UserError } from '#engine/errors';
import { counted, refuseText, type Plan } from '#engine/plan';
import { bookOf, priceBook } from '#resources';
import type { Terminal } from './command';

/** What `--prices` is, for every command that costs plans. */
export const priceOptions = {
  prices: {
    type: 'string',
    value: 'FILE',
    help: 'prices to cost with: answers of the Azure Retail Prices API, or a CSV with meter, region and price; the rest is from the book that ships',
  },
  'allow-partial-prices': {
    type: 'boolean',
    help: 'go on when the file of prices is only a part, or has rows that cannot be used although they should be. The exit code is 2 for such a file when left out',
  },
} as const;

/** What plans are costed with. */
export interface Books {
  bookOf(plan: Plan): PriceBook;
  /** Whether prices that the file was meant to give are from the book that ships. */
  readonly isPart: boolean;
}

/**
 * What each plan is costed with: the edition that it names where that ships, else the newest; with a file, the newest with the file's
 * prices for all plans. What the file has and lacks is told to the person.
 * @throws UserError when the file cannot be used at all
 */
export async function booksFor(file: string | undefined, today: string, terminal: Pick<Terminal, 'talk'>): Promise<Books> {
  if (file === undefined) return { bookOf: ({ context }) => bookOf(context.priceBook), isPart: false };
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch {
    throw new UserError(`"${file}" cannot be read.`, 'Check the path that --prices names.');
  }
  const other = refuseText(text);
  if (other) throw new UserError(`"${file}" holds no prices. ${other.message}`, other.fix);
  const name = basename(file);
  const { book, rows, taken, skipped, broken, isPart } = importPrices({
    text,
    name,
    base: priceBook.file,
    id: `${priceBook.id}-imported`,
    asOf: today,
  });
  terminal.talk(
    `${name}: ${counted(rows, 'row')}, prices for ${counted(taken.length, 'meter')} taken, ${counted(skipped.length, 'row')} not used.`,
  );
  for (const [because, number] of mostFrequent(skipped.map((row) => row.because))) terminal.talk(`  ${number} × ${because}`);
  if (isPart) terminal.talk('  The file is a part: more rows were not fetched.');
  if (broken.length > 0)
    terminal.talk(
      `  Rows that should be used and cannot be: ${broken
        .slice(0, 8)
        .map(({ row }) => row)
        .join(', ')}${broken.length > 8 ? ` and ${broken.length - 8} more` : ''}. Their prices are those of the book that ships.`,
    );
  if (isPart || broken.length > 0) terminal.talk('Complete the file, or pass --allow-partial-prices to go on with what it has.');
  const imported = new PriceBook(book);
  return { bookOf: () => imported, isPart: isPart || broken.length > 0 };
}

function mostFrequent(words: readonly string[]): [string, number][] {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return [...counts].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)).slice(0, 8);
}
