import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { PriceBook, importPrices } from '#engine/catalog';
import { UserError } from '#engine/errors';
import { count, counted, list } from '#engine/format';
import { refuseText, type Plan } from '#engine/plan';
import { bookOf, priceBook } from '#resources';
import type { Terminal } from './command';

/** The `--prices` option of every command that costs plans. */
export const priceOptions = {
  prices: {
    type: 'string',
    value: 'FILE',
    help: 'price file: answers of the Azure Retail Prices API (JSON), or a CSV with meter, region and price. Missing prices come from the built-in price book',
  },
  'allow-partial-prices': {
    type: 'boolean',
    help: 'accept a price file that is incomplete, or has rows that cannot be used although they should be. Without this option the exit code is 2 for such a file',
  },
} as const;

/** Price books for costing plans. */
export interface Books {
  bookOf(plan: Plan): PriceBook;
  /** True if some prices that the file should have given are from the built-in price book. */
  readonly isPart: boolean;
}

/**
 * The price book of each plan: the edition that it names, if that is built in, else the newest; with a file, the newest with the file's
 * prices for all plans. Prices in the file and missing ones are reported to the person.
 * @throws UserError when the file cannot be used at all
 */
export async function booksFor(file: string | undefined, today: string, terminal: Pick<Terminal, 'talk' | 'note'>): Promise<Books> {
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
  terminal.note(
    `${name}: ${counted(rows, 'row')}, prices for ${counted(taken.length, 'meter')} taken, ${counted(skipped.length, 'row')} not used.`,
  );
  for (const [because, number] of mostFrequent(skipped.map((row) => row.because))) terminal.note(`  ${count(number)} × ${because}`);
  if (isPart) terminal.talk('  The file is incomplete: more rows were not fetched.');
  if (broken.length > 0)
    terminal.talk(
      `  Rows that should be used and cannot be: ${list(
        broken.map(({ row }) => String(row)),
        'and',
        9,
      )}. Their prices are those of the book that ships.`,
    );
  if (isPart || broken.length > 0) terminal.talk('Complete the file, or pass --allow-partial-prices to use the prices that it has.');
  const imported = new PriceBook(book);
  return { bookOf: () => imported, isPart: isPart || broken.length > 0 };
}

function mostFrequent(words: readonly string[]): [string, number][] {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return [...counts].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)).slice(0, 8);
}
