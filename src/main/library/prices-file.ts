import { basename } from 'node:path';
import { readTextFile } from '#disk';
import { importPrices, type PriceBookFile, type PriceImport } from '#engine/catalog';
import { PlanProblems, UserError } from '#engine/errors';
import { isEmptyText, refuseText } from '#engine/plan';
import type { PriceReport } from '#ipc';

/** The limit of importPrices, in characters. */
const mostBytes = 128 * 1024 * 1024;

/** Maximum length of the lists of unused rows; the counts include everything. */
const most = { groups: 100, rows: 200 };

/** A file of prices after reading: its result depends on the base book, and on its day. */
export interface PricesFile {
  readonly text: string;
  /** File name, without folder. */
  readonly name: string;
}

/**
 * Reads a file of prices: answers of the Azure Retail Prices API, or a table.
 * @throws UserError that names its problem
 */
export async function readPricesFile(path: string): Promise<PricesFile> {
  const name = basename(path);
  try {
    const { text } = await readTextFile(path, undefined, (bytes) => {
      if (bytes > mostBytes)
        throw new UserError(
          `"${name}" is too large: ${Math.ceil(bytes / 1024 / 1024)} MB, and ${mostBytes / 1024 / 1024} MB can be read.`,
          'Fetch the services and regions of your plans only.',
        );
    });
    const other = refuseText(text);
    if (other) throw new UserError(`"${name}" holds no prices. ${other.message}`, other.fix);
    if (isEmptyText(text)) throw new UserError(`"${name}" is empty.`, pricesFix);
    return { text, name };
  } catch (error) {
    if (!(error instanceof PlanProblems)) throw error;
    const [first] = error.problems;
    if (!first?.place) throw new UserError(`"${name}" holds no prices. ${first?.message ?? ''}`, first?.fix ?? pricesFix);
    const where = `, from line ${first.place.line}, column ${first.place.column} on`;
    throw new UserError(`"${name}" is not a text in UTF-8${where}.`, pricesFix);
  }
}

const pricesFix = 'Choose the answer of the Azure Retail Prices API as it was saved, or a table; a spreadsheet saves one as "CSV UTF-8".';

/** The result of importing a file of prices on top of a book. @throws UserError if it is not such a file */
export function importFile({ text, name }: PricesFile, base: PriceBookFile, asOf: string, taken: ReadonlySet<string>): PriceImport {
  const { book, ...rest } = importPrices({ text, name, base, id: freeId(name, asOf, taken), asOf });
  return { ...rest, book: { ...book, title: `Prices from ${name}` } };
}

/** Preview of an import before anything is added: every unused row, by its reason. */
export function reportOf({ book, rows, taken, skipped, isPart, newest }: PriceImport, name: string, base: PriceBookFile): PriceReport {
  const groups = new Map<string, { row: number; what: string }[]>();
  for (const { row, what, because } of skipped) {
    const group = groups.get(because) ?? [];
    group.push({ row, what });
    groups.set(because, group);
  }
  const largest = [...groups].sort(([a, x], [b, y]) => y.length - x.length || (a < b ? -1 : 1));
  const byId = new Map(base.meters.map((meter) => [meter.id, meter]));
  return {
    file: name,
    id: book.id,
    title: book.title,
    asOf: book.asOf,
    currency: book.currency,
    rows,
    taken: taken.map(({ meter, regions }) => ({ meter, name: byId.get(meter)?.name ?? meter, regions })),
    kept: book.currency === base.currency ? book.meters.length - taken.length : 0,
    base: { title: base.title, currency: base.currency },
    skipped: skipped.length,
    reasons: largest.slice(0, most.groups).map(([because, some]) => ({ because, count: some.length, rows: some.slice(0, most.rows) })),
    otherReasons: Math.max(0, largest.length - most.groups),
    isPart,
    newest: newest ?? null,
  };
}

/** A free id for a book: the file's name and the day. */
function freeId(name: string, asOf: string, taken: ReadonlySet<string>): string {
  const stem = name
    .replace(/\.[^.]*$/, '')
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 40);
  const wanted = `${stem === '' ? 'prices' : stem}-${asOf}`;
  for (let number = 1; ; number += 1) {
    const id = number === 1 ? wanted : `${wanted}-${number}`;
    if (!taken.has(id)) return id;
  }
}
